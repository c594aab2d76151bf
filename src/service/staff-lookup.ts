import { type Actor, timeActor } from '../client/actor.ts';
import type { Client } from '../client/client.ts';
import type { Command } from '../client/command.ts';
import type { EmployeeChange } from '../storage/port.ts';
import type { Employee } from '../workforce/employee.ts';
import { asActor, isService } from './actors.ts';
import type { Desk } from './desk.ts';

/** The employees that a batch of commands has to do with, each looked up once. */
export class StaffLookup {
  readonly #known = new Map<string, Employee | undefined>();
  readonly #reliedOn = new Map<string, Employee>();

  constructor(private readonly desk: Desk) {}

  /** Who acts; nobody named is time itself. */
  async actor(id: string | undefined): Promise<Actor> {
    if (id === undefined) return timeActor;
    return isService(this.desk.conveyor, id) ? { id, roles: [id] } : asActor(id, await this.#find(id));
  }

  /** The employee whose fitness for a role the command may turn on, if there is one. */
  async candidate(command: Command, client: Client | undefined, by: Actor): Promise<Employee | undefined> {
    const id = candidateOf(command, client, by) ?? undefined;
    return id === undefined ? undefined : this.#find(id);
  }

  /** Notes that a decision rests on the employee being as found. */
  relyOn(employee: Employee): void {
    this.#reliedOn.set(employee.id, employee);
  }

  /** Changes of nothing: they make the commit fail where an employee has changed since, so that nobody who leaves is given a client. */
  guards(): EmployeeChange[] {
    return [...this.#reliedOn.values()].map((snapshot) => {
      return { expected: { is: 'exact', revision: snapshot.revision }, snapshot, events: [] };
    });
  }

  async #find(id: string): Promise<Employee | undefined> {
    if (this.#known.has(id)) return this.#known.get(id);
    const { store, tenant } = this.desk;
    const employee = await store.readEmployee(tenant, id);
    this.#known.set(id, employee);
    return employee;
  }
}

function candidateOf(command: Command, client: Client | undefined, by: Actor): string | null | undefined {
  switch (command.type) {
    case 'assignRole':
    case 'setDeputy':
      return command.employeeId;
    case 'transfer':
      return command.to;
    case 'acceptHandoff':
      return command.to ?? client?.handoff?.to.employeeId ?? by.id;
    case 'returnClient':
      return client?.handoffs.last?.from.employeeId;
    default:
      return undefined;
  }
}

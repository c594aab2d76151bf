import { type Actor, timeActor } from '../client/actor.ts';
import type { Client } from '../client/client.ts';
import type { Command, CommandOf } from '../client/command.ts';
import { employeesIn } from '../client/employees-in.ts';
import type { ClientEvent } from '../client/event.ts';
import type { EmployeeChange } from '../storage/port.ts';
import type { Instant } from '../time/instant.ts';
import type { Employee } from '../workforce/employee.ts';
import { absenteesOf, concernedWith, isService, resolveActor } from './actors.ts';
import type { StaffById } from './known-staff.ts';
import type { ServiceContext } from './service-context.ts';

/** Whom a command is about, and who sends it. */
interface Surroundings {
  readonly client: Client | undefined;
  readonly duplicate: Client | undefined;
  readonly by: Actor;
  /** The client's, once the decision has asked for it. */
  readonly history: readonly ClientEvent[] | undefined;
}

/** The employees that a batch of commands has to do with, each looked up once. */
export class StaffLookup {
  readonly #known = new Map<string, Employee | undefined>();
  readonly #reliedOn = new Map<string, Employee>();

  /** Those who are known already are not looked up again. */
  constructor(
    private readonly context: ServiceContext,
    private readonly now: Instant,
    private readonly staff: StaffById = new Map(),
  ) {}

  /** Who acts, and for whom of those who have to do with the client; nobody named is time itself. */
  async actor(id: string | undefined, client: Client | undefined): Promise<Actor> {
    if (id === undefined) return timeActor;
    const actor = await resolveActor(this.context, id, this.#find, this.now);
    if (!client || isService(this.context.conveyor, id)) return actor;
    const standsInFor = await absenteesOf(id, concernedWith(client), this.#find, this.now);
    return actor.roles.length > 0 && standsInFor.length > 0 ? { ...actor, standsInFor } : actor;
  }

  /** Those of the staff who have to do with the client, as far as they have been looked up. */
  around(client: Client | undefined): Employee[] {
    return client ? concernedWith(client).flatMap((id) => this.#alreadyFound(id) ?? []) : [];
  }

  /** The employees whose fitness for a role the command may turn on, as far as there are such. */
  async candidates(command: Command, surroundings: Surroundings): Promise<Employee[]> {
    const found: Employee[] = [];
    for (const id of new Set(candidatesOf(command, surroundings))) {
      const employee = await this.#find(id);
      if (employee) found.push(employee);
    }
    return found;
  }

  /** Notes that a decision rests on the employees being as found. */
  relyOn(employees: readonly Employee[]): void {
    for (const employee of employees) this.#reliedOn.set(employee.id, employee);
  }

  /**
   * Changes of nothing. They make the commit fail where an employee has changed since, so that nobody who
   * leaves is given a client.
   */
  guards(): EmployeeChange[] {
    return [...this.#reliedOn.values()].map((snapshot) => {
      return { expected: { is: 'exact', revision: snapshot.revision }, snapshot, events: [] };
    });
  }

  readonly #alreadyFound = (id: string) => this.staff.get(id) ?? this.#known.get(id);

  readonly #find = async (id: string): Promise<Employee | undefined> => {
    const known = this.#alreadyFound(id);
    if (known || this.#known.has(id)) return known;
    const { store, tenant } = this.context;
    const employee = await store.readEmployee(tenant, id);
    this.#known.set(id, employee);
    return employee;
  };
}

function candidatesOf(command: Command, { client, duplicate, by, history }: Surroundings): string[] {
  switch (command.type) {
    case 'assignHolder':
    case 'setDeputy':
      return command.employeeId === null ? [] : [command.employeeId];
    case 'applyRedistribution':
      return [command.to];
    case 'undoRedistribution':
      return command.custody ? employeesIn({ [command.role]: command.custody }) : [];
    case 'onboard':
      return Object.values(command.holders ?? {}).flatMap(({ employeeId, deputy }) =>
        deputy ? [employeeId, deputy.employeeId] : [employeeId],
      );
    case 'transfer':
      return command.to === undefined ? [] : [command.to];
    case 'acceptHandoff':
      return [command.to ?? client?.handoff?.to.employeeId ?? by.id];
    case 'returnClient':
      return Object.values(client?.handoffs.received ?? {}).flatMap(({ from }) => from.employeeId ?? []);
    case 'recordOrder':
    case 'placeHold':
      return released(history);
    case 'recordContact':
      return command.performedBy === undefined && !history ? [] : partiesTo(command, client, history);
    case 'correctRecord':
      return command.replacement?.type === 'recordContact' ? partiesTo(command.replacement, client) : [];
    case 'mergeDuplicate':
      return duplicate ? employeesIn(duplicate.custody) : [];
    case 'unmergeDuplicate': {
      const merge = client?.merged.find(({ duplicateId }) => duplicateId === command.duplicateId);
      const stood = duplicate?.mergedInto?.stood.custody ?? {};
      return [...employeesIn(stood), ...(merge?.staff ?? [])];
    }
    default:
      return [];
  }
}

/** Who had a contact, who holds the client, and who was let go when it was last moved. */
function partiesTo(
  { performedBy }: CommandOf<'recordContact'>,
  client: Client | undefined,
  history: readonly ClientEvent[] = [],
): string[] {
  const since = history.slice(history.findLastIndex(({ type }) => type === 'stateChanged'));
  const holders = employeesIn(client?.custody ?? {});
  return [...(performedBy === undefined ? [] : [performedBy]), ...holders, ...released(since)];
}

const released = (history: readonly ClientEvent[] = []) =>
  history.flatMap((event) => (event.type === 'holderReleased' ? event.employeeId : []));

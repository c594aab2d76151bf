import type { Actor } from '../client/actor.ts';
import type { Conveyor } from '../client/define-conveyor.ts';
import type { Employee } from '../workforce/employee.ts';
import type { Desk } from './desk.ts';

/** Who acts: one of the blueprint's services, an employee with the roles of today, or a stranger without any. */
export async function resolveActor(
  { conveyor, store, tenant }: Desk,
  id: string,
  find: (id: string) => Promise<Employee | undefined> = (one) => store.readEmployee(tenant, one),
): Promise<Actor> {
  if (isService(conveyor, id)) return { id, roles: [id] };
  const employee = await find(id);
  return { id, roles: employee && !employee.leftAt ? employee.roles : [] };
}

export function isService({ blueprint: { services } }: Conveyor, id: string): boolean {
  return Object.hasOwn(services, id);
}

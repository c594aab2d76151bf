import type { Actor } from '../client/actor.ts';
import type { Desk } from './desk.ts';

/** Who acts: one of the blueprint's services, an employee with the roles of today, or a stranger without any. */
export async function resolveActor({ conveyor, store, tenant }: Desk, id: string): Promise<Actor> {
  if (Object.hasOwn(conveyor.blueprint.services, id)) return { id, roles: [id] };
  const employee = await store.readEmployee(tenant, id);
  return { id, roles: employee && !employee.leftAt ? employee.roles : [] };
}

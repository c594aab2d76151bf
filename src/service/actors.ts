import type { Absentee, Actor } from '../client/actor.ts';
import type { Client } from '../client/client.ts';
import type { Conveyor } from '../client/conveyor.ts';
import type { Instant } from '../time/instant.ts';
import type { Employee } from '../workforce/employee.ts';
import { isEmployed, standInsOf } from '../workforce/presence.ts';
import { isKey } from './assert-key.ts';
import type { Desk } from './desk.ts';

type Find = (id: string) => Promise<Employee | undefined>;

/** Who acts: one of the blueprint's services, an employee with the roles of today, or a stranger without any. */
export async function resolveActor(
  { conveyor, store, tenant, now }: Desk,
  id: string,
  find: Find = (one) => store.readEmployee(tenant, one),
  at: Instant = now(),
): Promise<Actor> {
  if (isService(conveyor, id)) return { id, roles: [id] };
  const employee = isKey(id) ? await find(id) : undefined;
  return { id, roles: employee && isEmployed(employee, at) ? employee.roles : [] };
}

export function isService({ blueprint: { services } }: Conveyor, id: string): boolean {
  return Object.hasOwn(services, id);
}

/** The employees with whom a client is, or to whom it is offered: those for whom somebody may stand in. */
export function concernedWith({ custody, handoff }: Client): string[] {
  const holders = Object.values(custody).flatMap(({ employeeId, deputy }) =>
    deputy ? [employeeId, deputy.employeeId] : [employeeId],
  );
  return [...new Set(handoff?.to.employeeId === undefined ? holders : [...holders, handoff.to.employeeId])];
}

/** For which of these employees somebody stands in at a moment, be it as the deputy of a deputy who is away, too. */
export async function absenteesOf(
  deputyId: string,
  employeeIds: readonly string[],
  find: Find,
  at: Instant,
): Promise<Absentee[]> {
  const found: Absentee[] = [];
  for (const id of employeeIds) {
    const employee = id === deputyId ? undefined : await find(id);
    if (!employee || !isEmployed(employee, at)) continue;
    const until = await stoodInUntil(employee, deputyId, find, at);
    if (until === undefined) continue;
    found.push({ employeeId: id, roles: employee.roles, ...(until !== null && { until }) });
  }
  return found;
}

/** Until when the deputy stands in for the employee; `null` where nobody knows, undefined where they do not. */
async function stoodInUntil(
  employee: Employee,
  deputyId: string,
  find: Find,
  at: Instant,
): Promise<Instant | null | undefined> {
  const ways: { employee: Employee; until: Instant | null }[] = [{ employee, until: null }];
  const seen = new Set([employee.id]);
  for (const way of ways) {
    for (const { employeeId, until = null } of standInsOf(way.employee, at)) {
      const sooner = until === null || (way.until !== null && way.until < until) ? way.until : until;
      if (employeeId === deputyId) return sooner;
      const next = seen.has(employeeId) ? undefined : await find(employeeId);
      seen.add(employeeId);
      if (next && isEmployed(next, at)) ways.push({ employee: next, until: sooner });
    }
  }
  return undefined;
}

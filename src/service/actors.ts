import type { Absentee, Actor } from '../client/actor.ts';
import type { Client } from '../client/client.ts';
import type { Conveyor } from '../client/conveyor.ts';
import { invalidInput } from '../errors/invalid-input.ts';
import { fault } from '../errors/problem.ts';
import type { Instant } from '../time/instant.ts';
import type { Employee } from '../workforce/employee.ts';
import { isEmployed, standInOf } from '../workforce/presence.ts';
import { isKey } from './assert-key.ts';
import type { ServiceContext } from './service-context.ts';

/** By whose services it is told who is one. */
interface OfBlueprint {
  readonly conveyor: Pick<Conveyor, 'blueprint'>;
}

type Find = (id: string) => Promise<Employee | undefined>;

/**
 * Who acts: one of the blueprint's services, an employee with the roles of today, or a stranger without any.
 */
export async function resolveActor(
  { conveyor, store, tenant, now }: Pick<ServiceContext, 'store' | 'tenant' | 'now'> & OfBlueprint,
  id: string,
  find: Find = (one) => store.readEmployee(tenant, one),
  at: Instant = now(),
): Promise<Actor> {
  if (isService(conveyor, id)) return { id, roles: [id] };
  const employee = isKey(id) ? await find(id) : undefined;
  return { id, roles: employee && isEmployed(employee, at) ? employee.roles : [] };
}

/**
 * A command of nobody is time's own, which may do anything: whoever calls from outside says who they are.
 * @throws INVALID_COMMAND
 */
export function assertSender(by: unknown): void {
  if (isKey(by)) return;
  throw invalidInput('INVALID_COMMAND', 'a command', [{ path: 'by', ...fault('SENDER_NEEDED') }]);
}

export function isService({ blueprint: { services } }: OfBlueprint['conveyor'], id: string): boolean {
  return Object.hasOwn(services, id);
}

/** The employees with whom a client is, or to whom it is offered: those for whom somebody may stand in. */
export function concernedWith({ custody, handoff }: Client): string[] {
  const holders = Object.values(custody).flatMap(({ employeeId, deputy }) =>
    deputy ? [employeeId, deputy.employeeId] : [employeeId],
  );
  return [...new Set(handoff?.to.employeeId === undefined ? holders : [...holders, handoff.to.employeeId])];
}

/**
 * For which of these employees somebody stands in at a moment. The deputy of a deputy who is away counts,
 * too.
 */
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

/**
 * Until when the deputy stands in for the employee; `null` where nobody knows, undefined where they do not.
 */
async function stoodInUntil(
  employee: Employee,
  deputyId: string,
  find: Find,
  at: Instant,
): Promise<Instant | null | undefined> {
  let sooner: Instant | null = null;
  let absent: Employee | undefined = employee;
  for (const seen = new Set([employee.id]); absent; ) {
    const there = await employedOf(absent, find, at);
    const standIn = standInOf(absent, at, (id) => there.has(id));
    if (!standIn || seen.has(standIn.employeeId)) return undefined;
    const { employeeId, until } = standIn;
    if (until !== undefined && (sooner === null || until < sooner)) sooner = until;
    if (employeeId === deputyId) return sooner;
    seen.add(employeeId);
    absent = there.get(employeeId);
  }
  return undefined;
}

/** Those of the staff who are named to stand in for somebody, by id. */
async function employedOf(
  { absences = [] }: Employee,
  find: Find,
  at: Instant,
): Promise<Map<string, Employee>> {
  const found = new Map<string, Employee>();
  for (const { deputyId, to } of absences) {
    const isOver = to !== undefined && to <= at;
    if (deputyId === undefined || isOver) continue;
    const deputy = await find(deputyId);
    if (deputy && isEmployed(deputy, at)) found.set(deputy.id, deputy);
  }
  return found;
}

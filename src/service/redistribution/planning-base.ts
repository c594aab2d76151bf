import type { Client } from '../../client/client.ts';
import type { PlanBasis } from '../../redistribution/plan/plan-basis.ts';
import { type ClientRow, planClients } from '../../redistribution/plan/plan-client.ts';
import { planStaff } from '../../redistribution/plan/plan-staff.ts';
import type { PlanBase } from '../../redistribution/plan/to-plan-problem.ts';
import { turn } from '../../time/turn.ts';
import type { Employee } from '../../workforce/employee.ts';
import { asOfNow } from '../as-of-now.ts';
import { chunks } from '../chunks.ts';
import { allClients } from '../query-clients.ts';
import type { ServiceContext } from '../service-context.ts';
import { pointerIn, readPointer } from '../versions/blueprint-documents.ts';

/**
 * Reads every client held in the role and everybody who may hold one, page by page, each client once. Clients
 * are taken as of now, with due deadlines applied; nothing is written.
 */
export async function loadPlanningBase(context: ServiceContext, basis: PlanBasis): Promise<PlanBase> {
  const { store, tenant, conveyor, versions } = context;
  await versions.assertCurrent();
  const employees = await context.staff.all();
  const rowsOf = clientRows(context, basis, employees);
  const clients: ClientRow[] = [];
  const holders = new Set<string>();
  for await (const page of chunks(await clientsInRole(context, basis), READ_TOGETHER)) {
    for (const row of await rowsOf(page)) {
      if (!row) continue;
      if (row.client.holder !== undefined) holders.add(row.client.holder);
      clients.push(row);
    }
    await turn();
  }
  const held = await store.countHeld(tenant, {});
  return { clients, staff: planStaff({ employees, holders, held }, basis, conveyor.rules) };
}

/** How clients look to a plan as of now, in their order. Undefined for those that have no part in it. */
export function clientRows(
  context: ServiceContext,
  basis: PlanBasis,
  employees: readonly Employee[],
): (clients: readonly Client[]) => Promise<(ClientRow | undefined)[]> {
  const now = context.now();
  const rowOf = planClients(basis, employees, context.conveyor.rules);
  const isFetched = fetching(context, basis, employees);
  return async (clients) => {
    const rows: (ClientRow | undefined)[] = [];
    for (const [i, upgraded] of (await context.versions.upgrade(clients, now)).entries()) {
      if ('error' in upgraded) throw upgraded.error;
      const dueAt = context.conveyor.nextDueAt(upgraded.client);
      const isDue = dueAt !== undefined && dueAt <= now;
      const client = isDue ? asOfNow(upgraded.client, context, now) : upgraded.client;
      const row = rowOf(client, now, await isFetched(client));
      rows.push(row && { ...row, revision: (clients[i] as Client).revision });
    }
    return rows;
  };
}

const READ_TOGETHER = 500;

/**
 * Clients in states in which the role takes part. Where versions of the blueprint are published, all: an
 * older one may have other names for states.
 */
async function clientsInRole(context: ServiceContext, { role }: PlanBasis): Promise<AsyncIterable<Client>> {
  if (pointerIn(await readPointer(context))) return allClients(context, {});
  const known = Object.values(context.conveyor.rules.states);
  return allClients(context, {
    states: known.filter(({ roles }) => roles.has(role)).map(({ id }) => id),
  });
}

/**
 * Whether a client is taken out of the role's pool. All are where the policy says so, else those that a
 * leaver has left there.
 */
function fetching(
  { store, tenant }: ServiceContext,
  { role, reason, policy }: PlanBasis,
  employees: readonly Employee[],
) {
  const leaver =
    reason.kind === 'departure' && employees.find(({ id, leftAt }) => id === reason.employeeId && leftAt)?.id;
  return async ({ id, pool, custody }: Client): Promise<boolean> => {
    if (custody[role] || pool?.name !== role) return false;
    if (policy.pool || !leaver) return policy.pool;
    const history = await store.history(tenant, id);
    const last = history.findLast((event) => 'role' in event && event.role === role);
    return last?.type === 'holderReleased' && last.employeeId === leaver;
  };
}

import type { Client } from '../../client/client.ts';
import type { Plan } from '../../redistribution/plan/plan.ts';
import type { ClientRow } from '../../redistribution/plan/plan-client.ts';
import { planStaff } from '../../redistribution/plan/plan-staff.ts';
import type { PlanBase } from '../../redistribution/plan/to-plan-problem.ts';
import { compareText } from '../../storage/port/text-order.ts';
import { turn } from '../../time/turn.ts';
import { chunks } from '../chunks.ts';
import { pages } from '../pages.ts';
import type { ServiceContext } from '../service-context.ts';
import { pointerIn, readPointer } from '../versions/blueprint-documents.ts';
import { revisionsIn, unpackRows } from './packed-rows.ts';
import { type KeptPlan, PlanRepository, UNPACKED_AT_ONCE } from './plan-repository.ts';
import { clientRows, loadPlanningBase } from './planning-base.ts';

/** What a second look at a plan's base has found. */
interface SecondLook {
  /** The base as it was and as it is; absent where nothing has changed that a plan rests on. */
  readonly bases?: { readonly base: PlanBase; readonly fresh: PlanBase };
  /** The clients that were read for it, as they are stored, by id. */
  readonly read: ReadonlyMap<string, Client>;
  /** How the clients that are to move looked when the plan was made, by id. */
  plannedRows(): ReadonlyMap<string, ClientRow>;
}

const READ_TOGETHER = 500;
const PAGE = 1_000;

/**
 * Looks at a plan's base again just before it is applied. Read are the clients that are to move, and of the
 * others those whose revision is another, that time may have changed, or that have come to the role since;
 * amounts of clients that have not changed are as planned.
 */
export async function lookAgain(
  context: ServiceContext,
  { plan, kept }: { readonly plan: Plan; readonly kept: KeptPlan },
  movers: ReadonlySet<string>,
): Promise<SecondLook> {
  const { store, tenant, conveyor, versions } = context;
  const plans = new PlanRepository(context);
  const basis = { ...plan, at: plan.effective ?? plan.asOf };
  await versions.assertCurrent();
  // A client on an older version of the blueprint may be held in a role that is called otherwise there.
  if (pointerIn(await readPointer(context))) {
    const base = await plans.base(kept);
    const plannedRows = () => byId(base.clients);
    return { bases: { base, fresh: await loadPlanningBase(context, basis) }, read: new Map(), plannedRows };
  }
  const employees = await context.staff.all();
  const packed = await plans.packedBase(kept);
  const planned = new Map<string, number>();
  for (const rows of packed) {
    for (const [id, revision] of revisionsIn(rows)) planned.set(id, revision);
    if (planned.size % PAGE === 0) await turn();
  }
  const { ids, holders } = await toBeRead(context, plan.role, planned, movers);
  const wanted = new Set(ids);
  const before = new Map<string, ClientRow>();
  for (const [i, rows] of packed.entries()) {
    for (const row of unpackRows(rows, wanted)) before.set(row.client.id, row);
    if (i % UNPACKED_AT_ONCE === 0) await turn();
  }
  const plannedRows = () => before;
  const isStrict = plan.policy.staleOn === 'anyChange';
  const substanceOf = (row: ClientRow | undefined) =>
    row && [row.client, row.mustGo, isStrict && row.revision];
  const changed = new Map<string, ClientRow | undefined>();
  const read = new Map<string, Client>();
  const rowsOf = clientRows(context, basis, employees);
  const now = context.now();
  for await (const some of chunks(ids, READ_TOGETHER)) {
    const clients = await store.readClients(tenant, some);
    for (const client of clients) read.set(client.id, client);
    const inRole = clients.filter(({ state }) => conveyor.rules.states[state]?.roles.has(plan.role));
    const rows = new Map((await rowsOf(inRole)).flatMap((row) => (row ? [[row.client.id, row]] : [])));
    for (const id of some) {
      const [then, row, client] = [before.get(id), rows.get(id), read.get(id)];
      const dueAt = client && conveyor.nextDueAt(client);
      const isUntouched =
        client && client.revision === then?.revision && (dueAt === undefined || dueAt > now);
      const found = isUntouched && then && row ? asPlanned(then, row) : row;
      if (!isSame(substanceOf(then), substanceOf(found))) changed.set(id, found);
    }
    await turn();
  }
  const staff = planStaff(
    { employees, holders, held: await store.countHeld(tenant, {}) },
    basis,
    conveyor.rules,
  );
  const staffBefore = await plans.staff(kept);
  const isStaffSame = isSame(
    staffBefore.map((row) => (isStrict ? row : row.employee)),
    staff.map((row) => (isStrict ? row : row.employee)),
  );
  if (changed.size === 0 && isStaffSame) return { read, plannedRows };
  const base = { clients: packed.flatMap((rows) => unpackRows(rows)), staff: staffBefore };
  return { bases: { base, fresh: { clients: replaced(base.clients, changed), staff } }, read, plannedRows };
}

const byId = (rows: readonly ClientRow[]) => new Map(rows.map((row) => [row.client.id, row]));

/** Whose rows may be others by now, and who holds clients in the role. */
async function toBeRead(
  { store, tenant, now }: ServiceContext,
  role: string,
  planned: ReadonlyMap<string, number>,
  movers: ReadonlySet<string>,
) {
  const [holders, seen, ids] = [new Set<string>(), new Set<string>(), new Set<string>(movers)];
  const at = now();
  for await (const page of pages((start) => store.listHeld(tenant, { role, limit: PAGE, ...start }))) {
    for (const { clientId, employeeId, revision, dueAt } of page.held) {
      seen.add(clientId);
      holders.add(employeeId);
      const isDue = dueAt !== undefined && dueAt <= at;
      if (isDue || planned.get(clientId) !== revision) ids.add(clientId);
    }
    if (page.next !== undefined) await turn();
  }
  for (const id of planned.keys()) if (!seen.has(id)) ids.add(id);
  return { holders, ids: [...ids] };
}

/** Of a client that has not changed only what a condition says of it may have changed by now. */
function asPlanned(planned: ClientRow, { client: { protected: why, eligible } }: ClientRow): ClientRow {
  const { protected: _, eligible: __, ...client } = planned.client;
  return {
    ...planned,
    client: { ...client, ...(eligible && { eligible }), ...(why !== undefined && { protected: why }) },
  };
}

function replaced(
  clients: readonly ClientRow[],
  changed: ReadonlyMap<string, ClientRow | undefined>,
): readonly ClientRow[] {
  const known = new Set(clients.map(({ client }) => client.id));
  const kept = clients.flatMap((row) =>
    changed.has(row.client.id) ? (changed.get(row.client.id) ?? []) : row,
  );
  const come = [...changed].flatMap(([id, row]) => (row && !known.has(id) ? [row] : []));
  return come.length === 0 ? kept : [...kept, ...come].sort((a, b) => compareText(a.client.id, b.client.id));
}

/** Whether two values are the same as JSON, in whatever order their keys come. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [definedIn(a), definedIn(b)];
  return left.length === right.length && left.every(([key, value]) => isSame(value, Object(b)[key]));
}

const definedIn = (value: object) => Object.entries(value).filter(([, part]) => part !== undefined);

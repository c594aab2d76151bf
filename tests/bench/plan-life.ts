import pg from 'pg';
import {
  type ClientChange,
  type Commit,
  createSales,
  defineConveyor,
  memoryStore,
  type Store,
} from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { postgresStore, sqliteStore } from 'sales-conveyor/sql';
import { type OpenSales, openSales } from '../open-sales.ts';
import { startPostgres } from '../storage/postgres/server.ts';
import { tempDatabase } from '../storage/sqlite/temp-database.ts';
import { moveInPostgres, moveInSqlite } from './hand-written-sets.ts';
import { LongestTurn } from './longest-turn.ts';
import { cpu } from './measure.ts';

const isFull = process.env.BENCH === 'full';
/** `PLAN_CLIENTS` measures another size. */
const CLIENTS = Number(process.env.PLAN_CLIENTS ?? (isFull ? 100_000 : 5_000));
const HELD = 200;
const tenant = 'default';
const now = '2026-03-02T10:00:00.000Z';
const conveyor = defineConveyor(mixed());
const role = 'clientManager';
const calls = ['plan', 'preview', 'approve', 'apply', 'undo'] as const;

/** A store with its peer: what writes a commit's rows by hand into it. */
interface Place {
  readonly store: Store;
  readonly write?: (commit: Commit) => Promise<void> | void;
}

type Fresh = () => Promise<Place>;

/**
 * The whole life of a plan: somebody who holds every client leaves. Per call what this process works (SQLite does so within it, PostgreSQL
 * beside it), and the longest for which nobody else had a turn; applying and undoing beside one hand-written statement per table of the
 * same rows: on SQLite it is the CPU that tells, on PostgreSQL the clock.
 */
export async function benchPlanLife(): Promise<void> {
  console.log(`\nthe life of a plan that moves ${CLIENTS.toLocaleString('en')} clients`);
  await liveOn('memory', undefined, async () => ({ store: memoryStore() }));
  await onSqlite((fresh) => liveOn('SQLite', 'at most 4', fresh));
  await onPostgres((fresh) => liveOn('PostgreSQL', 'at most 3', fresh));
}

async function liveOn(name: string, target: string | undefined, fresh: Fresh): Promise<void> {
  const { store } = await prepared(fresh);
  const written: Commit[] = [];
  const turns = new LongestTurn();
  const sales = openSales({
    conveyor,
    store: turns.watched(store, (commit) => written.push(commit)),
    clock: () => now,
  });
  const [own, commits] = [new Map<string, Spent>(), new Map<string, Commit[]>()];
  for (const call of calls) {
    written.length = 0;
    let longest = { all: 0, own: 0 };
    const spent = await timed(async () => {
      longest = await turns.during(() => run(sales, call));
    });
    const times = `${seconds(spent.cpu)} of CPU, ${seconds(spent.clock)} on the clock`;
    const kept = `${Math.round(longest.own)} ms without a turn, ${Math.round(longest.all)} with the store's calls`;
    console.log(`${`  ${name}, ${call}`.padEnd(24)} ${times}, ${kept}  (at most 50)`);
    own.set(call, spent);
    commits.set(call, [...written]);
  }
  if (target === undefined) return;
  const { write = () => {} } = await prepared(fresh);
  for (const call of ['apply', 'undo'] as const) {
    const peer = await timed(async () => {
      for (const commit of commits.get(call) ?? []) await write(commit);
    });
    const spent = own.get(call) as Spent;
    const ratios = `${(spent.cpu / peer.cpu).toFixed(2)} times the CPU, ${(spent.clock / peer.clock).toFixed(2)} times the clock`;
    const what = `${`  ${name}, ${call}`.padEnd(24)} ${ratios}`;
    console.log(`${what} of the rows by hand: ${seconds(peer.cpu)}, ${seconds(peer.clock)}  (${target})`);
  }
}

/** Milliseconds. */
interface Spent {
  readonly cpu: number;
  readonly clock: number;
}

async function timed(work: () => Promise<void>): Promise<Spent> {
  const [before, start] = [cpu(), performance.now()];
  await work();
  return { cpu: cpu() - before, clock: performance.now() - start };
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`;

async function run({ redistribution }: OpenSales, call: (typeof calls)[number]): Promise<void> {
  const by = { by: 'head' };
  const input = {
    id: 'leaving',
    role,
    reason: { kind: 'departure', employeeId: 'leaver' },
    policy: { limits: { utilisation: { max: 5 } } },
  } as const;
  if (call === 'preview') {
    const preview = await redistribution.preview('leaving');
    if (preview?.moves.length !== CLIENTS) throw new Error(`${preview?.moves.length} moves`);
    return;
  }
  const result = await (call === 'plan'
    ? redistribution.plan(input, by)
    : redistribution[call]('leaving', by));
  if (!result.ok) throw new Error(`${call}: ${JSON.stringify(result).slice(0, 500)}`);
}

/** A base that one employee holds, and as many others as it takes. */
async function prepared(fresh: Fresh): Promise<Place> {
  const place = await fresh();
  const { store } = place;
  const { employees } = createSales({ conveyor, store, tenant, clock: () => now });
  await employees.hire({ id: 'head', roles: ['headOfSales'], hoursPerMonth: 160 });
  for (const id of ['leaver', ...Array.from({ length: CLIENTS / HELD }, (_, i) => `manager-${i}`)]) {
    await employees.hire({ id, roles: [role], hoursPerMonth: 744 });
  }
  const templates = await templatesOf(['A', 'B', 'C']);
  for (let first = 0; first < CLIENTS; first += 1_000) {
    const clients = Array.from({ length: Math.min(1_000, CLIENTS - first) }, (_, i) =>
      copyOf(templates[i % templates.length] as ClientChange, `client-${10_000_000 + first + i}`),
    );
    await store.commit(tenant, { clients, employees: [], outcomes: [], documents: [] });
  }
  return place;
}

/** One client of each segment, held by who leaves. */
async function templatesOf(segments: readonly string[]): Promise<ClientChange[]> {
  const store = memoryStore();
  const made: ClientChange[] = [];
  const commit: Store['commit'] = (of, written, inTransaction) => {
    made.push(...written.clients);
    return store.commit(of, written, inTransaction);
  };
  const watched = new Proxy(store, {
    get: (target, key) =>
      key === 'commit' ? commit : (Reflect.get(target, key).bind?.(target) ?? Reflect.get(target, key)),
  });
  const sales = createSales({ conveyor, store: watched, clock: () => now });
  await sales.employees.hire({ id: 'leaver', roles: [role], hoursPerMonth: 744 });
  await sales.employees.hire({ id: 'head', roles: ['headOfSales'], hoursPerMonth: 160 });
  for (const segment of segments) {
    const clientId = `template-${segment}`;
    const { failures } = await sales.executeMany(
      [
        { type: 'register', clientId, source: 'existing' } as const,
        { type: 'learnFacts', clientId, facts: { segment } } as const,
        { type: 'assignHolder', clientId, role, employeeId: 'leaver' } as const,
      ].map((command) => ({ command })),
      { by: 'head' },
    );
    if (failures.length > 0) throw new Error(JSON.stringify(failures));
  }
  return made.filter(({ snapshot }) => snapshot.custody[role]);
}

function copyOf(change: ClientChange, id: string): ClientChange {
  const { snapshot, events } = change;
  return JSON.parse(
    JSON.stringify({ ...change, expected: { is: 'absent' }, snapshot, events }).replaceAll(snapshot.id, id),
  );
}

async function onSqlite(use: (fresh: Fresh) => Promise<void>): Promise<void> {
  const made: { remove(): void }[] = [];
  try {
    await use(async () => {
      const place = tempDatabase();
      made.push(place);
      const database = place.connect();
      const store = sqliteStore({ database });
      await store.migrate();
      return { store, write: (commit) => moveInSqlite(database, tenant, commit) };
    });
  } finally {
    for (const one of made) one.remove();
  }
}

async function onPostgres(use: (fresh: Fresh) => Promise<void>): Promise<void> {
  const { url, stop } = await startPostgres({ durable: true });
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  let schemas = 0;
  try {
    await use(async () => {
      const schema = `life_${++schemas}`;
      const store = postgresStore({ pool, schema });
      await store.migrate();
      return { store, write: (commit) => moveInPostgres(pool, schema, tenant, commit) };
    });
  } finally {
    await pool.end();
    await stop();
  }
}

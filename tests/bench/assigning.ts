import pg from 'pg';
import {
  type ClientChange,
  type ClientEvent,
  type Conveyor,
  createSales,
  defineConveyor,
  memoryStore,
  type Store,
} from 'sales-conveyor';
import { type AssignmentPolicyInput, openAssignment } from 'sales-conveyor/assignment';
import { mixed } from 'sales-conveyor/presets';
import { postgresStore } from 'sales-conveyor/sql';
import { startPostgres } from '../storage/postgres/server.ts';
import { tempDatabase } from '../storage/sqlite/temp-database.ts';
import { cpu, median } from './measure.ts';

const tenant = 'default';
const now = '2026-03-02T10:00:00.000Z';
const conveyor: Conveyor = defineConveyor(mixed());
const staff = { telemarketer: 150, developmentSpecialist: 150, clientManager: 100 } as const;
/** What the clients are whom somebody holds: role, state and segment, over and over. */
const kinds = [
  ['telemarketer', 'inQualification', 'A'],
  ['telemarketer', 'cold', 'B'],
  ['developmentSpecialist', 'inEntry', 'B'],
  ['clientManager', 'regular', 'A'],
  ['telemarketer', 'lead', 'C'],
  ['developmentSpecialist', 'activeSelling', 'A'],
  ['clientManager', 'overdue', 'C'],
  ['clientManager', 'regular', 'B'],
] as const;
const policy: AssignmentPolicyInput = {
  eligible: { fact: 'employee.regions', is: 'includes', value: 'north' },
  affinity: [{ when: { fact: 'employee.industries', is: 'includes', value: 'dairy' }, bonus: 0.5 }],
  maxBonus: 1,
  caps: { utilisation: 1_000, newPerDay: 10_000 },
};
const [WARM_UP, ROUNDS] = [100, 201];

/**
 * On each store: CPU of one `assign`, and of a run over a pool whom nobody can take. `BENCH=full` takes
 * departments of the size asked for.
 */
export async function benchAssigning(): Promise<void> {
  await assigningOn('memory', memoryStore());
  await idleRunOn('memory', memoryStore());
  await onSqlite(assigningOn);
  await onSqlite(idleRunOn);
  await onPostgres();
}

async function onSqlite(measure: typeof assigningOn): Promise<void> {
  const { open, remove } = tempDatabase();
  try {
    await measure('SQLite', await open());
  } finally {
    remove();
  }
}

/** What the server works is another process's. */
async function onPostgres(): Promise<void> {
  const { url, stop } = await startPostgres();
  const pool = new pg.Pool({ connectionString: url });
  try {
    for (const measure of [assigningOn, idleRunOn]) {
      const store = postgresStore({ pool, schema: measure.name.toLowerCase() });
      await store.migrate();
      await measure('PostgreSQL', store);
    }
  } finally {
    await pool.end();
    await stop();
  }
}

const sized = (full: number, quick: number) => (process.env.BENCH === 'full' ? full : quick);

/**
 * CPU of a run over 10,000 clients in a pool whom nobody can take, beside 160,000 others (`BENCH=full`; a
 * tenth of both otherwise): a run with nothing new, as most of a day's are.
 */
async function idleRunOn(name: string, store: Store): Promise<void> {
  const [clients, waiting] = [sized(160_000, 16_000), sized(10_000, 1_000)];
  await fill(store, clients, waiting);
  const nobody = {
    ...policy,
    eligible: { fact: 'employee.regions', is: 'includes', value: 'west' },
  } as const;
  let clock = now;
  const sales = createSales({ conveyor, store, tenant, clock: () => clock });
  openAssignment(sales, { policies: { clientManager: { ...nobody, retryPoolAs: 'head' } } });
  const run = async (day: string) => {
    clock = now.replace('-02T', `-${day}T`);
    const before = cpu();
    await sales.runDue();
    return cpu() - before;
  };
  const [first, again, nextDay] = [await run('02'), await run('02'), await run('03')];
  const what = `runDue, ${name}, ${waiting.toLocaleString('en')} whom nobody can take, of ${clients.toLocaleString('en')}`;
  const others = `the run that wrote why ${first.toFixed(0)} ms, the first of a day ${nextDay.toFixed(0)} ms`;
  console.log(
    `${what.padEnd(64)} ${`${again.toFixed(1)} ms`.padStart(10)} of CPU  (at most 100 ms; ${others})`,
  );
}

/**
 * CPU of one `assign` to one of 100 client managers, in a department of 400 employees with 600,000 clients:
 * the median of many, each of a client of its own.
 */
async function assigningOn(name: string, store: Store): Promise<void> {
  const clients = sized(600_000, 20_000);
  await fill(store, clients);
  const sales = createSales({ conveyor, store, tenant, clock: () => now });
  const { assign } = openAssignment(sales, { policies: { clientManager: policy } });
  const one = async (round: number) => {
    const before = cpu();
    const assigned = await assign({ clientId: `new-${round}`, role: 'clientManager' }, { by: 'head' });
    const took = cpu() - before;
    if (!assigned.ok || !('employeeId' in assigned.outcome)) throw new Error('Nobody was given the client');
    return took;
  };
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) times.push(await one(round));
  const took = median(times.slice(WARM_UP)).toFixed(2);
  const what = `assign, ${name}, ${clients.toLocaleString('en')} clients, 400 employees`;
  console.log(`${what.padEnd(64)} ${`${took} ms`.padStart(10)} of CPU  (at most 3 ms)`);
}

/** The staff, clients whom somebody holds, and clients in the pool of the client managers, each of them read as if it had come by commands. */
async function fill(store: Store, clients: number, inPool = WARM_UP + ROUNDS): Promise<void> {
  const sales = createSales({ conveyor, store, tenant, clock: () => now });
  await sales.employees.hire({ id: 'head', roles: ['headOfSales'], hoursPerMonth: 130 });
  for (const [role, size] of Object.entries(staff)) {
    for (let i = 0; i < size; i++) {
      const profile = { regions: [i % 5 === 0 ? 'south' : 'north'], industries: { dairy: i % 2 } };
      const hiredAt = new Date(Date.parse(now) - i * 20 * 86_400_000).toISOString();
      await sales.employees.hire({
        id: `${role}-${i}`,
        roles: [role],
        hoursPerMonth: 130,
        hiredAt,
        ...profile,
      });
    }
  }
  // The rules are in use before there are clients: none is due by others.
  await sales.runDue();
  const templates = kinds.map(([role, state, segment]) => templateOf(role, state, segment));
  for (let from = 0; from < clients; from += 2_000) {
    const changes = Array.from({ length: Math.min(2_000, clients - from) }, (_, i) => {
      const [kind, turn] = [(from + i) % kinds.length, Math.floor((from + i) / kinds.length)];
      const [role] = kinds[kind] as (typeof kinds)[number];
      return copyOf(templates[kind] as string, `client-${from + i}`, `${role}-${turn % staff[role]}`);
    });
    await store.commit(tenant, { clients: changes, employees: [], outcomes: [], documents: [] });
  }
  const waiting = Array.from({ length: inPool }, (_, i) => ({
    id: `new-${i}`,
    source: 'existing',
  }));
  await sales.clients.registerMany(waiting, { by: 'import' });
}

function templateOf(role: string, state: string, segment: string): string {
  const given = [
    { type: 'clientRegistered', source: 'existing', state },
    { type: 'holderAssigned', role, employeeId: 'HOLDER' },
    { type: 'factsLearned', facts: { segment: { value: segment, source: 'import', at: now } } },
  ] as const;
  const head = { clientId: 'CLIENT', happenedAt: now, recordedAt: now, by: 'import' };
  const events = given.map((payload, i): ClientEvent => ({ ...head, ...payload, id: `CLIENT#${i + 1}` }));
  const segments = role === 'clientManager' ? { clientManager: segment } : {};
  const snapshot = conveyor.replay(events);
  return JSON.stringify({ expected: { is: 'absent' }, snapshot, events, segments, facts: { segment } });
}

function copyOf(template: string, id: string, holder: string): ClientChange {
  return JSON.parse(template.replaceAll('CLIENT', id).replaceAll('HOLDER', holder));
}

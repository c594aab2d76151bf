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
 * CPU of one `assign` to one of 100 client managers, in a department of 400 employees with 600,000 clients (`BENCH=full`; 20,000 otherwise):
 * the median of many, each of a client of its own.
 */
export async function benchAssigning(): Promise<void> {
  const clients = process.env.BENCH === 'full' ? 600_000 : 20_000;
  await assigningOn('memory', memoryStore(), clients);
  const { open, remove } = tempDatabase();
  try {
    await assigningOn('SQLite', await open(), clients);
  } finally {
    remove();
  }
  await onPostgres(clients);
}

/** What the server works is another process's. */
async function onPostgres(clients: number): Promise<void> {
  const { url, stop } = await startPostgres();
  const pool = new pg.Pool({ connectionString: url });
  try {
    const store = postgresStore({ pool, schema: 'assigning' });
    await store.migrate();
    await assigningOn('PostgreSQL', store, clients);
  } finally {
    await pool.end();
    await stop();
  }
}

async function assigningOn(name: string, store: Store, clients: number): Promise<void> {
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
async function fill(store: Store, clients: number): Promise<void> {
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
  const templates = kinds.map(([role, state, segment]) => templateOf(role, state, segment));
  for (let from = 0; from < clients; from += 2_000) {
    const changes = Array.from({ length: Math.min(2_000, clients - from) }, (_, i) => {
      const [kind, turn] = [(from + i) % kinds.length, Math.floor((from + i) / kinds.length)];
      const [role] = kinds[kind] as (typeof kinds)[number];
      return copyOf(templates[kind] as string, `client-${from + i}`, `${role}-${turn % staff[role]}`);
    });
    await store.commit(tenant, { clients: changes, employees: [], outcomes: [], documents: [] });
  }
  const waiting = Array.from({ length: WARM_UP + ROUNDS }, (_, i) => ({
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

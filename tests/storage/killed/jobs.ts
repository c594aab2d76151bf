import { openRedistribution } from '../../../src/entries/redistribution.ts';
import type { BulkEntry, CommandInput, Sales } from '../../../src/index.ts';
import { createSales, defineConveyor } from '../../../src/index.ts';
import type { Store } from '../../../src/storage/port.ts';
import { tenant } from '../../../src/testing/store-contract/samples.ts';
import { trade } from '../../service/trade.ts';

/** Clients that the killed plan moves: KILLED_MOVES=10000 for more. */
export const MOVES = Number(process.env.KILLED_MOVES ?? 600);
export const BATCH = 10;

/** The clients of the plan are another department's. */
export const planTenant = 'plans';

const day = (number: number) => new Date(Date.UTC(2026, 0, 5 + number, 9)).toISOString();

export const CLIENTS = 120;

/** The clients with two commands each that have an id: half of them buy, half want to be asked later. */
export const entries: readonly BulkEntry[] = Array.from({ length: CLIENTS }, (_, i): CommandInput[] => {
  const clientId = `client-${i}`;
  if (i % 2 === 0) {
    const order = { id: `o-${i}`, placedAt: day(-(i % 30)), total: { amount: 100, currency: 'EUR' } };
    return [
      { type: 'register', clientId, source: 'existing' },
      { type: 'recordOrder', clientId, order },
    ];
  }
  const wakeAt = day(1 + (i % 50));
  return [
    { type: 'register', clientId, source: 'cold' },
    { type: 'transfer', clientId, transfer: 'defer', reason: 'later', wakeAt },
  ];
})
  .flat()
  .map((command, index) => ({ command, commandId: `import/${index}` }));

function salesOn(store: Store, now: string, of = tenant): Sales {
  return createSales({
    conveyor: defineConveyor(trade),
    store,
    tenant: of,
    clock: () => now,
    ids: () => 'due',
  });
}

/** The department whose seller leaves: its plan `p` is approved and moves all clients that she held. */
export const planning = (store: Store) => openRedistribution(salesOn(store, day(1), planTenant));

/** The work that a process may be killed in. Each can be begun again by whoever does not know how far it has come. */
export const jobs = {
  async import(store: Store, tell: (done: number) => void): Promise<void> {
    const { failures } = await salesOn(store, day(0)).executeMany(entries, {
      by: 'head',
      batchSize: BATCH,
      onProgress: tell,
    });
    if (failures.length > 0) throw new Error(JSON.stringify(failures[0]));
  },

  async plan(store: Store): Promise<void> {
    const applied = await planning(store).apply('p', { by: 'head' });
    if (!applied.ok) throw new Error(JSON.stringify(applied));
  },

  async due(store: Store, tell: (done: number) => void): Promise<void> {
    const { clients, failures } = await salesOn(store, day(100)).runDue({ batchSize: BATCH });
    if (failures.length > 0) throw failures[0]?.error;
    tell(clients);
  },
} as const;

export type Job = keyof typeof jobs;

/** What has to be there before the jobs can begin: the head of the department, and the plan with its clients. */
export async function prepare(store: Store): Promise<void> {
  await store.migrate();
  await salesOn(store, day(0)).employees.hire({ id: 'head', roles: ['head'], hoursPerMonth: 100 });
  const { employees, executeMany } = salesOn(store, day(0), planTenant);
  await employees.hire({ id: 'head', roles: ['head'], hoursPerMonth: 100 });
  for (const id of ['vera', 'gleb', 'dora'])
    await employees.hire({ id, roles: ['seller'], hoursPerMonth: 100 });
  const clients = Array.from({ length: MOVES }, (_, index) => `c${index}`).flatMap(
    (clientId): CommandInput[] => [
      { type: 'register', clientId, source: 'cold' },
      { type: 'assignHolder', clientId, role: 'seller', employeeId: 'vera' },
    ],
  );
  const { failures } = await executeMany(
    clients.map((command) => ({ command })),
    { by: 'head', batchSize: 2_000 },
  );
  if (failures.length > 0) throw new Error(JSON.stringify(failures[0]));
  const redistribution = planning(store);
  const made = await redistribution.plan(
    {
      id: 'p',
      reason: { kind: 'departure', employeeId: 'vera' },
      role: 'seller',
      policy: { limits: { utilisation: { max: 100 } } },
      effort: 0.01,
    },
    { by: 'head' },
  );
  if (!made.ok) throw new Error(JSON.stringify(made));
  await redistribution.approve('p', { by: 'head' });
}

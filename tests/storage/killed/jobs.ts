import type { Client } from '../../../src/client/client.ts';
import type { BulkEntry, CommandInput, Sales } from '../../../src/index.ts';
import { createSales, defineConveyor } from '../../../src/index.ts';
import type { Store } from '../../../src/storage/port.ts';
import {
  clientChange,
  commitOf,
  documentChange,
  tenant,
} from '../../../src/testing/store-contract/samples.ts';
import { trade } from '../../service/trade.ts';

export const MOVES = 10_000;
export const BATCH = 20;

/** The clients of the plan are another department's. */
export const planTenant = 'plans';

const day = (number: number) => new Date(Date.UTC(2026, 0, 5 + number, 9)).toISOString();

/** 300 clients with a command each that has an id: half of them buy, half want to be asked later. */
export const entries: readonly BulkEntry[] = Array.from({ length: 300 }, (_, i): CommandInput[] => {
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

function salesOn(store: Store, now: string): Sales {
  return createSales({ conveyor: defineConveyor(trade), store, tenant, clock: () => now, ids: () => 'due' });
}

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

  /** Moves all clients and marks the plan as applied, in one commit. */
  async plan(store: Store): Promise<void> {
    const [plan] = await store.readDocuments(planTenant, 'plan', ['p']);
    if (plan?.body === 'applied') return;
    const ids = Array.from({ length: MOVES }, (_, index) => `c${index}`);
    const stored = new Map(
      (await store.readClients(planTenant, ids)).map((client: Client) => [client.id, client]),
    );
    const moves = ids.map((id) =>
      clientChange({ id, from: stored.get(id)?.revision ?? 0, custody: { seller: 'ivanova' } }),
    );
    await store.commit(planTenant, commitOf(moves, { documents: [documentChange('p', 1, 'applied')] }));
  },

  async due(store: Store): Promise<void> {
    const { failures } = await salesOn(store, day(100)).runDue({ batchSize: BATCH });
    if (failures.length > 0) throw failures[0]?.error;
  },
} as const;

export type Job = keyof typeof jobs;

/** What has to be there before the jobs can begin: the head of the department, and the plan with its clients. */
export async function prepare(store: Store): Promise<void> {
  await store.migrate();
  await salesOn(store, day(0)).employees.hire({ id: 'head', roles: ['head'], hoursPerMonth: 100 });
  const ids = Array.from({ length: MOVES }, (_, index) => `c${index}`);
  const clients = ids.map((id) => clientChange({ id, custody: { seller: 'petrov' } }));
  await store.commit(planTenant, commitOf(clients, { documents: [documentChange('p', 0, 'draft')] }));
}

import Database from 'libsql';
import {
  type Client,
  type CommandInput,
  type Conveyor,
  defineConveyor,
  type ExecuteOptions,
  type ExecuteResult,
  type Instant,
  memoryStore,
  type RefusalCode,
  type Store,
} from 'sales-conveyor';
import { sqliteStore } from 'sales-conveyor/sql';
import { expect, onTestFinished } from 'vitest';
import { type OpenOptions, type OpenSales, openSales } from '../open-sales.ts';
import { trade } from './trade.ts';

export { wrapped } from './wrapped.ts';

/** Each kind of store that a test runs on; what `open` gives is empty, migrated and closed after the test. */
export const stores = [
  { name: 'memoryStore', open: async () => memoryStore() },
  {
    name: 'sqliteStore',
    open: async () => {
      const database = new Database(':memory:');
      onTestFinished(() => {
        database.close();
      });
      const store = sqliteStore({ database });
      await store.migrate();
      return store;
    },
  },
] as const;

export const conveyor = defineConveyor(trade);

/** A Monday morning. */
export const monday = '2026-01-05T09:00:00.000Z';

/** So many days and hours after that Monday morning. */
export function at(days: number, hours = 0): Instant {
  return new Date(Date.parse(monday) + (days * 24 + hours) * 3_600_000).toISOString();
}

/** A department at work: two sellers, two keepers, their head, and a clock that stands until it is set. */
export class Department {
  now: Instant = monday;
  /** Ids that the shell asked for. */
  made = 0;
  readonly sales: OpenSales;

  constructor(
    readonly store: Store,
    options: Partial<OpenOptions> = {},
  ) {
    this.sales = openSales({
      conveyor,
      store,
      clock: () => this.now,
      ids: () => `made-${++this.made}`,
      random: () => 0,
      ...options,
    });
  }

  async staff(): Promise<this> {
    const profile = { hoursPerMonth: 100, skills: ['dairy'], regions: ['north'] };
    for (const id of ['anna', 'boris'])
      await this.sales.employees.hire({ ...profile, id, roles: ['seller'] });
    for (const id of ['vera', 'gleb']) await this.sales.employees.hire({ ...profile, id, roles: ['keeper'] });
    await this.sales.employees.hire({ ...profile, id: 'head', roles: ['head'] });
    return this;
  }

  /** Carries a command out that must be accepted; the head's unless said otherwise. */
  async do(command: CommandInput, options: Partial<ExecuteOptions> = {}) {
    return accepted(await this.sales.execute(command, { by: 'head', ...options }));
  }

  /** Registers a client, held by Anna unless said otherwise. */
  async client(id: string, holder = 'anna'): Promise<Client> {
    await this.do({ type: 'register', clientId: id, source: 'cold' });
    const assigned = await this.do({
      type: 'assignHolder',
      clientId: id,
      role: 'seller',
      employeeId: holder,
    });
    return assigned.client;
  }

  /** Registers a client who buys already, held by Vera unless said otherwise; the last order was placed at that moment. */
  async buyer(id: string, placedAt: Instant, holder = 'vera'): Promise<Client> {
    await this.do({ type: 'register', clientId: id, source: 'existing' });
    await this.do({ type: 'assignHolder', clientId: id, role: 'keeper', employeeId: holder });
    return (await this.do(order(id, `${id}-1`, placedAt))).client;
  }

  /** Everything that is stored: the whole log and every client. */
  async everything() {
    return { log: await collect(this.sales.events()), clients: await collect(this.sales.clients.all()) };
  }

  /** Every client with its history, and the ids of all events: what there is, whichever client came first. */
  async lives() {
    const { log, clients } = await this.everything();
    const histories = await Promise.all(clients.map(({ id }) => this.sales.clients.history(id)));
    return { clients, histories, ids: log.map(({ id }) => id).toSorted() };
  }

  /** The snapshot is the fold of the client's events. */
  async expectFolded(clientId: string, rules: Conveyor = conveyor): Promise<void> {
    const history = await this.sales.clients.history(clientId);
    expect(await this.sales.clients.get(clientId)).toEqual(rules.replay(history));
  }
}

export async function openDepartment(
  open: () => Promise<Store>,
  options: Partial<OpenOptions> = {},
): Promise<Department> {
  return new Department(await open(), options).staff();
}

export function order(clientId: string, id: string, placedAt: Instant): CommandInput {
  return { type: 'recordOrder', clientId, order: { id, placedAt, total: { amount: 100, currency: 'EUR' } } };
}

export function contact(clientId: string, channel = 'phone'): CommandInput {
  return { type: 'recordContact', clientId, channel, twoWay: true };
}

export function accepted(result: ExecuteResult) {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
  return result;
}

/** The codes of a refusal's reasons. */
export function codes(result: ExecuteResult): RefusalCode[] {
  if (result.ok) throw new Error('Accepted');
  return result.refusal.reasons.map(({ code }) => code);
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

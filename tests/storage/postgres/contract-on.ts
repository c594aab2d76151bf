import fc from 'fast-check';
import type pg from 'pg';
import { describe, it } from 'vitest';
import type { ContractDatabase, Corrupt } from '../../../src/entries/testing.ts';
import { storeContract } from '../../../src/entries/testing.ts';
import type { Store } from '../../../src/storage/port.ts';
import { cutOffRows } from '../cut-off-rows.ts';
import { inTransaction } from './in-transaction.ts';
import { planningOfRun } from './planning.ts';
import { TempSchema } from './temp-schema.ts';

/** A transaction of the caller's own, around work that is given it. */
export type Transaction = (work: (transaction: unknown) => Promise<void>) => Promise<void>;

export type Run = (sql: string, values?: unknown[]) => Promise<unknown>;

interface Place extends ContractDatabase {
  readonly run: Run;
  readonly schema: string;
}

const tables = [
  'clients',
  'custody',
  'held',
  'leases',
  'events',
  'feeds',
  'employees',
  'commands',
  'documents',
  'lists',
];

/** Schemas that a case has left behind, emptied: to make one takes longer than most cases. */
class Places {
  readonly #free: string[] = [];

  constructor(
    private readonly storeOn: (schema: string) => Store,
    private readonly run: Run,
  ) {}

  async open(): Promise<Place> {
    const schema = this.#free.pop() ?? (await this.#make());
    const { run, storeOn } = this;
    return { schema, run, connect: () => storeOn(schema), remove: () => this.#empty(schema) };
  }

  async #make(): Promise<string> {
    const { schema } = new TempSchema();
    const store = this.storeOn(schema);
    await store.migrate();
    await store.close();
    return schema;
  }

  async #empty(schema: string): Promise<void> {
    const deletes = tables.map((table) => `delete from ${schema}.sales_${table}`);
    if (planningOfRun === 'by shard') for (const step of deletes) await this.run(step);
    // One statement for all tables: with over two hundred cases on each of seven ways, round trips are what they cost.
    else await this.run(`with ${deletes.map((step, i) => `part_${i} as (${step})`).join(', ')} select 1`);
    this.#free.push(schema);
  }
}

/** One pool or connection for all cases of a way. */
export function contractOn(
  name: string,
  storeOn: (schema: string) => Store,
  run: Run,
  transaction: Transaction | undefined,
) {
  const places = new Places(storeOn, run);
  storeContract<Place>({
    name: `postgresStore on ${name}`,
    capabilities: { durable: true, concurrentWriters: true, joinsTransaction: true },
    open: () => places.open(),
    corrupt: cutOffRows(cutOff),
    ...(transaction && { transaction: (_, work) => transaction(work) }),
    fc,
  }).register({ describe, it });
}

function cutOff(table: string, column: string, key: string): Corrupt<Place> {
  return ({ run, schema }, tenant, id) =>
    run(`update ${schema}.${table} set ${column} = '{"cut off' where tenant = $1 and ${key} = $2`, [
      tenant,
      id,
    ]);
}

export const inTransactionOf =
  (pool: pg.Pool): Transaction =>
  (work) =>
    inTransaction(pool, work);

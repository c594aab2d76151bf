import type { Store } from '../../storage/port.ts';
import type { FastCheckLike } from './fast-check-like.ts';
import type { CorruptibleRecord, Ground } from './store-case.ts';
import type { ContractDatabase, StoreContractOptions } from './store-contract-options.ts';

/** The ground of one case: whatever it opens is closed with it. */
export class OpenGround<Database extends ContractDatabase> implements Ground {
  readonly #database: Database;
  readonly #options: StoreContractOptions<Database>;
  readonly #stores: Store[] = [];
  readonly #others: Database[] = [];

  constructor(database: Database, options: StoreContractOptions<Database>) {
    this.#database = database;
    this.#options = options;
  }

  get fc(): FastCheckLike {
    const { fc } = this.#options;
    if (fc === undefined) throw new Error('The case does not say that it needs fc');
    return fc;
  }

  async connect(): Promise<Store> {
    const store = await this.#database.connect();
    this.#stores.push(store);
    return store;
  }

  async elsewhere(): Promise<Store> {
    const [store] = await this.freshStores(1);
    return store!;
  }

  async freshStores(count: number): Promise<readonly Store[]> {
    const other = await this.#options.open();
    this.#others.push(other);
    const stores: Store[] = [];
    for (let index = 0; index < count; index++) stores.push(await other.connect());
    this.#stores.push(...stores);
    return stores;
  }

  async writers(count: number): Promise<readonly Store[]> {
    const places = Array.from({ length: count }, (_, index) => index);
    const [first] = this.#stores;
    if (first !== undefined && !this.#options.capabilities.concurrentWriters) return places.map(() => first);
    const stores: Store[] = [];
    for (const _ of places) {
      const store = await this.connect();
      await store.migrate();
      stores.push(store);
    }
    return stores;
  }

  async transaction(work: (transaction: unknown) => Promise<void>): Promise<void> {
    const { transaction } = this.#options;
    if (transaction === undefined) throw new Error('The case does not say that it needs a transaction');
    await transaction(this.#database, work);
  }

  async corrupt(record: CorruptibleRecord, tenant: string, id: string | number): Promise<void> {
    const corrupt = this.#options.corrupt?.[record];
    if (corrupt === undefined) throw new Error(`The case does not say that it needs corrupt.${record}`);
    await corrupt(this.#database, tenant, id);
  }

  /** Closes the stores and tidies up. That a store can be closed, and twice, is a matter of the cases. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#stores.map((store) => store.close()));
    for (const database of [this.#database, ...this.#others]) await database.remove?.();
  }
}

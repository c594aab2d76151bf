import type { Store, StoreCapabilities } from '../../storage/port.ts';
import type { FastCheckLike } from './fast-check-like.ts';
import type { CorruptibleRecord } from './store-case.ts';

/** A place of one case's own, without data: an empty database, schema or folder. */
export interface ContractDatabase {
  /**
   * A new store on this place's data, not migrated yet. It is asked for several times; each store has a
   * connection of its own where the store has connections. The kit closes it.
   */
  connect(): Store | Promise<Store>;
  /** Tidies up after the case; the stores are closed by then. */
  remove?(): unknown;
}

/**
 * Makes a stored record unreadable, behind the store's back. An event is named by its position, the others by
 * their id.
 */
export type Corrupt<Database> = (database: Database, tenant: string, id: string | number) => unknown;

/** A store that is held against the contract. */
export interface StoreContractOptions<Database extends ContractDatabase = ContractDatabase> {
  /** For the reports. */
  readonly name: string;
  /**
   * What the store says of itself. Cases that a store without a capability need not pass are not asked, and
   * the report says so.
   */
  readonly capabilities: StoreCapabilities;
  /** An empty place for each case; what one case writes, no other may see. */
  open(): Database | Promise<Database>;
  /** How to make records unreadable, by kind. Leave out what cannot be made so. */
  readonly corrupt?: Partial<Readonly<Record<CorruptibleRecord, Corrupt<Database>>>>;
  /**
   * Opens a transaction of the caller's own, on a connection of the caller's. Does the work with what
   * `within` takes, commits when the work is done and rolls back where it fails. Without it a store that
   * joins transactions is asked alongside its own only.
   */
  transaction?(database: Database, work: (transaction: unknown) => Promise<void>): Promise<void>;
  /** fast-check, for the cases of random commands. */
  readonly fc?: FastCheckLike;
  /**
   * Rules that the store is known to break: the case's name and the reason. A deviation that passes fails.
   */
  readonly deviations?: Readonly<Record<string, string>>;
}

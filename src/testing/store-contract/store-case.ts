import type { Store } from '../../storage/port.ts';
import type { FastCheckLike } from './fast-check-like.ts';

/** A rule that every store keeps. */
export interface StoreCase {
  /** States the rule. Deviations are declared under it. */
  readonly name: string;
  /** What the case cannot be asked without. */
  readonly needs?: readonly Need[];
  /** Given a migrated store without data; throws where the rule is broken. */
  run(store: Store, ground: Ground): Promise<void>;
}

/** What not every store has, or not every caller of the kit gives. */
export type Need =
  | 'durable'
  | 'concurrentWriters'
  | 'joinsTransaction'
  | 'fc'
  | 'transaction'
  | `corrupt.${CorruptibleRecord}`;

/** The kinds of record that can be made unreadable. */
export type CorruptibleRecord = 'client' | 'event' | 'employee' | 'outcome' | 'document';

/** What a case has beside its store: the same data from another side. */
export interface Ground {
  /**
   * One more store on the same data that is not migrated yet. It has its own connection where the store has
   * connections.
   */
  connect(): Promise<Store>;
  /** A store on a fresh database, not migrated yet. */
  elsewhere(): Promise<Store>;
  /** So many stores on one fresh database, each on a connection of its own, none migrated yet. */
  freshStores(count: number): Promise<readonly Store[]>;
  /**
   * So many migrated stores to write on at once. They have their own connections where several writers may be
   * at work, else it is the one store so many times.
   */
  writers(count: number): Promise<readonly Store[]>;
  /**
   * Does the work inside a transaction of the caller's own. It is committed when the work is done and rolled
   * back where it fails.
   */
  transaction(work: (transaction: unknown) => Promise<void>): Promise<void>;
  /** Makes a stored record unreadable. */
  corrupt(record: CorruptibleRecord, tenant: string, id: string | number): Promise<void>;
  /** Given by the caller of the kit; cases that use it say so in `needs`. */
  readonly fc: FastCheckLike;
}

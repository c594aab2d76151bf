import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import type { Store } from 'sales-conveyor';
import { sqliteStore } from 'sales-conveyor/sql';
import { seededRandom } from '../../../src/redistribution/solver/search/seeded-random.ts';
import { SoakedDepartment } from './soaked-department.ts';

/** Connections of four processes to one file. */
const PROCESSES = 4;
/** One fault in so many calls on average, and how many calls it lasts. */
const [FAULT_EVERY, FAULT_LASTS] = [20, 12];

/** Several callers, none of whom waits for the lock, on one file that is locked by somebody else, read-only or full now and then. */
export async function soakSqlite(calls: number, seed: number): Promise<Map<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'sales-conveyor-soak-'));
  const open = () => new Database(join(folder, 'sales.db'));
  const databases = Array.from({ length: PROCESSES }, open);
  const other = open();
  try {
    const stores = databases.map((database) => sqliteStore({ database, busyTimeoutMs: 0 }));
    for (const store of stores) await store.migrate();
    const faults = new Faults(databases, other, seededRandom(seed + 1));
    const onCall = () => faults.call();
    const department = new SoakedDepartment({ stores, callers: 8, calls, seed, onCall });
    await department.soak();
    faults.mend();
    for (const [what, count] of faults.tally) department.tally.set(what, count);
    await department.assertInOrder(stores[0] as Store);
    return department.tally;
  } finally {
    for (const database of [...databases, other]) database.close();
    rmSync(folder, { recursive: true });
  }
}

/** Causes one fault at a time, and mends it some calls later. */
class Faults {
  readonly tally = new Map<string, number>();
  #left = 0;
  #caused = 0;
  #mend: (() => void) | undefined;

  constructor(
    private readonly databases: readonly Database.Database[],
    private readonly other: Database.Database,
    private readonly random: () => number,
  ) {}

  call(): void {
    if (this.#mend) {
      if (--this.#left <= 0) this.mend();
    } else if (this.random() * FAULT_EVERY < 1) {
      this.#cause();
    }
  }

  mend(): void {
    this.#mend?.();
    this.#mend = undefined;
  }

  #cause(): void {
    const kinds = {
      'file locked': () => this.#locked(),
      'file read-only': () => this.#pragma('query_only = 1', 'query_only = 0'),
      'file full': () => this.#pragma('max_page_count = 1', 'max_page_count = 1073741823'),
    } as const;
    const names = Object.keys(kinds) as (keyof typeof kinds)[];
    const name = names[this.#caused++ % names.length] as keyof typeof kinds;
    const mend = kinds[name]();
    if (!mend) return;
    this.tally.set(name, (this.tally.get(name) ?? 0) + 1);
    this.#mend = mend;
    this.#left = FAULT_LASTS;
  }

  /** Somebody else writes; not where one of ours is at it. */
  #locked(): (() => void) | undefined {
    try {
      this.other.exec('begin immediate');
    } catch {
      return undefined;
    }
    return () => this.other.exec('rollback');
  }

  /** A file never has fewer pages at most than it has by now. */
  #pragma(fault: string, mended: string): () => void {
    for (const database of this.databases) database.exec(`pragma ${fault}`);
    return () => {
      for (const database of this.databases) database.exec(`pragma ${mended}`);
    };
  }
}

import { createRequire } from 'node:module';
import Database from 'libsql';
import { describe, expect, it, test } from 'vitest';
import type { SqliteDatabaseLike } from '../../../src/entries/sql.ts';
import { contractIndexes } from '../contract-indexes.ts';
import type { ClosableDatabase } from './sqlite-contract.ts';
import { sqliteContract } from './sqlite-contract.ts';

/** The same with an index on each fact that the contract's cases ask about. */
const withIndexes = (name: string, open: (file: string) => ClosableDatabase) =>
  sqliteContract(`${name}, with indexes on facts`, open, undefined, contractIndexes);

type Driver = new (file: string) => ClosableDatabase;

sqliteContract('libsql', (file) => new Database(file)).register({ describe, it });
withIndexes('libsql', (file) => new Database(file)).register({ describe, it });
sqliteContract('a bare driver', (file) => bare(new Database(file))).register({ describe, it });

const load = createRequire(import.meta.url);

/** The drivers that a machine may have or not. Where one is missing, the report says so. */
const others: Readonly<Record<string, () => Driver>> = {
  'better-sqlite3': () => load('better-sqlite3'),
  'node:sqlite': () => load('node:sqlite').DatabaseSync,
};

for (const [name, driver] of Object.entries(others)) {
  const missing = whyMissing(driver);
  if (missing === undefined) {
    const Driver = driver();
    sqliteContract(name, (file) => new Driver(file)).register({ describe, it });
    withIndexes(name, (file) => new Driver(file)).register({ describe, it });
  } else {
    test(`NOT RUN through ${name}: this machine does not have it (${missing})`, () => {
      expect(missing).toMatch(/^(MODULE_NOT_FOUND|ERR_UNKNOWN_BUILTIN_MODULE)$/);
    });
  }
}

function whyMissing(driver: () => Driver): string | undefined {
  try {
    driver();
    return undefined;
  } catch (error) {
    return String((error as { code?: unknown }).code ?? error);
  }
}

/** The shape of `node:sqlite`: rows without a prototype, nothing but what the store asks for. */
function bare(database: ClosableDatabase): ClosableDatabase {
  const withoutPrototype = (row: unknown) => Object.assign(Object.create(null), row);
  const like: SqliteDatabaseLike = {
    exec: (sql) => void database.exec(sql),
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return {
        all: (...parameters) => statement.all(...parameters).map(withoutPrototype),
        get: (...parameters) => {
          const row = statement.get(...parameters);
          return row && withoutPrototype(row);
        },
        run: (...parameters) => ({ changes: BigInt(statement.run(...parameters).changes) }),
      };
    },
  };
  return { ...like, close: () => database.close() };
}

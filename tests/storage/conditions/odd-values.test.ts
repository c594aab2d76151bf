import Database from 'libsql';
import { sqliteStore } from '../../../src/entries/sql.ts';
import { indexedFacts } from './asking.ts';
import { oddValuesOn } from './odd-values-on.ts';

oddValuesOn('sqliteStore', async () => sqliteStore({ database: new Database(':memory:') }));
oddValuesOn('sqliteStore with an index on every fact', async () =>
  sqliteStore({ database: new Database(':memory:'), indexedFacts }),
);

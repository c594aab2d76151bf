import Database from 'libsql';
import { sqliteStore } from '../../../src/entries/sql.ts';
import { oddValuesOn } from './odd-values-on.ts';

oddValuesOn('sqliteStore', async () => sqliteStore({ database: new Database(':memory:') }));

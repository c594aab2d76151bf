import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { postgresStore } from '../../../src/entries/sql.ts';
import { contractOn, inTransactionOf } from './contract-on.ts';

const pool = new pg.Pool({ connectionString: inject('postgresUrl'), max: 8 });

afterAll(() => pool.end());

contractOn(
  'a pool of an engine that plans by shard',
  (schema) => postgresStore({ pool, schema, planning: 'by shard' }),
  (sql, values) => pool.query(sql, values),
  inTransactionOf(pool),
);

import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { postgresStore } from '../../../src/storage/sql/index.ts';
import { contractOn, inTransactionOf } from './contract-on.ts';

const pool = new pg.Pool({ connectionString: inject('postgresUrl'), max: 8 });

afterAll(() => pool.end());

contractOn(
  'a pool under row-level security',
  (schema) => postgresStore({ pool, schema, rowLevelSecurity: true }),
  (sql, values) => pool.query(sql, values),
  inTransactionOf(pool),
);

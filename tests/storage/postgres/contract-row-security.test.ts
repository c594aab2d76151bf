import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { postgresStore } from '../../../src/entries/sql.ts';
import { contractOn, inTransactionOf } from './contract-on.ts';
import { placeIn } from './planning.ts';

/** Row-level security does not bind superusers: the stores work as a role that owns its tables and is otherwise nobody. */
const role = `plain_${process.pid}_${process.env.VITEST_POOL_ID ?? 0}`;
const url = new URL(inject('postgresUrl'));
const database = url.pathname.slice(1);
const admin = new pg.Pool({ connectionString: url.href, max: 2 });
url.username = role;
const pool = new pg.Pool({ connectionString: url.href, max: 8 });

beforeAll(async () => {
  await admin.query(`create role ${role} login nosuperuser nobypassrls password 'postgres'`);
  await admin.query(`grant create on database ${database} to ${role}`);
});

afterAll(async () => {
  await pool.end();
  await admin.query(`drop owned by ${role} cascade; drop role ${role}`);
  await admin.end();
});

contractOn(
  'a pool of a plain role under row-level security',
  (schema) => postgresStore({ pool, ...placeIn(schema), rowLevelSecurity: true }),
  (sql, values) => admin.query(sql, values),
  inTransactionOf(pool),
);

import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { postgresStore } from '../../../src/entries/sql.ts';
import { contractIndexes } from '../contract-indexes.ts';
import { contractOn, inTransactionOf, type Run } from './contract-on.ts';
import { placeIn } from './planning.ts';

const connectionString = inject('postgresUrl');
const pool = new pg.Pool({ connectionString, max: 8 });
const client = new pg.Client({ connectionString });
const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });

beforeAll(() => client.connect());

afterAll(async () => {
  await Promise.all([pool.end(), client.end()]);
});

const run: Run = (sql, values) => pool.query(sql, values);

contractOn(
  'one connection',
  (schema) => postgresStore({ client, ...placeIn(schema) }),
  run,
  inTransactionOf(pool),
);
contractOn(
  'Kysely, with indexes on facts',
  (schema) => postgresStore({ kysely, ...placeIn(schema), indexedFacts: contractIndexes }),
  run,
  (work) => kysely.transaction().execute(work),
);

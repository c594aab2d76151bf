import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { type IndexedFacts, postgresStore } from '../../../src/entries/sql.ts';
import { indexedFacts } from '../conditions/asking.ts';
import { differentialOn } from '../conditions/differential-on.ts';
import { oddValuesOn } from '../conditions/odd-values-on.ts';
import { TempSchema } from './temp-schema.ts';

const pool = new pg.Pool({ connectionString: inject('postgresUrl'), max: 2 });
const made: string[] = [];

const openWith = (settings: { indexedFacts?: IndexedFacts }) => async () => {
  const { schema } = new TempSchema();
  made.push(schema);
  return postgresStore({ pool, schema, ...settings });
};
const open = openWith({});
const openIndexed = openWith({ indexedFacts });

afterAll(async () => {
  for (const schema of made) await pool.query(`drop schema if exists ${schema} cascade`);
  await pool.end();
});

differentialOn('postgresStore', open, 4);
oddValuesOn('postgresStore', open);
differentialOn('postgresStore with an index on every fact', openIndexed, 4);
oddValuesOn('postgresStore with an index on every fact', openIndexed);

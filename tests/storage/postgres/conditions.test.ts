import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { postgresStore } from '../../../src/entries/sql.ts';
import { differentialOn } from '../conditions/differential-on.ts';
import { oddValuesOn } from '../conditions/odd-values-on.ts';
import { TempSchema } from './temp-schema.ts';

const pool = new pg.Pool({ connectionString: inject('postgresUrl'), max: 2 });
const made: string[] = [];

async function open() {
  const { schema } = new TempSchema();
  made.push(schema);
  return postgresStore({ pool, schema });
}

afterAll(async () => {
  for (const schema of made) await pool.query(`drop schema if exists ${schema} cascade`);
  await pool.end();
});

differentialOn('postgresStore', open, 4);
oddValuesOn('postgresStore', open);

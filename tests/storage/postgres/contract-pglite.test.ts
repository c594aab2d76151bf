import { PGlite } from '@electric-sql/pglite';
import { afterAll } from 'vitest';
import { postgresStore } from '../../../src/entries/sql.ts';
import { contractOn } from './contract-on.ts';

const pglite = new PGlite();

afterAll(() => pglite.close());

// PGlite has one connection: while the caller is inside a transaction, nobody else could look.
contractOn(
  'PGlite',
  (schema) => postgresStore({ pglite, schema }),
  (sql, values) => pglite.query(sql, values),
  undefined,
);

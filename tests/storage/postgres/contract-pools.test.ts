import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { postgresStore } from '../../../src/entries/sql.ts';
import { isConveyorError } from '../../../src/errors/conveyor-error.ts';
import type { Store } from '../../../src/storage/port.ts';
import { wrapped } from '../../service/wrapped.ts';
import { contractOn, inTransactionOf, type Run } from './contract-on.ts';
import { placeIn } from './planning.ts';

const connectionString = inject('postgresUrl');
const pool = new pg.Pool({ connectionString, max: 8 });
const serializable = new pg.Pool({
  connectionString,
  max: 8,
  options: '-c default_transaction_isolation=serializable',
});

afterAll(async () => {
  await Promise.all([pool.end(), serializable.end()]);
});

const run: Run = (sql, values) => pool.query(sql, values);

contractOn('a pool', (schema) => postgresStore({ pool, ...placeIn(schema) }), run, inTransactionOf(pool));
contractOn(
  'a pool at SERIALIZABLE, its commits tried again as the shell does',
  (schema) => patient(postgresStore({ pool: serializable, ...placeIn(schema) })),
  run,
  inTransactionOf(pool),
);

/** A writer who loses against another transaction comes again: at SERIALIZABLE every two writers of one feed compete. */
function patient(store: Store): Store {
  const commit: Store['commit'] = async (...args) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await store.commit(...args);
      } catch (error) {
        if (attempt === 1_000 || !isConveyorError(error, 'STORE_BUSY')) throw error;
      }
    }
  };
  return wrapped(store, { commit });
}

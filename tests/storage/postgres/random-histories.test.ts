import { memoryStore } from 'sales-conveyor';
import { expect, test } from 'vitest';
import { randomHistory } from '../../service/histories/random-history.ts';
import { SideBySide } from '../../service/histories/side-by-side.ts';
import { onDatabase } from '../sqlite/temp-database.ts';
import { onSchema } from './temp-schema.ts';

test(
  'a random history comes to the same on memory, SQLite and PostgreSQL; every client is in order throughout',
  onSchema((schema) =>
    onDatabase(async ({ open }) => {
      const stores = { memory: memoryStore(), sqlite: await open(), postgres: await schema.open() };
      const side = new SideBySide(stores);
      const tally = await randomHistory(side, { operations: 120, seed: 7 });
      expect(tally.stateChanged).toBeGreaterThan(5);
      for (const store of Object.values(stores)) await store.close();
    })(),
  ),
);

/** What was erased is in no byte of the file, once SQLite has let go of what was written over. */
import { existsSync, readFileSync } from 'node:fs';
import { openErasure } from 'sales-conveyor/erasure';
import { sqliteStore } from 'sales-conveyor/sql';
import { expect, test } from 'vitest';
import { openDepartment } from '../../service/department.ts';
import { personalTrade, secret, tellAll } from '../../service/erasure-story.ts';
import { onDatabase, type TempDatabase } from './temp-database.ts';

/** As JSON spells it: in the tables there is no other. */
const traces = [
  secret,
  JSON.stringify(secret).slice(1, -1),
  'Beeblebrox',
  'Trillian',
  'Godunov',
  'boris',
].map((text) => Buffer.from(text));

function countIn({ file }: TempDatabase): number {
  const files = [file, `${file}-wal`].filter(existsSync).map((path) => readFileSync(path));
  return traces.filter((trace) => files.some((bytes) => bytes.includes(trace))).length;
}

test.each(['pragma secure_delete = on', 'vacuum'])(
  'after %s and a checkpoint no byte of the erased texts is in the file',
  (letGo) =>
    onDatabase(async (temp) => {
      const connection = temp.connect();
      if (letGo !== 'vacuum') connection.exec(letGo);
      const store = sqliteStore({ database: connection });
      await store.migrate();
      const department = await openDepartment(async () => store, { conveyor: personalTrade });
      const { sales } = department;
      await tellAll(department, 'zaphod');
      await sales.employees.change('boris', { name: 'Boris Godunov' });
      connection.exec('pragma wal_checkpoint(truncate)');
      expect(countIn(temp)).toBe(traces.length - 1);
      const erasure = openErasure(sales);
      await erasure.erase({ clientId: 'zaphod' }, { by: 'head' });
      await sales.employees.leave('boris', { by: 'head', reason: 'moves on' });
      await erasure.erase({ employeeId: 'boris', pseudonym: 'e-17' }, { by: 'head' });
      expect(countIn(temp)).toBeGreaterThan(0);
      if (letGo === 'vacuum') connection.exec(letGo);
      connection.exec('pragma wal_checkpoint(truncate)');
      expect(countIn(temp)).toBe(0);
      expect((await sales.clients.history('zaphod')).length).toBeGreaterThan(20);
    })(),
);

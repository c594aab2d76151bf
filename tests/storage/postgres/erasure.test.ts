/** What was erased is in no row of any table, whoever may see them, and beside others who write. */
import type pg from 'pg';
import { openErasure } from 'sales-conveyor/erasure';
import { expect, test } from 'vitest';
import { postgresStore } from '../../../src/entries/sql.ts';
import { Department, openDepartment } from '../../service/department.ts';
import { personalTrade, secret, tellAll } from '../../service/erasure-story.ts';
import { Desk } from '../../work/open-desk.ts';
import { onSchema } from './temp-schema.ts';

const traces = [JSON.stringify(secret).slice(1, -1), 'Beeblebrox', 'Trillian', 'Godunov', 'boris'];

/** Which of the traces stand in a row of any table of the schema, as text; whatever tables there are. */
async function found(pool: pg.Pool, schema: string, sought = traces): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    'select tablename as name from pg_tables where schemaname = $1',
    [schema],
  );
  expect(tables.length).toBeGreaterThan(8);
  const client = await pool.connect();
  try {
    await client.query("begin; select set_config('sales_conveyor.tenant', 'default', true)");
    const hits: string[] = [];
    for (const { name } of tables) {
      for (const trace of sought) {
        const { rows } = await client.query(
          `select 1 from ${schema}.${name} as row where strpos(row::text, $1) > 0 or strpos(row::text, $2) > 0 limit 1`,
          [trace, trace.replaceAll('"', '""').replaceAll('\\', '\\\\')],
        );
        if (rows.length > 0) hits.push(`${name}: ${trace}`);
      }
    }
    await client.query('commit');
    return hits;
  } finally {
    client.release();
  }
}

test.each([false, true])(
  'row-level security %s: no row of any table holds what was erased',
  (rowLevelSecurity) =>
    onSchema(async (temp) => {
      const pool = temp.pool();
      const store = postgresStore({ pool, schema: temp.schema, rowLevelSecurity });
      await store.migrate();
      const department = await openDepartment(async () => store, { conveyor: personalTrade });
      const { sales } = department;
      await tellAll(department, 'zaphod');
      await sales.employees.change('boris', { name: 'Boris Godunov' });
      expect((await found(pool, temp.schema)).length).toBeGreaterThan(8);
      const erasure = openErasure(sales);
      await erasure.erase({ clientId: 'zaphod' }, { by: 'head' });
      await sales.employees.leave('boris', { by: 'head', reason: 'moves on' });
      await erasure.erase({ employeeId: 'boris', pseudonym: 'e-17' }, { by: 'head' });
      await erasure.erase({ clientId: 'zaphod', pseudonym: 'c-17' }, { by: 'head' });
      expect(await found(pool, temp.schema)).toEqual([]);
      await department.expectFolded('c-17', personalTrade);
      await store.close();
    })(),
);

test.each([false, true])(
  'row-level security %s: no row holds what tasks said of a client, be they still with another one',
  (rowLevelSecurity) =>
    onSchema(async (temp) => {
      const pool = temp.pool();
      const store = postgresStore({ pool, schema: temp.schema, rowLevelSecurity });
      await store.migrate();
      const all = await new Desk(store).staff();
      for (const id of ['acme', 'twin']) await all.client(id);
      const merge = { type: 'mergeDuplicate', clientId: 'acme', duplicateId: 'twin' } as const;
      await all.open('t1', 'acme', { said: secret, urgent: true });
      await all.open('t2', 'twin', { said: secret, urgent: true });
      await all.desk.takeNext('desk', { by: 'vera', commandId: 'k' });
      await all.do(merge);
      await all.desk.runDue();
      for (const taskId of ['t1', 't2']) await all.told('head', { type: 'escalate', taskId, note: secret });
      const refused = { type: 'return', taskId: 't2', reason: 'Beeblebrox', note: secret } as const;
      expect(await all.desk.execute(refused, { by: 'vera', commandId: 'r' })).toMatchObject({ ok: false });
      await all.do({ ...merge, type: 'unmergeDuplicate' });
      const left = () => found(pool, temp.schema, [JSON.stringify(secret).slice(1, -1), 'Beeblebrox']);
      expect((await left()).length).toBeGreaterThan(2);
      const erasure = openErasure(all.sales);
      await erasure.erase({ clientId: 'acme' }, { by: 'head' });
      expect((await all.desk.get('t2'))?.facts.said?.value).toBe(secret);
      await erasure.erase({ clientId: 'twin', pseudonym: 'c-17' }, { by: 'head' });
      expect(await left()).toEqual([]);
      await all.desk.runDue();
      expect((await all.desk.ofClient('c-17')).tasks).toMatchObject([
        { id: 't2', facts: { said: { value: null }, urgent: { value: true } } },
      ]);
      for (const id of ['t1', 't2'])
        expect(all.desk.work.replay(await all.desk.history(id))).toEqual(await all.desk.get(id));
      await store.close();
    })(),
);

test(
  'beside 16 writers nothing is lost, and of what was there before the erasure no text is left',
  onSchema(async (temp) => {
    const store = await temp.open({ max: 8 });
    const department = await openDepartment(async () => store, { conveyor: personalTrade });
    await tellAll(department, 'zaphod');
    const writers = Array.from(
      { length: 16 },
      () => new Department(store, { conveyor: personalTrade, attempts: 100, wait: async () => {} }),
    );
    const before = (await department.sales.clients.get('zaphod'))?.contacts.count ?? 0;
    const erase = openErasure(new Department(store, { conveyor: personalTrade, attempts: 100 }).sales);
    const [erased, ...results] = await Promise.all([
      erase.erase({ clientId: 'zaphod' }, { by: 'head' }),
      ...writers.map(({ sales }) =>
        sales.execute(
          { type: 'recordContact', clientId: 'zaphod', channel: 'phone', twoWay: true, note: secret },
          { by: 'head' },
        ),
      ),
    ]);
    expect(erased.ok && results.every(({ ok }) => ok)).toBe(true);
    const history = await department.sales.clients.history('zaphod');
    const place = history.findIndex(({ type }) => type === 'personalDataErased');
    expect(JSON.stringify(history.slice(0, place))).not.toContain('Beeblebrox');
    expect((await department.sales.clients.get('zaphod'))?.contacts.count).toBe(before + 16);
    await department.expectFolded('zaphod', personalTrade);
    await erase.erase({ clientId: 'zaphod' }, { by: 'head' });
    expect((await found(temp.pool(), temp.schema)).filter((hit) => hit.includes('Beeblebrox'))).toEqual([]);
    await store.close();
  }),
);

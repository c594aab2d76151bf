import Database from 'libsql';
import { sqliteStore } from 'sales-conveyor/sql';
import { expect, onTestFinished, test } from 'vitest';
import { keepers, planned, quick } from './keepers.ts';

test('on SQLite the CRM moves its own rows in the transaction of the plan: all are there, or none', async () => {
  const database = new Database(':memory:');
  onTestFinished(() => {
    database.close();
  });
  const store = sqliteStore({ database });
  await store.migrate();
  database.exec(`CREATE TABLE deal (client TEXT, owner TEXT CHECK (owner <> 'dora'))`);
  for (const n of [1, 2, 3]) database.prepare('INSERT INTO deal VALUES (?, ?)').run([`vera-${n}`, 'vera']);
  const owners = () =>
    database
      .prepare('SELECT owner FROM deal')
      .all()
      .map((row) => (row as { owner: string }).owner);
  const department = await keepers(
    store,
    { vera: 3, gleb: 1, dora: 4 },
    {
      onMovesInTransaction: (moves, transaction) => {
        const update = (transaction as typeof database).prepare('UPDATE deal SET owner = ? WHERE client = ?');
        for (const { clientId, to } of moves) update.run([to, clientId]);
      },
    },
  );
  const { redistribution, clients } = department.sales;
  const by = { by: 'head' };
  const searching = { ...by, ...quick };
  const reason = { kind: 'departure', employeeId: 'vera' } as const;
  planned(await redistribution.plan({ reason, role: 'keeper', id: 'p', ...quick }, by));
  planned(
    await redistribution.edit('p', [{ kind: 'pin', clientId: 'vera-2', employeeId: 'dora' }], searching),
  );
  planned(await redistribution.approve('p', by));
  await expect(redistribution.apply('p', by)).rejects.toThrow(/CHECK/);
  expect(owners()).toEqual(['vera', 'vera', 'vera']);
  expect((await clients.get('vera-1'))?.custody.keeper?.employeeId).toBe('vera');
  expect(await redistribution.get('p')).toMatchObject({ status: 'approved' });

  const pins = ['vera-1', 'vera-2', 'vera-3'].map(
    (clientId) => ({ kind: 'pin', clientId, employeeId: 'gleb' }) as const,
  );
  planned(await redistribution.edit('p', pins, searching));
  planned(await redistribution.approve('p', by));
  planned(await redistribution.apply('p', by));
  expect(owners()).toEqual(['gleb', 'gleb', 'gleb']);
  expect(await redistribution.undo('p', by)).toMatchObject({ ok: true });
  expect(owners()).toEqual(['vera', 'vera', 'vera']);
});

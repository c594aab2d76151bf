/**
 * A dashboard table in the store's own database. The library keeps its position: each event is counted exactly once, whatever is killed.
 * `--file sales.db` keeps it, `--rebuild` builds it anew from the log.
 */
import Database from 'libsql';
import { createSales, defineConveyor } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { type SqliteDatabaseLike, sqliteStore } from 'sales-conveyor/sql';
import { readCommandLine } from '../shared/command-line.ts';
import { clearDashboard, countEvents, createDashboard, readDashboard } from './dashboard.ts';

const values = readCommandLine('npx tsx examples/09-dashboard/main.ts [--file FILE] [--rebuild]', {
  file: { type: 'string' },
  rebuild: { type: 'boolean' },
});
const database = new Database(values.file ?? ':memory:');
const store = sqliteStore({ database });
await store.migrate();
createDashboard(database);

let now = new Date('2026-03-02T09:00:00Z');
const sales = createSales({ conveyor: defineConveyor(mixed()), store, clock: () => now });

// Some life, once: ten clients, of whom every third is put off until April.
if ((await sales.clients.query({ limit: 1 })).clients.length === 0) {
  await sales.employees.hire({ id: 'tanya', roles: ['telemarketer'], hoursPerMonth: 130 });
  for (let i = 1; i <= 10; i++) {
    const clientId = `client-${i}`;
    await sales.clients.register({ id: clientId, source: 'cold' }, { by: 'import' });
    await sales.execute(
      { type: 'assignHolder', clientId, role: 'telemarketer', employeeId: 'tanya' },
      { by: 'tanya' },
    );
    const deferral = { transfer: 'defer', reason: 'notNow', wakeAt: '2026-04-01T06:00:00Z' };
    const startQualification = { type: 'transfer', clientId, transfer: 'startQualification' } as const;
    await sales.execute(startQualification, { by: 'tanya' });
    if (i % 3 === 0) await sales.execute({ type: 'transfer', clientId, ...deferral }, { by: 'tanya' });
  }
}

if (values.rebuild) {
  await sales.subscriptions.rebuild('dashboard', clearDashboard);
  console.log('rebuilt from the first event on');
}
const show = async () => {
  const { events, position } = await sales.subscriptions.project<SqliteDatabaseLike>(
    'dashboard',
    countEvents,
  );
  const counts = readDashboard(database).map(({ state, clients }) => `${state} ${clients}`);
  console.log(`${events} events counted, up to ${position}: ${counts.join(', ')}`);
};
await show();
now = new Date('2026-04-01T07:00:00Z');
await sales.runDue();
await show();
database.close();

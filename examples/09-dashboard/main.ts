/**
 * A dashboard table in the store's own database. The library keeps its position: each event is counted exactly once, whatever is killed.
 * `--file sales.db` keeps it, `--rebuild` builds it anew from the log.
 */
import Database from 'libsql';
import { createSales, defineConveyor, labelIn } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { type SqliteDatabaseLike, sqliteStore } from 'sales-conveyor/sql';
import { openSubscriptions } from 'sales-conveyor/subscriptions';
import { readCommandLine, withFile } from '../shared/command-line.ts';
import { localeOption, spokenIn } from '../shared/locale.ts';
import { clearDashboard, countEvents, createDashboard, readDashboard } from './dashboard.ts';

const usage = 'npx tsx examples/09-dashboard/main.ts [--file FILE] [--rebuild] [--locale en|ru]';
const values = readCommandLine(usage, {
  ...localeOption,
  file: { type: 'string' },
  rebuild: { type: 'boolean' },
});
const { locale, say } = spokenIn(usage, values.locale);
const file = values.file ?? ':memory:';
let now = new Date('2026-03-02T09:00:00Z');

await withFile(usage, file, async () => {
  const database = new Database(file);
  const store = sqliteStore({ database });
  await store.migrate();
  createDashboard(database);

  const sales = createSales({ conveyor: defineConveyor(mixed()), store, clock: () => now });
  const subscriptions = openSubscriptions(sales);

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
    await subscriptions.rebuild('dashboard', clearDashboard);
    console.log(say('rebuilt from the first event on', 'построено заново с первого события'));
  }
  const show = async () => {
    const { events, position } = await subscriptions.project<SqliteDatabaseLike>('dashboard', countEvents);
    const { states } = sales.conveyor.blueprint;
    const counts = readDashboard(database).map(
      ({ state, clients }) => `${labelIn(states[state]?.label ?? state, locale)} ${clients}`,
    );
    console.log(
      `${say(
        `${events} events counted, up to ${position}`,
        `событий посчитано: ${events}, до номера ${position}`,
      )}: ${counts.join(', ')}`,
    );
  };
  await show();
  now = new Date('2026-04-01T07:00:00Z');
  await sales.runDue();
  await show();
  database.close();
});

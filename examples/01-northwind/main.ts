import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { createSales, defineConveyor } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { sqliteStore } from 'sales-conveyor/sql';
import { withFile } from '../shared/command-line.ts';
import { customers } from '../shared/northwind.ts';
import { progress } from '../shared/terminal.ts';
import { readOptions, usage } from './options.ts';
import { replay, StoryClock } from './replay.ts';
import { makeReport, printReport } from './report.ts';

const { asOf, client, locale, json, file } = readOptions(customers.map(({ id }) => id));

const clock = new StoryClock();
const conveyor = defineConveyor(mixed({ currency: 'USD', overdue: { kind: 'fixed', after: { days: 60 } } }));

const { database, store, sales, report } = await withFile(usage, file, async () => {
  mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file);
  const store = sqliteStore({ database });
  await store.migrate();
  const sales = createSales({ conveyor, store, clock: clock.now });
  const result = await replay(sales, clock, asOf, progress('Northwind'));
  return { database, store, sales, report: await makeReport(sales, asOf, result, client) };
});
process.stdout.write(`${json ? JSON.stringify(report, null, 2) : printReport(report, sales, locale)}\n`);

await store.close();
database.close();

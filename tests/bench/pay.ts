import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { type ClientEvent, createSales, defineConveyor, type Sales, type Store } from 'sales-conveyor';
import { definePay, openMotivation } from 'sales-conveyor/motivation';
import { mixed } from 'sales-conveyor/presets';
import { sqliteStore } from 'sales-conveyor/sql';
import { tempDatabase } from '../storage/sqlite/temp-database.ts';
import { cpu } from './measure.ts';

/** `PAY_CLIENTS=100000` is what is asked for: 1,000,000 orders in ten quarters, 300 employees. */
const CLIENTS = Number(process.env.PAY_CLIENTS ?? 2_000);
const ORDERS = 10;
const EMPLOYEES = Math.max(1, Math.round((CLIENTS * 3) / 1_000));
const tenant = 'default';
const START = Date.parse('2024-01-01T10:00:00.000Z');
const instant = (day: number) => new Date(START + day * 86_400_000).toISOString();
const now = '2026-07-02T09:00:00.000Z';
const employeeOf = (client: number) => `employee-${client % EMPLOYEES}`;
/** So that each employee's clients order on every day of a quarter. */
const dayOf = (client: number) => Math.floor(client / EMPLOYEES) % 90;

const conveyor = defineConveyor(mixed());
const pay = definePay(conveyor, [
  {
    ...{ id: 'managers', version: 1, from: '2024-01-01', roles: ['clientManager'], currency: 'EUR' },
    salary: { otherwise: 2_000_00 },
    components: {
      sales: {
        credit: { on: 'orderPlaced', to: [{ to: 'clientManager' }] },
        measure: { kind: 'sum', per: 'quarter', cumulative: true },
        rate: { kind: 'marginal', pays: 'percent', tiers: [{ from: 0, pays: 5 }] },
      },
    },
  },
]);

/**
 * Statements of the quarter's last month from SQLite: by the log, which the first one reads, where the base is
 * small; by kept credits always, in a process that has just begun.
 */
export async function benchPay(): Promise<void> {
  const database = tempDatabase();
  try {
    const store = await database.open();
    await fill(store);
    const sales = createSales({ conveyor, store, clock: () => now });
    if (CLIENTS <= 10_000) await everybody(sales, 'by the log');
    const began = cpu();
    await openMotivation(sales, { pay }).keepCredits();
    print('credits kept for the first time', cpu() - began, 'once, whatever it takes');
    await inOwnProcess(database.file);
    const motivation = openMotivation(sales, { pay });
    await sales.employees.hire({ id: 'head', roles: ['headOfSales'], hoursPerMonth: 130 });
    for (const period of ['2026-04', '2026-05', '2026-06']) {
      const start = cpu();
      const { ok } = await motivation.close(period, { by: 'head' });
      if (!ok) throw new Error(`${period} was not closed`);
      print(`${period} closed for everybody, by kept credits`, cpu() - start, 'not asked');
    }
    const orders = Math.ceil(CLIENTS / 100);
    for (let i = 0; i < orders; i++) {
      const total = { amount: 100_00, currency: 'EUR' };
      const order = { id: 'new', placedAt: '2026-06-30T10:00:00.000Z', total };
      await sales.execute({ type: 'recordOrder', clientId: `client-${i}`, order }, { by: 'import' });
    }
    const before = cpu();
    await motivation.keepCredits();
    print(`${orders.toLocaleString('en')} new orders brought in`, cpu() - before, 'not asked');
  } finally {
    database.remove();
  }
}

/** Asks for everybody's statement, and once more for one. */
async function everybody(sales: Sales, how: string): Promise<void> {
  const motivation = openMotivation(sales, { pay });
  const ask = async (employee: string) => {
    const told = await motivation.statement({ employee, period: '2026-06' }, { by: employee });
    if (!told.ok || told.statement.variable <= 0) throw new Error(`${employee} was paid nothing`);
  };
  const started = cpu();
  for (let i = 0; i < EMPLOYEES; i++) await ask(`employee-${i}`);
  const asked = Math.round((5_000 * CLIENTS) / 100_000);
  print(`all statements of a month ${how}`, cpu() - started, `at most ${asked} ms of CPU`);
  const before = cpu();
  await ask('employee-0');
  print(`one more ${how}`, cpu() - before, 'at most 50 ms of CPU');
}

/** The same from a file with kept credits, by a process that does nothing else. */
export async function statementsFrom(file: string): Promise<void> {
  const store = sqliteStore({ database: new Database(file) });
  await store.migrate();
  await everybody(createSales({ conveyor, store, clock: () => now }), 'by kept credits');
  const megabytes = (process.resourceUsage().maxRSS / 1_024).toFixed(0);
  process.stdout.write(`${`${size}memory of that process`.padEnd(80)} ${megabytes} MB  (at most 1024 MB)\n`);
}

async function inOwnProcess(file: string): Promise<void> {
  const script = fileURLToPath(new URL(`./pay-process${extname(import.meta.url)}`, import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, script, file], { stdio: 'inherit' });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The process ended with ${code}`);
}

const size = `${CLIENTS.toLocaleString('en')} clients, ${(CLIENTS * ORDERS).toLocaleString('en')} orders: `;
const print = (what: string, milliseconds: number, target: string) =>
  process.stdout.write(`${(size + what).padEnd(80)} ${milliseconds.toFixed(0)} ms  (${target})\n`);

async function fill(store: Store): Promise<void> {
  const sales = createSales({ conveyor, store, clock: () => now });
  const hired = { roles: ['clientManager'], hoursPerMonth: 130, hiredAt: '2023-01-01T00:00:00.000Z' };
  for (let i = 0; i < EMPLOYEES; i++) await sales.employees.hire({ id: `employee-${i}`, ...hired });
  for (let first = 0; first < CLIENTS; first += 500) {
    const clients = Array.from({ length: Math.min(500, CLIENTS - first) }, (_, i) => {
      const events = historyOf(first + i);
      return { expected: { is: 'absent' } as const, snapshot: conveyor.replay(events), events };
    });
    await store.commit(tenant, { clients, employees: [], documents: [], outcomes: [] });
  }
}

function historyOf(client: number): ClientEvent[] {
  const clientId = `client-${client}`;
  const head = (n: number, day: number) => ({
    ...{ id: `${clientId}#${n}`, clientId, happenedAt: instant(day), recordedAt: instant(day), by: 'import' },
  });
  const orders = Array.from({ length: ORDERS }, (_, i): ClientEvent => {
    const day = 1 + i * 91 + dayOf(client);
    const placedAt = instant(day);
    const total = { amount: 100_00 + ((client * 7_919) % 5_000_00), currency: 'EUR' };
    const order = { id: `${client}-${i}`, placedAt, day: placedAt.slice(0, 10), total };
    return { ...head(i + 3, day), type: 'orderRecorded', order };
  });
  return [
    { ...head(1, 0), type: 'clientRegistered', source: 'existing', state: 'regular' },
    { ...head(2, 0), type: 'holderAssigned', role: 'clientManager', employeeId: employeeOf(client) },
    ...orders,
  ];
}

import { type ClientEvent, createSales, defineConveyor, type Store } from 'sales-conveyor';
import { definePay, openMotivation } from 'sales-conveyor/motivation';
import { mixed } from 'sales-conveyor/presets';
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

/** Statements of the quarter's last month from SQLite: the whole log is read by the first who asks. */
export async function benchPay(): Promise<void> {
  const database = tempDatabase();
  try {
    const store = await database.open();
    await fill(store);
    const sales = createSales({ conveyor, store, clock: () => now });
    const motivation = openMotivation(sales, { pay });
    const ask = async (employee: string) => {
      const told = await motivation.statement({ employee, period: '2026-06' }, { by: employee });
      if (!told.ok || told.statement.variable <= 0) throw new Error(`${employee} was paid nothing`);
    };
    const started = cpu();
    for (let i = 0; i < EMPLOYEES; i++) await ask(`employee-${i}`);
    const all = cpu() - started;
    const before = cpu();
    await ask('employee-0');
    const one = cpu() - before;
    const scale = CLIENTS / 100_000;
    const title = `${CLIENTS.toLocaleString('en')} clients, ${(CLIENTS * ORDERS).toLocaleString('en')} orders: `;
    print(`${title}all statements of a month`, all, `at most ${Math.round(5_000 * scale)} ms of CPU`);
    print(`${title}one more`, one, 'at most 50 ms of CPU');
  } finally {
    database.remove();
  }
}

const print = (what: string, milliseconds: number, target: string) =>
  process.stdout.write(`${what.padEnd(64)} ${milliseconds.toFixed(0)} ms  (${target})\n`);

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
    const day = 1 + i * 91 + (client % 90);
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

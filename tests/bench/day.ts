import pg from 'pg';
import {
  type ClientChange,
  type CommandInput,
  type Conveyor,
  createSales,
  defineConveyor,
  memoryStore,
  type Store,
} from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { postgresStore, sqliteStore } from 'sales-conveyor/sql';
import { type OpenSales, openSales } from '../open-sales.ts';
import { startPostgres } from '../storage/postgres/server.ts';
import { tempDatabase } from '../storage/sqlite/temp-database.ts';
import { cpu } from './measure.ts';
import { serverCpu } from './server-cpu.ts';

/** `FULL=1` measures what was asked for: 100,000 clients. */
const CLIENTS = process.env.FULL === '1' ? 100_000 : 10_000;
const COMMANDS = CLIENTS / 20;
/** One a week. */
const PLANS = 52;
/** Clients of each employee. */
const HELD = 250;
const HOLDERS = CLIENTS / HELD;
/** Lives that the clients are copies of: they have last ordered so many days ago. */
const LIVES = 100;
const [HOUR, DAY] = [3_600_000, 86_400_000];
const morning = Date.parse('2026-03-02T00:00:00.000Z');
const at = (ms: number) => new Date(ms).toISOString();
const tenant = 'default';
const role = 'clientManager';
const conveyor = defineConveyor(mixed());
/** For a year in which nobody orders: whom silence releases would be in no plan. */
const patient = defineConveyor(mixed({ overdue: { kind: 'fixed', after: { years: 5 } } }));

/** Reads what has been worked so far, in milliseconds. */
type Meter = () => Promise<number> | number;

/**
 * A day of a department: commands spread over its hours, time every hour, and a seventh of a plan that shares out what somebody leaves.
 * Milliseconds of CPU, on PostgreSQL with the server's.
 */
export async function benchDay(): Promise<void> {
  console.log(
    `\na day of ${CLIENTS.toLocaleString('en')} clients, ${COMMANDS.toLocaleString('en')} commands`,
  );
  await onSqlite();
  await onPostgres();
  await yearOnSqlite();
}

async function onSqlite(): Promise<void> {
  const { connect, remove } = tempDatabase();
  try {
    const database = connect();
    const store = sqliteStore({ database });
    await dayOn('SQLite', store, cpu, 'at most 1.8 s for 100,000');
  } finally {
    remove();
  }
}

/** What a plan every week for a year leaves on disk, beside what was there: each shares out what one of the holders has, who follow one another. */
async function yearOnSqlite(): Promise<void> {
  const { connect, remove } = tempDatabase();
  try {
    const database = connect();
    const store = sqliteStore({ database });
    await store.migrate();
    await fill(store, patient);
    const bytes = () => {
      const pages = database.prepare(
        'select page_count * page_size as bytes from pragma_page_count, pragma_page_size',
      );
      return Number((pages.get() as { bytes: number }).bytes);
    };
    let now = morning;
    const sales = openSales({ conveyor: patient, store, tenant, clock: () => at(now) });
    const before = bytes();
    for (let week = 1; week <= PLANS; week++) {
      now += 7 * DAY;
      await sales.runDue();
      await planOf(sales.redistribution, `week-${week}`, `holder-${week % HOLDERS}`);
    }
    const more = bytes() - before;
    const mb = (size: number) => `${(size / 2 ** 20).toFixed(1)} MB`;
    console.log(
      `  SQLite, ${PLANS} plans    ${mb(more)} beside ${mb(before)}: ${(more / before).toFixed(3)}  (at most 0.1)`,
    );
  } finally {
    remove();
  }
}

async function onPostgres(): Promise<void> {
  const { url, stop } = await startPostgres({ durable: true });
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  try {
    const meter = async () => cpu() + (await serverCpu(pool));
    await dayOn('PostgreSQL', postgresStore({ pool }), meter, 'at most 3.4 s for 100,000');
  } finally {
    await pool.end();
    await stop();
  }
}

async function dayOn(name: string, store: Store, meter: Meter, target: string): Promise<void> {
  await store.migrate();
  await fill(store, conveyor);
  let now = morning;
  const sales = openSales({ conveyor, store, tenant, clock: () => at(now) });
  const spent = { commands: 0, time: 0, plan: 0 };
  const spend = async (what: keyof typeof spent, work: () => Promise<unknown>) => {
    const before = await meter();
    await work();
    spent[what] += (await meter()) - before;
  };
  let due = 0;
  for (let hour = 0; hour < 24; hour++) {
    now = morning + hour * HOUR;
    await spend('time', async () => {
      due += (await sales.runDue()).clients;
    });
    await spend('commands', async () => {
      for (let n = hour; n < COMMANDS; n += 24) {
        const { command, by } = commandOf(n, at(now));
        const result = await sales.execute(command, { by, commandId: `command-${n}` });
        if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
      }
    });
  }
  await spend('plan', () => planOf(sales.redistribution, 'day', 'holder-0'));
  const day = spent.commands + spent.time + spent.plan / 7;
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`;
  const parts = `commands ${seconds(spent.commands)}, time ${seconds(spent.time)} (${due} clients), a plan ${seconds(spent.plan)}`;
  console.log(`${`  ${name}`.padEnd(24)} ${seconds(day)} of CPU: ${parts}  (${target})`);
}

/** Of five commands three are contacts, one an order, one a fact; each of another client, by whoever holds it. */
function commandOf(n: number, now: string): { readonly command: CommandInput; readonly by: string } {
  const clientId = idOf((n * 7_907) % CLIENTS);
  const by = holderOf((n * 7_907) % CLIENTS);
  if (n % 5 === 3)
    return {
      by: 'import',
      command: { type: 'recordOrder', clientId, order: { id: `order-${n}`, placedAt: now } },
    };
  if (n % 5 === 4)
    return { by: 'import', command: { type: 'learnFacts', clientId, facts: { industry: 'steel' } } };
  return { by, command: { type: 'recordContact', clientId, channel: 'phone', twoWay: true } };
}

/** Shares out all that somebody holds. */
async function planOf(
  redistribution: OpenSales['redistribution'],
  id: string,
  employeeId: string,
): Promise<void> {
  const by = { by: 'head' };
  const input = {
    id,
    role,
    reason: { kind: 'departure', employeeId },
    policy: { limits: { utilisation: { max: 5 } } },
  } as const;
  for (const result of [
    await redistribution.plan(input, by),
    await redistribution.approve(id, by),
    await redistribution.apply(id, by),
  ])
    if (!result.ok) throw new Error(JSON.stringify(result).slice(0, 500));
}

const idOf = (index: number) => `client-${10_000_000 + index}`;
const holderOf = (index: number) => `holder-${index % HOLDERS}`;

/** Everybody on the staff, and copies of the lives, with their logs. */
async function fill(store: Store, rules: Conveyor): Promise<void> {
  const { employees, runDue } = createSales({
    conveyor: rules,
    store,
    tenant,
    clock: () => at(morning - DAY),
  });
  // The rules are noted before there is anybody, as where work begins with the library.
  await runDue();
  await employees.hire({ id: 'head', roles: ['headOfSales'], hoursPerMonth: 160 });
  for (let n = 0; n < HOLDERS; n++)
    await employees.hire({ id: `holder-${n}`, roles: [role], hoursPerMonth: 744 });
  const lives = await Promise.all(Array.from({ length: LIVES }, (_, n) => lifeOf(n, rules)));
  for (let first = 0; first < CLIENTS; first += 500) {
    const clients = Array.from({ length: 500 }, (_, i) => copyOf(lives, first + i));
    await store.commit(tenant, { clients, employees: [], outcomes: [], documents: [] });
  }
}

/** A client with all its events who ordered last so many days ago; time has done to it what it does until this morning. */
async function lifeOf(days: number, rules: Conveyor): Promise<ClientChange> {
  const store = memoryStore();
  let last: ClientChange | undefined;
  const commit: Store['commit'] = async (of, written, inTransaction) => {
    last = written.clients.at(-1) ?? last;
    await store.commit(of, written, inTransaction);
  };
  const watched = new Proxy(store, {
    get: (target, key) =>
      key === 'commit' ? commit : (Reflect.get(target, key).bind?.(target) ?? Reflect.get(target, key)),
  });
  const sales = createSales({ conveyor: rules, store: watched, tenant, clock: () => at(morning - 1) });
  await sales.employees.hire({ id: 'holder-x', roles: [role], hoursPerMonth: 744 });
  await sales.employees.hire({ id: 'head', roles: ['headOfSales'], hoursPerMonth: 160 });
  const clientId = 'client-x';
  const placed = [60, 30, 0].map((more, n) => {
    const order = {
      id: `before-${n}`,
      placedAt: at(morning - (days + more) * DAY - HOUR),
      total: { amount: 1_000, currency: 'EUR' },
    };
    return { type: 'recordOrder', clientId, order } as const;
  });
  const commands: CommandInput[] = [
    { type: 'register', clientId, source: 'existing' },
    { type: 'learnFacts', clientId, facts: { segment: 'ABC'.charAt(days % 3), industry: 'dairy' } },
    { type: 'assignHolder', clientId, role, employeeId: 'holder-x' },
    ...placed,
    { type: 'recordContact', clientId, channel: 'phone', twoWay: true },
  ];
  for (const command of commands) {
    const done = await sales.execute(command, { by: command.type === 'assignHolder' ? 'head' : 'import' });
    if (!done.ok) throw new Error(`Refused: ${JSON.stringify(done.refusal)}`);
  }
  await sales.runDue();
  if (!last) throw new Error('No client');
  return { ...last, events: await store.history(tenant, clientId) };
}

function copyOf(lives: readonly ClientChange[], index: number): ClientChange {
  const life = JSON.stringify({ ...lives[index % LIVES], expected: { is: 'absent' } });
  return JSON.parse(life.replaceAll('client-x', idOf(index)).replaceAll('holder-x', holderOf(index)));
}

import pg from 'pg';
import { type Client, createSales, type Employee, fact, type Store } from 'sales-conveyor';
import { inboxOf } from 'sales-conveyor/inbox';
import { postgresStore, sqliteStore } from 'sales-conveyor/sql';
import { startPostgres } from '../storage/postgres/server.ts';
import { tempDatabase } from '../storage/sqlite/temp-database.ts';
import { conveyor, fillBase, holderOf, idOf, now, SILENT_DAYS, tenant, varyBase } from './large-base.ts';
import { median, printRatio } from './measure.ts';

/** `BENCH_CLIENTS=1000000` asks of the base that a large department has. */
const CLIENTS = Number(process.env.BENCH_CLIENTS ?? 50_000);
const ROUNDS = 100;
const PAGE = 100;

/** Runs hand-written SQL, which is prepared once. */
type Bare = (sql: string, values: readonly unknown[]) => Promise<Row[]> | Row[];
type Row = Record<string, string>;

interface Database {
  readonly name: string;
  readonly store: Store;
  readonly bare: Bare;
  /** Whether the fact is at least 1. */
  readonly isPositive: (fact: string) => string;
  /** The fact as a text, as an index has it that was made by hand. */
  readonly textOf: (fact: string) => string;
}

const indexedFacts = { industry: 'text', 'orders.lastAt': 'instant' } as const;
const indexed = Object.keys(indexedFacts);

/**
 * Pages of a holder, an inbox and a client's options on a large base, each against bare queries that read the same; for options, these are of the
 * client and of who asks, and the same decision follows.
 */
export async function benchQueries(): Promise<void> {
  await onSqlite(benchOn);
  await onPostgres(benchOn);
}

async function benchOn({ name, store, bare, isPositive, textOf }: Database): Promise<void> {
  const sales = createSales({ conveyor, store, clock: () => now });
  const title = (what: string) => `${name}, ${CLIENTS.toLocaleString('en')} clients: ${what}`;
  const holder = (round: number) => holderOf(round, CLIENTS);
  const pageOf = (condition: string) => `
    select client.id, client.body from sales_custody as held
    join sales_clients as client on client.tenant = held.tenant and client.id = held.client_id
    where held.tenant = $1 and held.employee_id = $2 ${condition} order by client.id limit ${PAGE}`;
  const bodies = (rows: Row[]) => rows.map(({ body = '' }) => JSON.parse(body) as Client);

  const page = await medians(
    (round) => sales.clients.query({ holder: { employeeId: holder(round) }, limit: PAGE }),
    async (round) => bodies(await bare(pageOf(''), [tenant, holder(round)])),
  );
  printRatio(title('a page of a holder'), ...page, 'at least 0.33');

  const where = fact('contacts.twoWay').atLeast(1);
  const condition = `and ${isPositive('contacts.twoWay')}`;
  const asked = await medians(
    (round) => sales.clients.query({ where, holder: { employeeId: holder(round) }, limit: PAGE }),
    async (round) => bodies(await bare(pageOf(condition), [tenant, holder(round)])),
  );
  printRatio(title('the same under a condition'), ...asked, 'at least 0.33');

  const everywhere = (passes: string) => `
    select client.id, client.body from sales_clients as client
    where client.tenant = $1 and ${passes} order by client.id limit ${PAGE}`;
  const stored = await medians(
    () => sales.clients.query({ where: { fact: 'industry', is: 'equals', value: 'steel' }, limit: PAGE }),
    async () => bodies(await bare(everywhere(`${textOf('industry')} = 'steel'`), [tenant])),
  );
  printRatio(title('a hundred by an indexed fact that one in a hundred passes'), ...stored, 'at least 0.33');

  const since = new Date(Date.parse(now) - (SILENT_DAYS + 1) * 86_400_000).toISOString();
  const silent = await medians(
    () => sales.clients.query({ where: fact('orders.daysSinceLast').above(SILENT_DAYS), limit: PAGE }),
    async () => bodies(await bare(everywhere(`${textOf('orders.lastAt')} < '${since}'`), [tenant])),
  );
  printRatio(title('a hundred by daysSinceLast, with an index'), ...silent, 'at least 0.33');

  const whole = `
    select client.id, client.body from sales_custody as held
    join sales_clients as client on client.tenant = held.tenant and client.id = held.client_id
    where held.tenant = $1 and held.employee_id = $2 order by client.id`;
  const inbox = await medians(
    (round) => inboxOf(sales, holder(round)),
    async (round) => bodies(await bare(whole, [tenant, holder(round)])),
    20,
  );
  printRatio(title('an inbox against all clients of the holder'), ...inbox, 'at least 0.33');

  const id = (round: number) => idOf((round * 7_907) % CLIENTS);
  const client = 'select body from sales_clients where tenant = $1 and id = $2';
  const employee = 'select body from sales_employees where tenant = $1 and id = $2';
  const options = await medians(
    (round) => sales.options(id(round), { by: 'holder-0' }),
    async (round) => {
      const [{ body = '' } = {}] = await bare(client, [tenant, id(round)]);
      const [actor = {}] = await bare(employee, [tenant, 'holder-0']);
      const { roles } = JSON.parse(actor.body ?? '') as Employee;
      return conveyor.options(JSON.parse(body), { now, by: { id: 'holder-0', roles } });
    },
  );
  printRatio(title('options'), ...options, 'at least 0.33');
}

/** Medians of two ways that take turns, neither finding what the other has just read, in nanoseconds. */
async function medians(
  own: (round: number) => Promise<unknown>,
  bare: (round: number) => Promise<unknown>,
  rounds = ROUNDS,
) {
  const [owns, bares]: [number[], number[]] = [[], []];
  for (let round = 0; round < 2 * rounds; round++) {
    const [first, second] = [await timed(() => own(2 * round)), await timed(() => bare(2 * round + 1))];
    if (round < rounds) continue;
    owns.push(first);
    bares.push(second);
  }
  return [median(owns), median(bares)] as const;
}

async function timed(call: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint();
  await call();
  return Number(process.hrtime.bigint() - start);
}

async function onSqlite(bench: (database: Database) => Promise<void>): Promise<void> {
  const { connect, remove } = tempDatabase();
  try {
    const database = connect();
    const store = sqliteStore({ database, indexedFacts });
    await store.migrate();
    const run = (sql: string) => database.exec(sql);
    await fillBase(store, run, CLIENTS);
    await varyBase(store, run);
    const textOf = (fact: string) => `json_extract(facts, '$."${fact}"')`;
    for (const [n, fact] of indexed.entries())
      run(`create index by_hand_${n} on sales_clients (tenant, ${textOf(fact)}, id)`);
    const prepared = new Map<string, { all(...values: unknown[]): unknown[] }>();
    const bare: Bare = (sql, values) => {
      const statement = prepared.get(sql) ?? database.prepare(sql.replaceAll(/\$\d/g, '?'));
      prepared.set(sql, statement);
      return statement.all(...values) as Row[];
    };
    const isPositive = (fact: string) => `json_extract(client.facts, '$."${fact}"') >= 1`;
    await bench({ name: 'SQLite', store, bare, isPositive, textOf });
  } finally {
    remove();
  }
}

async function onPostgres(bench: (database: Database) => Promise<void>): Promise<void> {
  const { url, stop } = await startPostgres();
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  try {
    const store = postgresStore({ pool, indexedFacts });
    await store.migrate();
    const run = (sql: string) => pool.query(sql);
    await fillBase(store, run, CLIENTS);
    await varyBase(store, run);
    const textOf = (fact: string) => `(facts ->> '${fact}' collate "C")`;
    for (const [n, fact] of indexed.entries())
      await run(`create index by_hand_${n} on sales_clients (tenant, ${textOf(fact)}, id)`);
    // What the server does by itself before long.
    await pool.query('vacuum analyze');
    const bare: Bare = async (text, values) => {
      const name = `bare_${text.length}`;
      return (await pool.query({ name, text, values: [...values] })).rows;
    };
    const isPositive = (fact: string) => `(client.facts ->> '${fact}')::numeric >= 1`;
    await bench({ name: 'PostgreSQL', store, bare, isPositive, textOf });
  } finally {
    await pool.end();
    await stop();
  }
}

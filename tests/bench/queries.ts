import pg from 'pg';
import { type Client, createSales, type Employee, fact, type Store } from 'sales-conveyor';
import { inboxOf } from 'sales-conveyor/inbox';
import { postgresStore, sqliteStore } from 'sales-conveyor/sql';
import { startPostgres } from '../storage/postgres/server.ts';
import { tempDatabase } from '../storage/sqlite/temp-database.ts';
import { conveyor, fillBase, holderOf, idOf, now, tenant } from './large-base.ts';
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
}

/**
 * Pages of a holder, an inbox and a client's options on a large base, each against bare queries that read the same; for options, these are of the
 * client and of who asks, and the same decision follows.
 */
export async function benchQueries(): Promise<void> {
  await onSqlite(benchOn);
  await onPostgres(benchOn);
}

async function benchOn({ name, store, bare, isPositive }: Database): Promise<void> {
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
    const store = sqliteStore({ database });
    await store.migrate();
    await fillBase(store, (sql) => database.exec(sql), CLIENTS);
    const prepared = new Map<string, { all(...values: unknown[]): unknown[] }>();
    const bare: Bare = (sql, values) => {
      const statement = prepared.get(sql) ?? database.prepare(sql.replaceAll(/\$\d/g, '?'));
      prepared.set(sql, statement);
      return statement.all(...values) as Row[];
    };
    const isPositive = (fact: string) => `json_extract(client.facts, '$."${fact}"') >= 1`;
    await bench({ name: 'SQLite', store, bare, isPositive });
  } finally {
    remove();
  }
}

async function onPostgres(bench: (database: Database) => Promise<void>): Promise<void> {
  const { url, stop } = await startPostgres();
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  try {
    const store = postgresStore({ pool });
    await store.migrate();
    await fillBase(store, (sql) => pool.query(sql), CLIENTS);
    // What the server does by itself before long.
    await pool.query('vacuum analyze');
    const bare: Bare = async (text, values) => {
      const name = `bare_${text.length}`;
      return (await pool.query({ name, text, values: [...values] })).rows;
    };
    const isPositive = (fact: string) => `(client.facts ->> '${fact}')::numeric >= 1`;
    await bench({ name: 'PostgreSQL', store, bare, isPositive });
  } finally {
    await pool.end();
    await stop();
  }
}

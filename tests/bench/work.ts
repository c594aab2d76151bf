import pg from 'pg';
import PgBoss from 'pg-boss';
import { createSales, defineConveyor, type Store } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { postgresStore } from 'sales-conveyor/sql';
import { defineWork, openWork, type Task, type TaskDesk, type TaskEvent } from 'sales-conveyor/work';
import { listsOf, TASKS, taskLists } from '../../src/service/work/task-documents.ts';
import { startPostgres } from '../storage/postgres/server.ts';
import { cpu, milliseconds } from './measure.ts';

/** `FULL=1` measures what was asked for; without, something that is done in a minute. */
const full = process.env.FULL === '1';
const TAKEN = full ? 100_000 : 1_200;
/** Of as many jobs, pg-boss fetches so many: its rate falls with what it has fetched. */
const FETCHED = Math.min(TAKEN, 5_000);
const WAITING = full ? 1_000_000 : 10_000;
const WORKERS = 16;
const tenant = 'default';
const now = '2026-03-02T09:00:00.000Z';
const workers = Array.from({ length: WORKERS }, (_, i) => `worker-${i}`);

const conveyor = defineConveyor(mixed());
const work = defineWork(conveyor, {
  queues: { desk: { label: 'desk', role: 'orderOperator' } },
  tasks: {
    order: {
      label: 'order',
      queue: 'desk',
      opens: ['clientManager'],
      service: [{ name: 'usual', resolve: { workingHours: 8 } }],
    },
  },
});

/** Taking from a queue on a real server that keeps what it commits, beside one that is written by hand. */
export async function benchWork(): Promise<void> {
  const { url, stop } = await startPostgres({ durable: true });
  const pool = new pg.Pool({ connectionString: url, max: WORKERS }).setMaxListeners(0);
  try {
    await benchTaking(pool);
    await benchPage(pool);
  } finally {
    await pool.end();
    await stop();
  }
}

/** Everybody takes until nothing is left; nothing is taken twice. */
async function takeAll(all: number, take: (by: string) => Promise<string | undefined>): Promise<void> {
  const taken = new Set<string>();
  let count = 0;
  await Promise.all(
    workers.map(async (by) => {
      for (let id = await take(by); id !== undefined; id = await take(by)) {
        taken.add(id);
        count++;
      }
    }),
  );
  if (count !== all || taken.size !== all) throw new Error(`${count} taken, ${taken.size} of ${all}`);
}

async function benchTaking(pool: pg.Pool): Promise<void> {
  const hand = await handWritten(pool, 'bench_hand');
  const store = postgresStore({ pool, schema: 'bench_work' });
  await store.migrate();
  await fill(store, TAKEN);
  const sales = createSales({ conveyor, store, clock: () => now });
  const profile = { hoursPerMonth: 130, hiredAt: '2025-01-01T09:00:00.000Z', roles: ['orderOperator'] };
  for (const id of workers) await sales.employees.hire({ ...profile, id } as never);
  const taking =
    ({ takeNext }: TaskDesk) =>
    async (worker: string) => {
      const next = await takeNext('desk', { by: worker });
      if (!next.ok) throw new Error(JSON.stringify(next.refused));
      return next.task?.id;
    };
  const measured = async (run: () => Promise<void>) => {
    const before = cpu();
    const clock = await milliseconds(run);
    return { clock, cpu: cpu() - before };
  };
  const boss = await pgBoss(pool);
  // As on a server that has been up for a while: without it the planner takes a queue for an empty table.
  await pool.query('vacuum analyze');
  const theirs = await measured(() => takeAll(TAKEN, hand));
  let left = FETCHED;
  const bosses = await measured(() => takeAll(FETCHED, async () => (left-- > 0 ? boss.take() : undefined)));
  await boss.stop();
  const ours = await measured(() => takeAll(TAKEN, taking(openWork(sales, { work }))));
  // As many processes would: none knows what the others are about to take.
  const alone = Math.ceil(TAKEN / 2);
  await fill(store, alone, 'alone');
  const desks = new Map<string, (worker: string) => Promise<string | undefined>>();
  for (const id of workers) {
    const own = postgresStore({ pool, schema: 'bench_work' });
    await own.migrate();
    const department = createSales({ conveyor, store: own, clock: () => now });
    desks.set(id, taking(openWork(department, { work })));
  }
  const apart = await measured(() => takeAll(alone, (worker) => desks.get(worker)!(worker)));
  const rate = (time: number, tasks = TAKEN) =>
    `${Math.round((tasks / time) * 1_000).toLocaleString('en')} tasks/s`;
  const title = `${TAKEN.toLocaleString('en')} tasks, ${WORKERS} workers, PostgreSQL`;
  print(`${title}: for update skip locked, by hand`, rate(theirs.clock), '');
  print(
    `${title}: the first ${FETCHED.toLocaleString('en')} by fetch of pg-boss 10`,
    rate(bosses.clock, FETCHED),
    '',
  );
  print(
    `${title}: takeNext`,
    rate(ours.clock),
    `${(theirs.clock / ours.clock).toFixed(2)}, at least 0.8; ${(bosses.clock / FETCHED / (ours.clock / TAKEN)).toFixed(2)} of pg-boss, at least 1`,
  );
  print(
    `${alone.toLocaleString('en')} tasks, as many desks as workers: takeNext`,
    `${Math.round((alone / apart.clock) * 1_000).toLocaleString('en')} tasks/s`,
    (theirs.clock / TAKEN / (apart.clock / alone)).toFixed(2),
  );
  print(
    `${title}: CPU of this process for each`,
    `${(ours.cpu / TAKEN).toFixed(2)} ms`,
    `by hand ${(theirs.cpu / TAKEN).toFixed(2)} ms`,
  );
}

/** The same rows by hand: the task and its lists, the event in the log with a position, in one transaction. */
async function handWritten(pool: pg.Pool, schema: string) {
  await pool.query(`
    create schema ${schema};
    create table ${schema}.tasks (id text primary key, queue text, status text not null, holder text,
      sort_key text not null, revision int not null, body jsonb not null);
    create index on ${schema}.tasks (queue, sort_key, id) where status = 'waiting';
    create index on ${schema}.tasks (holder, sort_key, id) where holder is not null;
    create table ${schema}.events (position bigserial primary key, id text not null unique, task_id text not null,
      body jsonb not null);`);
  const tasks = tasksMade(TAKEN);
  for (let i = 0; i < tasks.length; i += 1_000) {
    const rows = tasks.slice(i, i + 1_000).map(({ task }) => [task.id, keyOf(task), JSON.stringify(task)]);
    await pool.query(
      `insert into ${schema}.tasks select id, 'desk', 'waiting', null, sort_key, 1, body::jsonb
       from unnest($1::text[], $2::text[], $3::text[]) as new (id, sort_key, body)`,
      [0, 1, 2].map((column) => rows.map((row) => row[column])),
    );
  }
  return async (by: string): Promise<string | undefined> => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query<{ id: string; body: Task }>(
        `select id, body from ${schema}.tasks where queue = 'desk' and status = 'waiting'
         order by sort_key, id limit 1 for update skip locked`,
      );
      const [found] = rows;
      if (found) {
        const decided = work.decide(found.body, { type: 'take', taskId: found.id }, { now, by });
        if (!decided.ok) throw new Error(JSON.stringify(decided.refused));
        const { task, events } = decided;
        await client.query(
          `update ${schema}.tasks set status = 'inHand', holder = $2, revision = $3, body = $4 where id = $1`,
          [found.id, by, task.revision, JSON.stringify(task)],
        );
        await client.query(`insert into ${schema}.events (id, task_id, body) values ($1, $2, $3)`, [
          events[0]?.id,
          found.id,
          JSON.stringify(events[0]),
        ]);
      }
      await client.query('commit');
      return found?.id;
    } finally {
      client.release();
    }
  };
}

/** The same tasks as jobs of pg-boss: a fetch makes one active, and keeps no event. */
async function pgBoss(pool: pg.Pool) {
  const executeSql = (text: string, values: unknown[]) => pool.query(text, values);
  const boss = new PgBoss({ db: { executeSql }, supervise: false, schedule: false });
  await boss.start();
  await boss.createQueue('desk');
  const jobs = tasksMade(TAKEN).map(({ task }) => ({ name: 'desk', data: task }));
  for (let i = 0; i < jobs.length; i += 1_000) await boss.insert(jobs.slice(i, i + 1_000));
  return {
    take: async () => (await boss.fetch('desk'))?.[0]?.id,
    stop: () => boss.stop({ graceful: false, wait: false }),
  };
}

interface Made {
  readonly task: Task;
  readonly events: readonly TaskEvent[];
}

/** Tasks that were opened one after the other. */
function tasksMade(count: number, prefix = 't'): Made[] {
  return Array.from({ length: count }, (_, i) => {
    const taskId = `${prefix}${String(i).padStart(7, '0')}`;
    const at = new Date(Date.parse(now) - (count - i) * 100).toISOString();
    const open = { type: 'open', taskType: 'order', taskId, clientId: `client-${i % 1_000}`, at } as const;
    const decided = work.decide(undefined, open, { now, by: 'olga', facts: {} });
    if (!decided.ok) throw new Error(JSON.stringify(decided.refused));
    return decided;
  });
}

const keyOf = (task: Task) => listsOf(work, task, now)[taskLists.queue('desk')] as string;

async function fill(store: Store, count: number, prefix?: string): Promise<void> {
  const made = tasksMade(count, prefix);
  for (let i = 0; i < made.length; i += 500) {
    const documents = made.slice(i, i + 500).map(({ task, events }) => ({
      ...{ kind: TASKS, id: task.id, expected: { is: 'absent' } as const, revision: 1, body: task },
      ...{ lists: listsOf(work, task, now), events },
    }));
    await store.commit(tenant, { clients: [], employees: [], outcomes: [], documents });
  }
}

/** A queue's page by deadline is one range of an index, however many tasks wait. */
async function benchPage(pool: pg.Pool): Promise<void> {
  const schema = 'bench_page';
  const store = postgresStore({ pool, schema });
  await store.migrate();
  await fill(store, WAITING);
  await pool.query(`analyze ${schema}.sales_lists; analyze ${schema}.sales_documents`);
  const sales = createSales({ conveyor, store, clock: () => now });
  const desk = openWork(sales, { work });
  const times: number[] = [];
  let after: string | undefined;
  for (let page = 0; page < 20; page++) {
    times.push(
      await milliseconds(async () => {
        const { next } = await desk.queue('desk', { limit: 100, ...(after !== undefined && { after }) });
        after = next;
      }),
    );
  }
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
    `explain (analyze, costs off) select d.body from ${schema}.sales_lists l join ${schema}.sales_documents d
     using (tenant, kind, id) where l.tenant = $1 and l.kind = $2 and l.list = $3 order by l.sort_key, l.id limit 100`,
    [tenant, TASKS, taskLists.queue('desk')],
  );
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  if (!plan.includes('sales_lists_key') || plan.includes('Seq Scan')) throw new Error(plan);
  const middle = times.toSorted((a, b) => a - b)[10] ?? 0;
  print(
    `a page of 100 of ${WAITING.toLocaleString('en')} tasks by deadline`,
    `${middle.toFixed(1)} ms`,
    'one range of an index',
  );
}

const print = (what: string, figure: string, target: string) =>
  process.stdout.write(`${what.padEnd(76)} ${figure.padStart(16)}  ${target && `(${target})`}\n`);

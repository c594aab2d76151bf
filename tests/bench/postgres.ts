import pg from 'pg';
import { type Commit, createSales, memoryStore, type Store } from 'sales-conveyor';
import { type PostgresPlanning, postgresStore } from 'sales-conveyor/sql';
import { startPostgres } from '../storage/postgres/server.ts';
import { handWrittenPostgres } from './hand-written-postgres.ts';
import { milliseconds } from './measure.ts';
import { changesHolder, conveyor, lifeOf, now, staffed } from './storage.ts';

/** `FULL=1` measures what was asked for; without, something that is done in a minute. */
const full = process.env.FULL === '1';
const CALLERS = 16;
const LIVES = full ? 1_000 : 150;
const ROUNDS = 3;
const tenant = 'default';
const WHOLE = 'postgresStore.commit';
const BY_SHARD = 'postgresStore.commit, planned by shard';

/** Commands on a real server that keeps what it commits, against the same rows written by hand. */
export async function benchPostgres(): Promise<void> {
  const { url, stop } = await startPostgres({ durable: true });
  const pool = new pg.Pool({ connectionString: url, max: CALLERS }).setMaxListeners(0);
  let made = 0;
  const fresh: Fresh = async (planning = 'whole') => {
    const schema = `bench_${++made}`;
    const store = postgresStore({ pool, schema, planning });
    await store.migrate();
    return { store, schema };
  };
  try {
    await benchCommands(pool, fresh);
  } finally {
    await pool.end();
    await stop();
  }
}

type Fresh = (planning?: PostgresPlanning) => Promise<{ store: Store; schema: string }>;

/** Sixteen callers, each with lives of its own. */
function atOnce<Item>(lives: readonly (readonly Item[])[], run: (item: Item) => Promise<unknown>) {
  const rest = [...lives];
  const caller = async () => {
    for (let life = rest.pop(); life; life = rest.pop()) for (const item of life) await run(item);
  };
  return Promise.all(Array.from({ length: CALLERS }, caller));
}

async function benchCommands(pool: pg.Pool, fresh: Fresh): Promise<void> {
  const lives = Array.from({ length: LIVES }, (_, i) => lifeOf(`client-${i}`));
  const commits: Commit[][] = [];
  const memory = await staffed(memoryStore());
  for (const life of lives) {
    const own: Commit[] = [];
    const commit: Store['commit'] = (of, written) => {
      // The first commit notes the rules in use. What is claimed of an employee stands in one document, by whose
      // revisions the commits would have one order; by hand nobody writes it.
      if (written.clients.length > 0) own.push({ ...written, documents: [] });
      return memory.commit(of, written);
    };
    const watched = new Proxy(memory, {
      get: (store, key) =>
        key === 'commit' ? commit : (Reflect.get(store, key).bind?.(store) ?? Reflect.get(store, key)),
    });
    const sales = createSales({ conveyor, store: watched, clock: () => now });
    for (const { command, commandId, by } of life) await sales.execute(command, { by, commandId });
    commits.push(own);
  }
  const contenders = {
    'hand-written pg': async () => {
      const { store, schema } = await fresh();
      await staffed(store);
      const write = handWrittenPostgres(pool, schema, tenant);
      return () => atOnce(commits, (commit) => write(commit, changesHolder(commit)));
    },
    [WHOLE]: async () => {
      const { store } = await fresh();
      await staffed(store);
      return () => atOnce(commits, (commit) => store.commit(tenant, commit));
    },
    [BY_SHARD]: async () => {
      const { store } = await fresh('by shard');
      await staffed(store);
      return () => atOnce(commits, (commit) => store.commit(tenant, commit));
    },
    'sales.execute': async () => {
      const sales = createSales({ conveyor, store: await staffed((await fresh()).store), clock: () => now });
      return () =>
        atOnce(lives, async ({ command, commandId, by }) => {
          const result = await sales.execute(command, { by, commandId });
          if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
        });
    },
  };
  const best = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, contender] of Object.entries(contenders)) {
      const time = await milliseconds(await contender());
      best.set(name, Math.min(best.get(name) ?? Number.POSITIVE_INFINITY, time));
    }
  }
  const count = commits.flat().length;
  const [baseline = 0] = best.values();
  for (const [name, time] of best) {
    const rate = `${Math.round((count / time) * 1_000)
      .toLocaleString('en')
      .padStart(7)} commits/s`;
    print(`PostgreSQL, ${CALLERS} callers, ${name}`, rate, baseline / time, 'at least 0.5');
  }
  const [whole = 0, byShard = 1] = [best.get(WHOLE), best.get(BY_SHARD)];
  print(`PostgreSQL, ${CALLERS} callers, by shard beside as a whole`, '', whole / byShard, 'at least 0.7');
}

function print(what: string, figure: string, ratio: number, target: string): void {
  console.log(`${what.padEnd(64)} ${figure.padStart(18)} ${ratio.toFixed(2).padStart(6)}  (${target})`);
}

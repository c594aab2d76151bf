import {
  type CommandInput,
  type Commit,
  createSales,
  defineConveyor,
  memoryStore,
  type Store,
} from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { sqliteStore } from 'sales-conveyor/sql';
import { wrapped } from '../service/wrapped.ts';
import { type Connection, tempDatabase } from '../storage/sqlite/temp-database.ts';
import { handWrittenCommit } from './hand-written-sqlite.ts';
import { median } from './measure.ts';

const CLIENTS = 150;
/** The first ones warm up. */
const [WARM_UP, ROUNDS] = [3, 9];
const tenant = 'default';
export const now = '2026-03-02T10:00:00.000Z';
export const conveyor = defineConveyor(mixed());

export interface Step {
  readonly command: CommandInput;
  readonly commandId: string;
  readonly by: string;
}

/** A client's first six commands: registered, taken, spoken with, learned about, taken into qualification, spoken with again. */
export function lifeOf(clientId: string): Step[] {
  const commands: readonly (readonly [string, CommandInput])[] = [
    ['import', { type: 'register', clientId, source: 'cold' }],
    ['tanya', { type: 'assignHolder', clientId, role: 'telemarketer', employeeId: 'tanya' }],
    ['tanya', { type: 'recordContact', clientId, channel: 'phone', twoWay: false }],
    ['tanya', { type: 'learnFacts', clientId, facts: { fit: true, constantNeed: true, industry: 'dairy' } }],
    ['tanya', { type: 'transfer', clientId, transfer: 'startQualification' }],
    ['tanya', { type: 'recordContact', clientId, channel: 'phone', twoWay: true }],
  ];
  return commands.map(([by, command], i) => ({ command, commandId: `${clientId}/${i}`, by }));
}

const steps = Array.from({ length: CLIENTS }, (_, i) => lifeOf(`client-${i}`)).flat();

/** Makes the store ready for the steps: somebody must be there to do them. */
export async function staffed(store: Store): Promise<Store> {
  await store.migrate();
  const hire = { id: 'tanya', roles: ['telemarketer'], hoursPerMonth: 130 };
  await createSales({ conveyor, store, clock: () => now }).employees.hire(hire);
  return store;
}

/** Runs the steps through the shell; every commit of theirs goes to `see`. */
async function shellOn(store: Store, see?: (commit: Commit) => unknown): Promise<() => Promise<void>> {
  const commit: Store['commit'] = (tenant, written) => {
    see?.(written);
    return store.commit(tenant, written);
  };
  const watched = see ? wrapped(store, { commit }) : store;
  const sales = createSales({ conveyor, store: watched, clock: () => now });
  return async () => {
    for (const { command, commandId, by } of steps) {
      const result = await sales.execute(command, { by, commandId });
      if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
    }
  };
}

/** What each contender does with the same rows, on a database that has the tables, indexes and pragmas already. */
function contenders(
  commits: readonly Commit[],
): Record<string, (database: Connection) => Promise<() => unknown>> {
  return {
    'hand-written libsql': async (database) => {
      await onSqlite(database);
      const write = handWrittenCommit(database, tenant);
      return () => {
        for (const commit of commits) write(commit, changesHolder(commit));
      };
    },
    'sqliteStore.commit': async (database) => {
      const store = await onSqlite(database);
      return async () => {
        for (const commit of commits) await store.commit(tenant, commit);
      };
    },
    'sales.execute': async (database) => shellOn(await onSqlite(database)),
  };
}

export const changesHolder = ({ clients }: Commit) =>
  clients.some(({ events }) =>
    events.some(({ type }) => type === 'holderAssigned' || type === 'stateChanged'),
  );

const onSqlite = (database: Connection) => staffed(sqliteStore({ database }));

/** Single commands on SQLite: how many a second, and the share of what a hand-written loop of the same rows reaches. Medians of the rounds. */
export async function benchStorage(): Promise<void> {
  const commits: Commit[] = [];
  // The first commit notes the rules in use, and no client.
  const see = (commit: Commit) => commit.clients.length > 0 && commits.push(commit);
  await (await shellOn(await staffed(memoryStore()), see))();
  const runs = Object.entries(contenders(commits));
  const rates = new Map<string, number[]>(runs.map(([name]) => [name, []]));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [name, contender] of runs) {
      const rate = await rateOf(contender, commits.length);
      if (round >= 0) rates.get(name)?.push(rate);
    }
  }
  const [baseline = []] = rates.values();
  for (const [name, own] of rates) {
    const share = median(own.map((rate, round) => rate / (baseline[round] as number)));
    const figures = `${Math.round(median(own)).toLocaleString('en').padStart(7)} commits/s ${share.toFixed(2).padStart(6)}`;
    console.log(`${`SQLite, ${name}`.padEnd(64)} ${figures}  (at least 0.5)`);
  }
}

async function rateOf(
  contender: (database: Connection) => Promise<() => unknown>,
  commits: number,
): Promise<number> {
  const { connect, remove } = tempDatabase();
  try {
    const database = connect();
    const run = await contender(database);
    const start = performance.now();
    await run();
    return (commits / (performance.now() - start)) * 1_000;
  } finally {
    remove();
  }
}

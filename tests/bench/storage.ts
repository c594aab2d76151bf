import type { Commit } from '../../src/storage/port.ts';
import { sqliteStore } from '../../src/storage/sql/index.ts';
import { at, clientChange, commitOf, outcome, tenant } from '../storage/samples.ts';
import type { Connection } from '../storage/sqlite/temp-database.ts';
import { tempDatabase } from '../storage/sqlite/temp-database.ts';
import { handWrittenCommit } from './hand-written-sqlite.ts';

const CLIENTS = 300;
const ROUNDS = 4;

interface Command {
  readonly commit: Commit;
  /** Whether the client's holder or state changes. */
  readonly moved: boolean;
}

type Writer = (command: Command) => Promise<void> | void;

/** How each contender writes, on a database that has the tables, indexes and pragmas already. */
const contenders: Readonly<Record<string, (database: Connection) => Promise<Writer> | Writer>> = {
  'hand-written libsql': (database) => {
    const write = handWrittenCommit(database, tenant);
    return ({ commit, moved }) => write(commit, moved);
  },
  'sqliteStore.commit': async (database) => {
    const store = sqliteStore({ database });
    await store.migrate();
    return ({ commit }) => store.commit(tenant, commit);
  },
  // The shell comes here. Record its commits with a store that wraps this one, so that all three write the same rows.
};

/** Commits of single commands: operations per second, and the share of what a hand-written loop reaches. Best of some rounds. */
export async function benchStorage(): Promise<void> {
  const commands = Array.from({ length: CLIENTS }, (_, index) => lifeOf(`client-${index}`)).flat();
  const best = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, writer] of Object.entries(contenders)) {
      const rate = await rateOf(writer, commands);
      best.set(name, Math.max(best.get(name) ?? 0, rate));
    }
  }
  const [baseline = 0] = best.values();
  for (const [name, rate] of best) {
    console.log(`storage  ${name.padEnd(24)} ${Math.round(rate)} commits/s  ${(rate / baseline).toFixed(2)}`);
  }
}

async function rateOf(
  writerOn: (database: Connection) => Promise<Writer> | Writer,
  commands: readonly Command[],
): Promise<number> {
  const { connect, remove } = tempDatabase();
  try {
    const database = connect();
    await sqliteStore({ database }).migrate();
    const write = await writerOn(database);
    const start = performance.now();
    for (const command of commands) await write(command);
    return (commands.length / (performance.now() - start)) * 1_000;
  } finally {
    remove();
  }
}

/** Registered, spoken with twice, handed over, spoken with again: a client's first five commands. */
function lifeOf(id: string): Command[] {
  const shape = { dueAt: at, state: 'cold', custody: { telemarketer: 'petrov' }, more: facts };
  const handed = { ...shape, state: 'lead', custody: { developmentSpecialist: 'ivanova' } };
  const changes = [
    clientChange({ id, ...shape }),
    clientChange({ id, from: 1, ...shape }),
    clientChange({ id, from: 2, ...shape }),
    clientChange({ id, from: 3, events: 2, ...handed }),
    clientChange({ id, from: 5, ...handed }),
  ];
  return changes.map((change, index) => ({
    commit: commitOf([change], { outcomes: [outcome(`${id}/${index}`)] }),
    moved: index === 0 || index === 3,
  }));
}

const facts = {
  facts: Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`fact${index}`, { value: index, source: 'petrov', at }]),
  ),
};

import { type Client, type ClientEvent, type Conveyor, defineConveyor, type Store } from 'sales-conveyor';
import { createMigration } from 'sales-conveyor/blueprints';
import { mixed } from 'sales-conveyor/presets';
import { commandSchema } from 'sales-conveyor/schema';
import { sqliteStore } from 'sales-conveyor/sql';
import { tempDatabase } from '../storage/sqlite/temp-database.ts';

const now = '2026-03-02T10:00:00.000Z';
const DAY = 86_400_000;
const tenant = 'default';
const before = mixed({ overdue: { kind: 'fixed', after: { days: 60 } } });
const from = defineConveyor(before);
const to = defineConveyor({
  ...before,
  version: before.version + 1,
  cadence: { ...before.cadence, overdue: { kind: 'fixed', after: { months: 2 } } },
});

/** Lives of different lengths and fates, of which all stored clients are copies. */
function models(conveyor: Conveyor): { client: Client; history: ClientEvent[] }[] {
  return Array.from({ length: 50 }, (_, n) => {
    const history: ClientEvent[] = [];
    let client: Client | undefined;
    const run = (input: object, daysAgo: number) => {
      const at = new Date(Date.parse(now) - daysAgo * DAY).toISOString();
      const command = commandSchema.parse({ clientId: 'client', ...input });
      const outcome = conveyor.decide(client, command, { now: at, by: { id: 'import', roles: ['import'] } });
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
      client = conveyor.evolveAll(client, outcome.events);
      history.push(...outcome.events);
    };
    run({ type: 'register', source: n % 3 === 0 ? 'cold' : 'existing' }, 700);
    run({ type: 'recordPerson', personId: 'p', name: 'Somebody', part: 'decisionMaker' }, 650);
    for (let i = 0; i < (n % 3 === 0 ? 0 : 4 + (n % 12)); i++) {
      const placedAt = new Date(Date.parse(now) - (640 - i * 40) * DAY).toISOString();
      run(
        {
          type: 'recordOrder',
          order: { id: `o-${i}`, placedAt, total: { amount: 10_000, currency: 'EUR' } },
        },
        640 - i * 40,
      );
    }
    return { client: client as unknown as Client, history };
  });
}

async function fill(store: Store, clients: number): Promise<void> {
  const lives = models(from);
  for (let done = 0; done < clients; done += 1_000) {
    const batch = Array.from({ length: Math.min(1_000, clients - done) }, (_, i) => {
      const clientId = `client-${String(done + i).padStart(7, '0')}`;
      const life = lives[i % lives.length] as (typeof lives)[number];
      const client = { ...life.client, id: clientId };
      const history = life.history.map((event, n) => ({ ...event, id: `${clientId}#${n + 1}`, clientId }));
      const dueAt = from.nextDueAt(client);
      return {
        expected: { is: 'absent' } as const,
        snapshot: client,
        events: history,
        ...(dueAt !== undefined && { dueAt }),
      };
    });
    await store.commit(tenant, { clients: batch, employees: [], outcomes: [], documents: [] });
  }
}

/**
 * A dry run over stored clients on SQLite where all deadlines of purchase rhythm move, then the migration itself and its undoing, per
 * 1,000 clients.
 */
export async function benchMigration(clients = 5_000): Promise<void> {
  const { connect, remove } = tempDatabase();
  try {
    const store = sqliteStore({ database: connect() });
    await store.migrate();
    await fill(store, clients);
    const migration = createMigration({ from, to, store, clock: () => now });
    const timed = async (what: string, target: string, work: () => Promise<unknown>) => {
      const start = performance.now();
      await work();
      const ms = performance.now() - start;
      const figure = `${((ms / clients) * 1_000).toFixed(1).padStart(8)} ms per 1,000`;
      console.log(`${`${what}, ${clients} clients on SQLite`.padEnd(64)} ${figure}  (${target})`);
    };
    await timed('dry run of a migration', 'at most 100', async () => {
      const { clients: found, nextSteps } = await migration.preview();
      if (found !== clients || nextSteps.clients === 0)
        throw new Error(`Found ${found}, ${nextSteps.clients} change`);
    });
    const done = ({ ok }: { readonly ok: boolean }) => {
      if (!ok) throw new Error('The migration was refused');
    };
    const options = { by: 'import', batchSize: 500 };
    await timed('a migration', 'not asked for', async () => done(await migration.apply(options)));
    await timed('undoing it', 'not asked for', async () => done(await migration.undo(options)));
  } finally {
    remove();
  }
}

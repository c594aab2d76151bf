/**
 * Webhooks by an outbox: each event of the log becomes one letter, in the transaction that moves the position, and is taken once by
 * its id, although letters and answers get lost on the way.
 */
import Database from 'libsql';
import { createSales, defineConveyor, labelIn } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { type SqliteDatabaseLike, sqliteStore } from 'sales-conveyor/sql';
import { openSubscriptions } from 'sales-conveyor/subscriptions';
import { readLocale } from '../shared/locale.ts';
import { createOutbox, sendLetters, writeLetters } from './outbox.ts';

const { say, locale } = readLocale('15-webhooks');
const database = new Database(':memory:');
const store = sqliteStore({ database });
await store.migrate();
createOutbox(database);

const clock = () => new Date('2026-03-02T09:00:00Z');
const conveyor = defineConveyor(mixed());
const sales = createSales({ conveyor, store, clock });
const subscriptions = openSubscriptions(sales);

await sales.employees.hire({ id: 'tanya', roles: ['telemarketer'], hoursPerMonth: 130 });
for (let i = 1; i <= 5; i++) {
  const clientId = `client-${i}`;
  await sales.clients.register({ id: clientId, source: 'lead' }, { by: 'import' });
  const assign = { type: 'assignHolder', clientId, role: 'telemarketer', employeeId: 'tanya' } as const;
  await sales.execute(assign, { by: 'tanya' });
  await sales.execute({ type: 'transfer', clientId, transfer: 'startQualification' }, { by: 'tanya' });
}

/** The other system, behind a bad line: every third request is lost, and so is every fourth answer. */
const taken = new Map<string, string>();
let requests = 0;
async function post({ id, body }: { readonly id: string; readonly body: string }): Promise<void> {
  requests++;
  if (requests % 3 === 0) throw new Error('the request was lost');
  // In a service: fetch(url, { method: 'POST', headers: { 'idempotency-key': id }, body }), and its receiver keeps the keys.
  if (!taken.has(id)) taken.set(id, body);
  if (requests % 4 === 0) throw new Error('the answer was lost');
}

/** What a schedule does: letters are written, then sent; whatever is left over is sent the next time. */
async function deliver(): Promise<number> {
  await subscriptions.project<SqliteDatabaseLike>('webhooks', writeLetters);
  return sendLetters(database, post);
}

let runs = 0;
for (let sent = 0; sent < 5; runs++) sent += await deliver();
console.log(
  say(
    `5 events, ${requests} requests in ${runs} runs, ${taken.size} taken`,
    `событий: 5, запросов: ${requests} (запусков: ${runs}), принято: ${taken.size}`,
  ),
);
const again = await deliver();
const { events } = await subscriptions.lag('webhooks');
console.log(say(`left: ${again + events}`, `осталось: ${again + events}`));
for (const [id, body] of taken) {
  const { to }: { readonly to: string } = JSON.parse(body);
  console.log(id, labelIn(conveyor.blueprint.states[to]?.label ?? to, locale));
}
database.close();

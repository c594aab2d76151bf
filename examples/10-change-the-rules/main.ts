import { createSales, memoryStore } from 'sales-conveyor';
import { createMigration, describeDiff, describeUnmapped } from 'sales-conveyor/blueprints';
import { replay, StoryClock } from '../01-northwind/replay.ts';
import { dayIn, readLocale } from '../shared/locale.ts';
import { now, old } from './rules.ts';

const { dictionary, locale, say } = readLocale('10-change-the-rules');

const day = '1997-03-31';
const store = memoryStore();
const clock = new StoryClock();
await replay(createSales({ conveyor: old, store, clock: clock.now }), clock, day, () => {});

console.log(
  `${say('What changes', 'Что меняется')}:\n${describeDiff(old.blueprint, now.blueprint, { dictionary })}`,
);

const migration = createMigration({ from: old, to: now, store, clock: clock.now });
const { clients, unmapped, nextSteps } = await migration.preview();
console.log(
  say(
    `\nDry run: ${clients} clients, ${unmapped.length} open questions, ${nextSteps.clients} get other next steps.`,
    `\nПроба: клиентов: ${clients}, открытых вопросов: ${unmapped.length}, другой следующий шаг: ${nextSteps.clients}.`,
  ),
);
for (const { clientId, dueAt } of nextSteps.examples.slice(0, 3)) {
  const [before, after] = [dueAt.before, dueAt.after].map((at) => dayIn(locale, at ?? ''));
  console.log(`  ${clientId}: ${say('due on', 'срок')} ${before} → ${after}`);
}

const migrated = await migration.apply({ by: 'head', batchSize: 20 });
const count = migrated.ok && migrated.clients;
console.log(say(`\nMigrated: ${count} clients.`, `\nПереведено клиентов: ${count}.`));

const sales = createSales({ conveyor: now, store, clock: clock.now });
const due = await sales.runDue();
const inState = async (state: string) =>
  (await sales.census()).states.find((one) => one.state === state)?.clients ?? 0;
console.log(
  say(
    `By the new rules time moves ${due.clients} clients, ${await inState('toRemind')} are to be reminded.`,
    `По новым правилам время переводит клиентов: ${due.clients}, напомнить о себе: ${await inState('toRemind')}.`,
  ),
);

// Whom the clock alone has moved comes back by itself. Where people have moved somebody to what is new, they decide.
await sales.execute(
  { type: 'override', clientId: 'AROUT', to: 'toRemind', reason: 'asked to be called' },
  { by: 'head' },
);
const undone = await migration.undo({ by: 'head' });
if (!undone.ok && 'unmapped' in undone) {
  console.log(say('\nUndoing it asks:', '\nЧтобы отменить, нужно решить:'));
  for (const unmapped of undone.unmapped)
    console.log(`  ${describeUnmapped(unmapped, { dictionary, conveyor: now })}`);
}
const decisions = { states: { toRemind: 'regular' }, transfers: { forgotten: 'becomeOverdue' } };
const back = await migration.undo({ by: 'head', decisions });
if (back.ok) {
  const restored = back.clients - back.movedOn.length;
  console.log(
    say(
      `\nUndone: ${restored} clients are where the old rules have them, ${back.movedOn.length} goes back as decided.`,
      `\nОтменено: по прежним правилам — ${restored}, по решению — ${back.movedOn.length}.`,
    ),
  );
}
await store.close();

import { createSales, memoryStore } from 'sales-conveyor';
import { createMigration, describeDiff, describeUnmapped } from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import { replay, StoryClock } from '../01-northwind/replay.ts';
import { now, old } from './rules.ts';

const day = '1997-03-31';
const store = memoryStore();
const clock = new StoryClock();
await replay(createSales({ conveyor: old, store, clock: clock.now }), clock, day, () => {});

console.log(`What changes:\n${describeDiff(old.blueprint, now.blueprint, { dictionary: en })}`);

const migration = createMigration({ from: old, to: now, store, clock: clock.now });
const { clients, unmapped, nextSteps } = await migration.preview();
console.log(
  `\nDry run: ${clients} clients, ${unmapped.length} open questions, ${nextSteps.clients} get other next steps.`,
);
for (const { clientId, dueAt } of nextSteps.examples.slice(0, 3)) {
  console.log(`  ${clientId}: due on ${dueAt.before?.slice(0, 10)} → ${dueAt.after?.slice(0, 10)}`);
}

const migrated = await migration.apply({ by: 'head', batchSize: 20 });
console.log(`\nMigrated: ${migrated.ok && migrated.clients} clients.`);

const sales = createSales({ conveyor: now, store, clock: clock.now });
const due = await sales.runDue();
const inState = async (state: string) =>
  (await sales.census()).states.find((one) => one.state === state)?.clients ?? 0;
console.log(
  `By the new rules time moves ${due.clients} clients, ${await inState('toRemind')} are to be reminded.`,
);

const undone = await migration.undo({ by: 'head' });
if (!undone.ok) {
  console.log('\nUndoing it asks:');
  for (const unmapped of undone.unmapped)
    console.log(`  ${describeUnmapped(unmapped, { dictionary: en, conveyor: now })}`);
}
const decisions = { states: { toRemind: 'regular' }, transfers: { forgotten: 'becomeOverdue' } };
const back = await migration.undo({ by: 'head', decisions });
if (back.ok) {
  const restored = back.clients - back.movedOn.length;
  console.log(
    `\nUndone: ${restored} clients are exactly as before, ${back.movedOn.length} go back as decided.`,
  );
}
await store.close();

import * as fc from 'fast-check';
import { memoryStore } from 'sales-conveyor';
import { defineWork, type WorkInput } from 'sales-conveyor/work';
import { expect, test } from 'vitest';
import { at, conveyor, order } from '../service/department.ts';
import { Desk, deskDocument } from './open-desk.ts';

const cards = ['a', 'b', 'c', 'd'] as const;
type Card = (typeof cards)[number];

/** Which card is merged into which: all that the model knows. */
type Merges = Map<Card, Card>;
const survivor = (merges: Merges, card: Card): Card => {
  const into = merges.get(card);
  return into === undefined ? card : survivor(merges, into);
};

/** Whatever is shipped is checked, too. */
const checking: WorkInput['tasks'][string] = {
  label: 'checking',
  queue: 'store',
  opens: ['seller'],
  opensOn: [{ event: 'orderShipped' }],
  service: [{ name: 'usual', resolve: { workingHours: 4 } }],
};
const work = defineWork(conveyor, { ...deskDocument, tasks: { ...deskDocument.tasks, checking } });

async function department() {
  const all = await new Desk(memoryStore(), work).staff();
  for (const id of cards) await all.client(id);
  await all.desk.runDue();
  return all;
}

const merge = (clientId: Card, duplicateId: Card) =>
  ({ type: 'mergeDuplicate', clientId, duplicateId }) as const;
const unmerge = (clientId: Card, duplicateId: Card) =>
  ({ type: 'unmergeDuplicate', clientId, duplicateId }) as const;

const clientOf = async (all: Desk, taskId: string) => (await all.desk.get(taskId))?.clientId;

test('a chain of merges is unwound step by step', async () => {
  const all = await department();
  await all.open('t', 'a');
  const found: (string | undefined)[] = [];
  for (const command of [merge('b', 'a'), merge('c', 'b'), unmerge('c', 'b'), unmerge('b', 'a')]) {
    await all.do(command);
    await all.desk.runDue();
    found.push(await clientOf(all, 't'));
  }
  expect(found).toEqual(['b', 'c', 'b', 'a']);
  expect(all.desk.work.replay(await all.desk.history('t'))).toEqual(await all.desk.get('t'));
});

test('merges that are undone and made again in turn leave a task where its card is', async () => {
  const all = await department();
  await all.open('t', 'a');
  for (const command of [merge('b', 'a'), unmerge('b', 'a'), merge('c', 'a'), merge('b', 'c')]) {
    await all.do(command);
    await all.desk.runDue();
  }
  expect(await clientOf(all, 't')).toBe('b');
  await all.do(unmerge('b', 'c'));
  await all.do(unmerge('c', 'a'));
  await all.desk.runDue();
  expect(await clientOf(all, 't')).toBe('a');
});

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('merge'), card: fc.nat(3), other: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('unmerge'), card: fc.nat(3), other: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('order'), card: fc.nat(3), other: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ship'), card: fc.nat(3), other: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open'), card: fc.nat(3), other: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('runDue'), card: fc.nat(3), other: fc.nat(3) }) },
);

test('law: whatever is merged and undone, and whenever the log is followed, a task ends with its card', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
      const all = await department();
      const merges: Merges = new Map();
      const orders: { readonly id: string; readonly card: Card }[] = [];
      /** Whose every task is: the card that its order, or it itself, is of. */
      const cardOf = new Map<string, Card>();
      for (const [i, { do: what, card: n, other }] of steps.entries()) {
        all.now = at(0, i / 60);
        const card = cards[n] as Card;
        const there = cards[other % 4] as Card;
        const isMerged = (one: Card) => merges.has(one);
        const ordered = orders.length > 0 ? orders[other % orders.length] : undefined;
        if (what === 'runDue') await all.desk.runDue();
        if (what === 'merge' && card !== there && !isMerged(card) && !isMerged(there)) {
          await all.do(merge(card, there));
          merges.set(there, card);
        }
        if (what === 'unmerge' && merges.get(there) === card && !isMerged(card)) {
          await all.do(unmerge(card, there));
          merges.delete(there);
        }
        if (what === 'order' && !isMerged(card)) {
          await all.do(order(card, `o${i}`, all.now));
          orders.push({ id: `o${i}`, card });
          cardOf.set(`shipping o${i}`, card);
        }
        if (what === 'ship' && ordered) {
          const { id, card: theirs } = ordered;
          const command = { type: 'shipOrder', clientId: survivor(merges, theirs), orderId: id } as const;
          const shipped = await all.sales.execute(command, { by: 'head' });
          if (shipped.ok) cardOf.set(`checking ${id}`, theirs);
        }
        if (what === 'open') {
          const about =
            ordered && survivor(merges, ordered.card) === survivor(merges, card) ? ordered : undefined;
          const clientId = survivor(merges, card);
          const taskId = `t${i}`;
          const task = { type: 'open', taskType: 'order', taskId, clientId } as const;
          await all.told('anna', { ...task, ...(about && { orderId: about.id }) });
          cardOf.set(taskId, about?.card ?? clientId);
        }
      }
      await all.desk.runDue();
      const found: Record<string, string> = {};
      for (const id of cards) {
        for (const task of (await all.desk.ofClient(id)).tasks) {
          expect(task.clientId).toBe(id);
          found[task.openedBy === 'system' ? `${task.type} ${task.orderId}` : task.id] = id;
        }
      }
      const told = [...cardOf].map(([task, card]) => [task, survivor(merges, card)]);
      expect(found).toEqual(Object.fromEntries(told));
    }),
    { seed: 18, numRuns: 80 },
  );
});

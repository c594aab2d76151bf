import { describe, expect, test } from 'vitest';
import { at, conveyor, denis, head, importer, ordered, shipped, stages, tanya } from '../department.ts';
import { buyerStory, order, type Step, type Story, storyOf } from '../story.ts';

const twinOf = (given: Parameters<typeof storyOf>[0]) => storyOf(given, conveyor, 'twin');
const merge = (survivor: Story, duplicate: Story, when: string) =>
  survivor.merge(duplicate, 'mergeDuplicate', when);
const unmerge = (survivor: Story, duplicate: Story, when: string) => {
  survivor.merge(duplicate, 'unmergeDuplicate', when);
  for (const { client, history } of [survivor, duplicate]) expect(conveyor.replay(history)).toEqual(client);
};
const undoing = ({ history }: Story) => history.findLast(({ type }) => type === 'duplicateUnmerged');
const window: Step = { type: 'recordWindow', windowId: 'w', category: 'dairy', decidesAt: at('09-01') };

describe('undoing a merge gives back what was recorded meanwhile', () => {
  test("about the duplicate's orders, windows and people: known there, and there only", () => {
    const survivor = storyOf(stages.inEntry);
    const duplicate = twinOf(stages.inQualification);
    duplicate.do(order('t1', at('01-07')), importer, at('01-07'));
    duplicate.do(window, tanya, at('01-07'));
    duplicate.do({ type: 'recordPerson', personId: 'bob', name: 'Bob', part: 'user' }, tanya, at('01-07'));
    merge(survivor, duplicate, at('01-09'));
    survivor.do({ type: 'payOrder', orderId: 't1' }, importer, at('01-10'));
    survivor.do({ type: 'resolveWindow', windowId: 'w', outcome: 'won' }, denis, at('01-10'));
    survivor.do({ type: 'recordPerson', personId: 'bob', name: 'Bob B.', part: 'user' }, denis, at('01-10'));
    survivor.do(
      { type: 'recordContact', channel: 'mail', twoWay: true, personId: 'bob' },
      denis,
      at('01-10', '10:00'),
    );
    survivor.do({ type: 'recordContact', channel: 'mail', twoWay: true }, denis, at('01-10', '11:00'));
    unmerge(survivor, duplicate, at('01-11'));
    const { orders, windows, people, contacts } = duplicate.known;
    expect(orders).toMatchObject({ paid: 1, recent: [{ id: 't1', paidAt: at('01-10') }] });
    expect(windows.w).toMatchObject({ status: 'won', won: 1 });
    expect(people.bob).toMatchObject({ name: 'Bob B.', at: at('01-10') });
    expect(contacts).toMatchObject({ count: 1, lastAt: at('01-10', '10:00') });
    expect(duplicate.history.findLast(({ type }) => type === 'windowWon')?.by).toBe('denis');
    expect(survivor.known).toMatchObject({ orders: { count: 0 }, windows: {}, contacts: { count: 1 } });
    expect(survivor.known.people).not.toHaveProperty('bob');
  });

  test('about what both have, to both', () => {
    const survivor = buyerStory([at('01-05')]);
    const duplicate = buyerStory([], conveyor, 'twin');
    duplicate.do(order('client-1', at('01-05')), importer, at('01-06'));
    merge(survivor, duplicate, at('01-09'));
    survivor.do({ type: 'cancelOrder', orderId: 'client-1' }, importer, at('01-10'));
    unmerge(survivor, duplicate, at('01-11'));
    for (const { known } of [survivor, duplicate])
      expect(known.orders).toMatchObject({ count: 0, cancelled: 1 });
  });

  test('a hold of the duplicate that was released is released', () => {
    const [survivor, duplicate] = [storyOf(stages.inEntry), twinOf(stages.inEntry)];
    duplicate.do({ type: 'placeHold', hold: 'stockOut', reason: 'none left' }, head, at('01-08'));
    merge(survivor, duplicate, at('01-09'));
    survivor.do({ type: 'releaseHold', hold: 'stockOut' }, head, at('01-10'));
    unmerge(survivor, duplicate, at('01-11'));
    expect(duplicate.known).toMatchObject({ holds: {}, pauses: [{ from: at('01-08'), to: at('01-10') }] });
    expect(survivor.known).toMatchObject({ holds: {}, pauses: [] });
  });

  test('through a chain: what came along twice goes back twice', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => buyerStory([at('01-05')], conveyor, id)) as [
      Story,
      Story,
      Story,
    ];
    merge(b, a, at('01-10'));
    merge(c, b, at('01-11'));
    c.do({ type: 'payOrder', orderId: 'a-1' }, importer, at('01-12'));
    unmerge(c, b, at('01-13'));
    unmerge(b, a, at('01-14'));
    expect([a, b, c].map(({ known }) => known.orders.paid)).toEqual([1, 0, 0]);
  });
});

describe('a merge that is undone moves nobody', () => {
  test('a cold card is with its telemarketer still, in the same minute and a month later', () => {
    for (const when of [at('01-09'), at('02-09')]) {
      const survivor = storyOf(stages.cold);
      survivor.do({ type: 'assignHolder', role: 'telemarketer', employeeId: 'toma' }, head, at('01-06'));
      const duplicate = twinOf([...stages.cold, ordered('t1', at('01-07')), shipped('t1', at('01-08'))]);
      const before = survivor.known;
      merge(survivor, duplicate, at('01-09'));
      expect(survivor.state).toBe('rampIn');
      unmerge(survivor, duplicate, when);
      const { state, stateSince, custody } = survivor.known;
      expect({ state, stateSince, custody }).toEqual({
        state: before.state,
        stateSince: before.stateSince,
        custody: before.custody,
      });
      expect(undoing(survivor)).not.toHaveProperty('conflicts');
    }
  });

  test('what people did meanwhile that its own card could have gone through stays done', () => {
    const survivor = storyOf(stages.cold);
    const duplicate = twinOf(stages.cold);
    duplicate.do(order('t1', at('01-07')), importer, at('01-07'));
    merge(survivor, duplicate, at('01-09'));
    survivor.do({ type: 'assignHolder', role: 'telemarketer', employeeId: 'toma' }, head, at('01-10'));
    survivor.do({ type: 'transfer', transfer: 'startQualification' }, head, at('01-11'));
    unmerge(survivor, duplicate, at('01-12'));
    expect(survivor.known).toMatchObject({
      state: 'inQualification',
      stateSince: at('01-11'),
      custody: { telemarketer: { employeeId: 'toma', since: at('01-10') } },
    });
  });

  test('what it could not have gone through stays, and is named', () => {
    const survivor = storyOf(stages.cold);
    const duplicate = twinOf([...stages.cold, ordered('t1', at('01-07')), shipped('t1', at('01-08'))]);
    merge(survivor, duplicate, at('01-09'));
    const [given] = survivor.do(
      { type: 'assignHolder', role: 'developmentSpecialist', employeeId: 'denis' },
      head,
      at('01-10'),
    );
    unmerge(survivor, duplicate, at('01-12'));
    expect(survivor.known.custody).toMatchObject({ developmentSpecialist: { employeeId: 'denis' } });
    expect(undoing(survivor)).toMatchObject({ conflicts: [{ code: 'MOVED_SINCE', eventId: given?.id }] });
  });

  test('facts that both knew stay where they were learned, and are named', () => {
    const [survivor, duplicate] = [storyOf(stages.inEntry), twinOf(stages.qualified)];
    merge(survivor, duplicate, at('01-09'));
    survivor.do({ type: 'learnFacts', facts: { fit: false } }, head, at('01-10'));
    unmerge(survivor, duplicate, at('01-12'));
    expect([survivor, duplicate].map(({ known }) => known.facts.fit?.value)).toEqual([false, true]);
    expect(undoing(survivor)).toMatchObject({ conflicts: [{ code: 'FACTS_STAY', paths: ['fit'] }] });
  });

  test('a holder who has left meanwhile gets nobody back, and is named', () => {
    const survivor = storyOf(stages.inQualification);
    const duplicate = twinOf([...stages.cold, ordered('t1', at('01-07')), shipped('t1', at('01-08'))]);
    merge(survivor, duplicate, at('01-09'));
    survivor.merge(duplicate, 'unmergeDuplicate', at('01-12'), {
      tanya: { roles: ['telemarketer'], leftAt: at('01-10') },
    });
    expect(survivor.known).toMatchObject({
      state: 'inQualification',
      custody: {},
      pool: { name: 'telemarketer' },
    });
    expect(undoing(survivor)).toMatchObject({
      conflicts: [{ code: 'HOLDER_UNFIT', role: 'telemarketer', employeeId: 'tanya' }],
    });
    expect(conveyor.replay(survivor.history)).toEqual(survivor.known);
  });
});

describe('a record that came by a merge', () => {
  const pair = () => {
    const survivor = buyerStory([at('01-05')]);
    const duplicate = buyerStory([at('01-06')], conveyor, 'twin');
    const record = duplicate.history.find(({ type }) => type === 'orderRecorded')?.id ?? '';
    merge(survivor, duplicate, at('01-09'));
    return { survivor, duplicate, record };
  };
  const fold = (...stories: Story[]) => {
    for (const { client, history } of stories) expect(conveyor.replay(history)).toEqual(client);
  };

  test('is corrected on both cards by a correction on the survivor', () => {
    const { survivor, duplicate, record } = pair();
    const placedAt = at('01-08');
    const replacement = {
      type: 'recordOrder',
      clientId: 'client',
      order: { id: 'twin-1', placedAt },
    } as const;
    const correct: Step = { type: 'correctRecord', eventId: record, reason: 'a slip', replacement };
    survivor.doWith(duplicate, correct, at('01-10'));
    for (const { known } of [survivor, duplicate]) expect(known.orders.lastAt).toBe(placedAt);
    fold(survivor, duplicate);
    survivor.doWith(duplicate, { type: 'correctRecord', eventId: record, reason: 'void' }, at('01-10'));
    expect([survivor, duplicate].map(({ known }) => known.orders.count)).toEqual([1, 0]);
    fold(survivor, duplicate);
    unmerge(survivor, duplicate, at('01-11'));
    expect([survivor, duplicate].map(({ known }) => known.orders.count)).toEqual([1, 0]);
  });

  test('under its right number takes along what was told of it on the survivor', () => {
    const { survivor, duplicate, record } = pair();
    survivor.do({ type: 'payOrder', orderId: 'twin-1' }, importer, at('01-10'));
    const order = { id: 'twin-7', placedAt: at('01-08') };
    const replacement = { type: 'recordOrder', clientId: 'client', order } as const;
    const correct: Step = { type: 'correctRecord', eventId: record, reason: 'a slip', replacement };
    survivor.doWith(duplicate, correct, at('01-10'));
    const paid = [{ ...order, paidAt: at('01-10') }];
    expect(survivor.known.orders.recent).toMatchObject([{ id: 'client-1' }, ...paid]);
    fold(survivor, duplicate);
    unmerge(survivor, duplicate, at('01-11'));
    expect(duplicate.known.orders.recent).toMatchObject(paid);
    expect(survivor.known.orders).toMatchObject({ count: 1, paid: 0 });
  });

  test('and was handed back is corrected there only', () => {
    const { survivor, duplicate } = pair();
    const [paid] = survivor.do({ type: 'payOrder', orderId: 'twin-1' }, importer, at('01-10'));
    unmerge(survivor, duplicate, at('01-11'));
    const correct = (eventId = ''): Step => ({ type: 'correctRecord', eventId, reason: 'unpaid' });
    expect(survivor.ask(correct(paid?.id), head, at('01-12'))).toMatchObject([{ code: 'UNKNOWN_RECORD' }]);
    const copy = duplicate.history.find(({ type }) => type === 'orderPaid');
    duplicate.do(correct(copy?.id), head, at('01-12'));
    expect(duplicate.known.orders.paid).toBe(0);
  });
});

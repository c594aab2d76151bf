import { describe, expect, test } from 'vitest';
import { at, conveyor, head, importer } from '../department.ts';
import { buyerStory, order, Story } from '../story.ts';

const day = (n: number) => new Date(Date.parse(at('01-01')) + n * 86_400_000).toISOString();
const days = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => day(from + n));
const fold = (...stories: Story[]) => {
  for (const { client, history } of stories) expect(conveyor.replay(history)).toEqual(client);
};

describe('of a client with more than 200 purchase days', () => {
  test('an order that the snapshot let go of is not counted again by a merge', () => {
    const survivor = buyerStory(days(0, 206));
    const duplicate = buyerStory([], conveyor, 'twin');
    duplicate.do(order('client-2', day(204)), importer, day(205));
    survivor.merge(duplicate, 'mergeDuplicate', day(207));
    expect(survivor.known.orders.count).toBe(206);
    fold(survivor, duplicate);
    survivor.merge(duplicate, 'unmergeDuplicate', day(208));
    fold(survivor, duplicate);
  });

  test('an order that it let go of is not accepted again with another date', () => {
    const survivor = buyerStory(days(0, 206));
    expect(survivor.ask(order('client-2', day(206)), importer, day(207))).toMatchObject([
      { code: 'ORDER_EXISTS', orderId: 'client-2' },
    ]);
    const unaware = (id: string) => () =>
      survivor.ask(order(id, day(206)), importer, day(207), { history: undefined });
    expect(unaware('client-2')).toThrow(expect.objectContaining({ code: 'HISTORY_NEEDED' }));
    expect(unaware('new')()).toEqual([]);
  });

  test('a snapshot of before its ids were kept asks the log, and knows them from its next order on', () => {
    const { known, history } = buyerStory(days(0, 206));
    const { droppedIds, ...orders } = known.orders;
    const story = new Story(conveyor);
    story.history.push(...history);
    story.client = { ...known, orders };
    expect(story.ask(order('client-2', day(206)), importer, day(207))).toMatchObject([
      { code: 'ORDER_EXISTS' },
    ]);
    story.do(order('new', day(206)), importer, day(207));
    expect(story.known.orders.droppedIds).toHaveLength(2048);
    expect(droppedIds).toHaveLength(2048);
    fold(story);
  });

  test('merged into a younger one and parted again, the snapshot is the fold of the log', () => {
    const survivor = buyerStory(days(100, 120));
    const duplicate = buyerStory(days(0, 205), conveyor, 'twin');
    survivor.merge(duplicate, 'mergeDuplicate', day(207));
    fold(survivor, duplicate);
    survivor.do(order('new', day(208)), importer, day(208));
    survivor.do({ type: 'cancelOrder', orderId: 'twin-205' }, importer, day(209));
    fold(survivor);
    survivor.merge(duplicate, 'unmergeDuplicate', day(210));
    expect(duplicate.known.orders).toMatchObject({ count: 204, cancelled: 1 });
    fold(survivor, duplicate);
    duplicate.do({ type: 'placeHold', hold: 'locked', reason: 'x' }, head, day(211));
    fold(duplicate);
  });
});

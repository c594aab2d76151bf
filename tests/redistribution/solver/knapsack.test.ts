import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Knapsack } from '../../../src/redistribution/solver/bound/knapsack.ts';

const item = fc.record({ amount: fc.integer({ min: 0, max: 30 }), gain: fc.integer({ min: -5, max: 40 }) });
type Item = { readonly amount: number; readonly gain: number };

/** The most gain by trying every choice. */
function mostOf([first, ...rest]: readonly Item[], room: number): number {
  if (first === undefined) return 0;
  const without = mostOf(rest, room);
  return first.amount > room ? without : Math.max(without, first.gain + mostOf(rest, room - first.amount));
}

describe('a knapsack', () => {
  test('gains as much as the best of all choices, again and again, and says what it took', () => {
    const knapsack = new Knapsack(10);
    fc.assert(
      fc.property(fc.array(item, { maxLength: 10 }), fc.integer({ min: 0, max: 120 }), (items, room) => {
        knapsack.begin(room);
        for (const [at, { amount, gain }] of items.entries()) knapsack.offer(at, amount, gain);
        const most = knapsack.solve();
        const taken = [...knapsack.taken.subarray(0, knapsack.takenCount)];
        expect(most).toBe(mostOf(items, room));
        expect(new Set(taken).size).toBe(taken.length);
        const sum = (of: (one: Item) => number) =>
          taken.reduce((total, at) => total + of(items[at] as Item), 0);
        expect(sum(({ gain }) => gain)).toBe(most);
        expect(sum(({ amount }) => amount)).toBeLessThanOrEqual(room);
      }),
    );
  });

  test('of many items that gain as much for their amount is solved, however many states that takes', () => {
    const knapsack = new Knapsack(400);
    knapsack.begin(10_000);
    let total = 0;
    for (let at = 0; at < 400; at++) {
      const amount = 51 + 2 * at;
      total += amount;
      knapsack.offer(at, amount, amount);
    }
    expect(total).toBeGreaterThan(10_000);
    expect(knapsack.solve()).toBe(10_000);
  });
});

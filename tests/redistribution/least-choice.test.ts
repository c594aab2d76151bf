import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Choosable, leastChoice } from '../../src/redistribution/check/least-choice.ts';

const choices = fc.array(
  fc.record({ cost: fc.integer({ min: -30, max: 30 }), amount: fc.integer({ min: 0, max: 20 }) }),
  { maxLength: 9 },
);
const limits = fc
  .tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 60 }))
  .map(([least, room]) => ({ least, most: least + room }));

/** The sums of every choice. */
function all([first, ...rest]: readonly Choosable[]): readonly Choosable[] {
  if (!first) return [{ cost: 0, amount: 0 }];
  const others = all(rest);
  return [
    ...others,
    ...others.map(({ cost, amount }) => ({ cost: cost + first.cost, amount: amount + first.amount })),
  ];
}
const leastOf = (list: readonly Choosable[], fits: (amount: number) => boolean) =>
  Math.min(...all(list).flatMap(({ cost, amount }) => (fits(amount) ? [cost] : [])));

describe('the cheapest choice', () => {
  test('is never said to cost more than it does, and with the limit that is in the way exactly that', () => {
    fc.assert(
      fc.property(choices, limits, (list, { least, most }) => {
        const found = leastChoice(list, least, most);
        expect(found).toBeLessThanOrEqual(leastOf(list, (amount) => amount >= least && amount <= most));
        const wanted = list.reduce((sum, { cost, amount }) => sum + (cost < 0 ? amount : 0), 0);
        const whole = leastOf(list, (amount) => (wanted > most ? amount <= most : amount >= least));
        // Nothing taken away from nothing is a nothing below 0.
        if (Number.isFinite(whole)) expect(found + 0).toBe(whole + 0);
      }),
      { numRuns: 500 },
    );
  });

  test('of many that cost as much for their amount is found, however many ways there are', () => {
    const list = Array.from({ length: 300 }, (_, at) => ({ cost: -(51 + 2 * at), amount: 51 + 2 * at }));
    expect(leastChoice(list, 0, 10_000)).toBe(-10_000);
  });

  test('among too many ways to be looked at is not said to cost more than it can', () => {
    // Roots of primes: no two choices come to the same amount.
    const roots = Array.from({ length: 60 }, (_, at) => Math.sqrt(at * at + at + 41));
    const room = roots.reduce((sum, root) => sum + root, 0) / 2;
    const found = leastChoice(
      roots.map((root) => ({ cost: -root, amount: root })),
      0,
      room,
    );
    expect(found).toBeGreaterThanOrEqual(-room - 1e-9);
    expect(found).toBeLessThan(-room + 1e-3);
  });
});

import fc from 'fast-check';
import { type Client, moneyOf } from 'sales-conveyor';
import { describe, expect, test } from 'vitest';
import { type Brought, broughtBy, unite } from '../../../src/client/merge/laws-of-union.ts';
import { arbitraryLife } from '../arbitrary-life.ts';
import { conveyor } from '../department.ts';
import { live } from '../live.ts';

const card = arbitraryLife(conveyor, 20).map((script) => live(conveyor, script).client);
const united = (own: Client, brought: Client): Client => ({ ...own, ...unite(own, broughtBy(brought, own)) });
const forAll = (numRuns: number, law: (...cards: [Client, Client, Client]) => void) =>
  fc.assert(
    fc.property(card, card, card, (a, b, c) => law(a, b, c)),
    { numRuns },
  );

/** What is told apart by ids, so that it can be united twice without counting twice. */
function byId({ facts, people, windows, holds, pauses, moves }: Brought) {
  return { facts, people, windows, holds, pauses, moves: moves ?? [] };
}

/** Which marks each order has, and since when. */
const marks = ({ orders }: Client) =>
  Object.fromEntries(
    orders.recent.map(({ id, placedAt: _, day: __, total: ___, ...marks }) => [
      id,
      Object.entries(marks).sort(),
    ]),
  );

const sums = ({ contacts, handoffs: { received: _, lapsed: __, ...handoffs } }: Client) => ({
  contacts,
  handoffs,
});

describe('the union of two cards', () => {
  test('is the same whichever card survives: reports, holds, pauses, moves, numbers, marks of orders', () => {
    forAll(20, (a, b) => {
      const [there, back] = [united(a, b), united(b, a)];
      expect(byId(there)).toEqual(byId(back));
      expect(sums(there)).toEqual(sums(back));
      expect(marks(there)).toEqual(marks(back));
    });
  });

  test('of a card with itself is the card, but for numbers that nothing tells apart', () => {
    forAll(20, (a) => {
      const twice = united(a, a);
      expect(byId(twice)).toEqual(byId(a));
      const { revenue, ...orders } = a.orders;
      expect(twice.orders).toMatchObject(orders);
      for (const [currency, amount] of Object.entries(revenue)) {
        expect(twice.orders.revenue[currency] ?? 0).toBe(amount);
      }
      expect([twice.wakeAt, twice.pool]).toEqual([a.wakeAt, a.pool]);
      expect(twice.contacts.count).toBe(2 * a.contacts.count);
    });
  });

  test('of three cards is the same in either order', () => {
    forAll(20, (a, b, c) => {
      const [left, right] = [united(united(a, b), c), united(a, united(b, c))];
      expect(byId(left)).toEqual(byId(right));
      expect(sums(left)).toEqual(sums(right));
      expect(marks(left)).toEqual(marks(right));
    });
  });

  test('has every order of either, and counts what it has', () => {
    forAll(20, (a, b) => {
      const { orders } = united(a, b);
      const ids = new Set([...a.orders.recent, ...b.orders.recent].map(({ id }) => id));
      expect(new Set(orders.recent.map(({ id }) => id))).toEqual(ids);
      const purchases = orders.recent.filter(
        (order) =>
          !order.cancelledAt &&
          !order.returnedAt &&
          order.kind !== 'sample' &&
          (!order.money || moneyOf(order).net > 0),
      );
      expect(orders).toMatchObject({
        count: purchases.length,
        moments: new Set(purchases.map(({ day }) => day)).size,
        shipped: purchases.filter(({ shippedAt }) => shippedAt).length,
        paid: purchases.filter((order) =>
          order.money ? moneyOf(order).paid >= moneyOf(order).net : order.paidAt,
        ).length,
      });
      expect(orders.firstAt).toBe(purchases[0]?.placedAt);
      expect(orders.lastAt).toBe(purchases.at(-1)?.placedAt);
      expect(orders.firstShippedAt).toBe(purchases.flatMap(({ shippedAt }) => shippedAt ?? []).toSorted()[0]);
    });
  });
});

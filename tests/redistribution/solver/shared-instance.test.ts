import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ascending } from '../../../src/redistribution/solver/model/ascending.ts';
import { toRows, toSharedRows } from '../../../src/redistribution/solver/model/rows.ts';
import {
  costOf,
  employeeOf,
  kindsOf,
  toInstance,
} from '../../../src/redistribution/solver/model/shared-instance.ts';
import { smallInstances } from './instances.ts';
import { toShared } from './solve-written-out.ts';

test('what is shared says the same of every entry as what is written out, and of what each sum can come to', () => {
  fc.assert(
    fc.property(smallInstances, (instance) => {
      const shared = toShared(instance);
      expect(toInstance(shared)).toEqual(instance);
      expect(toSharedRows(shared)).toEqual(toRows(instance));
      for (let i = 0; i < instance.items; i++) {
        for (let e = instance.start[i] as number; e < (instance.start[i + 1] as number); e++) {
          expect(employeeOf(shared, i, e)).toBe(instance.employee[e]);
          expect(costOf(shared, i, e)).toBe(instance.cost[e]);
        }
      }
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('items are of one kind where lists and amounts are the same, and of none where costs depend on the receiver', () => {
  const instance = {
    items: 5,
    employees: 3,
    start: Int32Array.from([0, 3, 6, 9, 12, 14]),
    employee: Int32Array.from([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1]),
    cost: Float64Array.from([0, 5, 5, 7, 7, 0, 0, 1, 1, 0, 1, 2, 0, 5]),
    current: Int32Array.from([0, 5, 6, 9, 12]),
    measures: [Float64Array.from([4, 4, 6, 4, 4])],
    limits: [],
    balances: [],
  };
  const [first, second, third, fourth, fifth] = kindsOf(toShared(instance), [0]);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
  expect(fourth).toBe(-1);
  expect([first, third]).not.toContain(fifth);
});

test('positions come in the order of their keys, and in their own where keys are equal', () => {
  const keys = fc.array(fc.constantFrom(-0, 0, 1, 2.5, Number.POSITIVE_INFINITY, -3));
  fc.assert(
    fc.property(keys, (given) => {
      const wanted = [...given.keys()].sort((a, b) =>
        given[a] === given[b] ? a - b : (given[a] as number) < (given[b] as number) ? -1 : 1,
      );
      expect([...ascending(Float64Array.from(given))]).toEqual(wanted);
    }),
    { seed: 1, numRuns: 100 },
  );
});

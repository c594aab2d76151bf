import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, FactTest, Operand } from '../../../src/conditions/condition.ts';
import { toFactValue } from '../../../src/conditions/fact-value.ts';
import { type Operator, operatorNames, traitsOf } from '../../../src/conditions/operators.ts';
import type { Store } from '../../../src/storage/port.ts';
import { eur, sampleFacts } from '../../conditions/sample-facts.ts';
import { expectedIds, filled, passingIds } from './asking.ts';
import { misread, nullish, oddInstants, oddNumbers, oddTexts } from './odd-values.ts';

const pairs = [
  { facts: ['note', 'city'], values: oddTexts },
  { facts: ['orders.count', 'orders.planned'], values: oddNumbers },
  {
    facts: ['monthlyVolume', 'creditLimit'],
    values: [...oddNumbers.map(eur), { amount: 1, currency: 'USD' }],
  },
  { facts: ['lastOrderAt', 'contractEndsAt'], values: oddInstants },
] as const;

/** Every value on its own and every test against a value; every pair of values and every test of the one against the other. */
function everything({ facts: [fact, other], values }: (typeof pairs)[number]) {
  const all = [...values, ...nullish];
  const { type } = sampleFacts[fact];
  const literals = values.filter((value) => toFactValue(value, sampleFacts[fact]) !== undefined);
  const against = operatorNames.flatMap((is): FactTest[] => {
    const { of, takes } = traitsOf(is);
    if (!of.includes(type)) return [];
    if (takes === 'nothing') return [{ fact, is }];
    if (takes === 'duration') return [{ fact, is, value: { days: 1 } }];
    if (takes === 'values') return [{ fact, is, value: literals.slice(0, 5) as never }];
    return literals.map((value) => ({ fact, is, value: value as Operand }));
  });
  const takesOther = (is: Operator) =>
    traitsOf(is).of.includes(type) && ['value', 'moment'].includes(traitsOf(is).takes);
  return [
    { records: all.map((value) => ({ [fact]: value })), tests: against },
    {
      records: all.flatMap((one) => all.map((two) => ({ [fact]: one, [other]: two }))),
      tests: operatorNames.filter(takesOther).map((is): FactTest => ({ fact, is, value: { fact: other } })),
    },
  ];
}

/** Where the store and `evaluate` disagree. */
async function disagreements(
  store: Store,
  condition: Condition,
  records: readonly Record<string, unknown>[],
) {
  const [found, expected] = [await passingIds(store, condition, 1_000), expectedIds(records, condition)];
  const differing = [
    ...found.filter((id) => !expected.includes(id)).map((id) => ({ id, found: true })),
    ...expected.filter((id) => !found.includes(id)).map((id) => ({ id, found: false })),
  ];
  return differing.map(({ id, ...how }) => ({ condition, facts: records[Number(id.slice(1))], ...how }));
}

/** A store finds odd values as the conditions in memory see them. */
export function oddValuesOn(name: string, open: () => Promise<Store>): void {
  describe(`odd values on ${name}`, () => {
    it.each(pairs)(
      'takes every odd value of $facts for what it is',
      async (pair) => {
        for (const { records, tests } of everything(pair)) {
          const store = await filled(open, records);
          for (const condition of tests.flatMap((test) => [test, { not: test }])) {
            expect(await disagreements(store, condition, records)).toEqual([]);
          }
        }
      },
      120_000,
    );

    it('tells neighbouring numbers apart, although SQLite reads decimal fractions a little off', async () => {
      const bits = new DataView(new ArrayBuffer(8));
      const next = (value: number) => {
        bits.setFloat64(0, value);
        bits.setBigInt64(0, bits.getBigInt64(0) + 1n);
        return bits.getFloat64(0);
      };
      const some = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), { numRuns: 40, seed: 7 });
      const numbers = [...misread, ...some].filter((value) => Number.isFinite(next(value)));
      const records = numbers.flatMap((value) =>
        [value, next(value)].map((count) => ({ 'orders.count': count })),
      );
      const store = await filled(open, records);
      for (const value of numbers) {
        for (const is of ['atLeast', 'atMost', 'above', 'below', 'equals', 'differs'] as const) {
          expect(await disagreements(store, { fact: 'orders.count', is, value }, records)).toEqual([]);
        }
      }
    });
  });
}

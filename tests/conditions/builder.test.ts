import { describe, expect, test } from 'vitest';
import { all, any, factBuilder, not, now } from '../../src/conditions/builder.ts';
import type { Condition } from '../../src/conditions/condition.ts';
import { type Operator, operatorNames, operators, opposites } from '../../src/conditions/operators.ts';
import { parseCondition } from '../../src/conditions/parse-condition.ts';
import { eur, sampleFacts } from './sample-facts.ts';

const fact = factBuilder<typeof sampleFacts>();

/** Everything that the builder offers, beside the JSON that an editor would store. */
const built: readonly [Condition, unknown][] = [
  [all(), { all: [] }],
  [all(fact('note').present()), { all: [{ fact: 'note', is: 'present' }] }],
  [any(fact('note').absent(), all()), { any: [{ fact: 'note', is: 'absent' }, { all: [] }] }],
  [not(fact('blocked').equals(true)), { not: { fact: 'blocked', is: 'equals', value: true } }],
  [fact('segment').differs('B'), { fact: 'segment', is: 'differs', value: 'B' }],
  [
    fact('segment').equals(fact('formerSegment')),
    { fact: 'segment', is: 'equals', value: { fact: 'formerSegment' } },
  ],
  [fact('orders.count').atLeast(3), { fact: 'orders.count', is: 'atLeast', value: 3 }],
  [
    fact('orders.count').atMost(fact('orders.planned')),
    { fact: 'orders.count', is: 'atMost', value: { fact: 'orders.planned' } },
  ],
  [
    fact('monthlyVolume').above(eur(1)),
    { fact: 'monthlyVolume', is: 'above', value: { amount: 1, currency: 'EUR' } },
  ],
  [
    fact('monthlyVolume').below(fact('creditLimit')),
    { fact: 'monthlyVolume', is: 'below', value: { fact: 'creditLimit' } },
  ],
  [
    fact('orders.count').between(1, fact('orders.planned')),
    {
      all: [
        { fact: 'orders.count', is: 'atLeast', value: 1 },
        { fact: 'orders.count', is: 'atMost', value: { fact: 'orders.planned' } },
      ],
    },
  ],
  [fact('segment').oneOf('A', 'B'), { fact: 'segment', is: 'oneOf', value: ['A', 'B'] }],
  [fact('orders.count').noneOf(1), { fact: 'orders.count', is: 'noneOf', value: [1] }],
  [fact('skills').includes('dairy'), { fact: 'skills', is: 'includes', value: 'dairy' }],
  [fact('tags').includesAny('a', 'b'), { fact: 'tags', is: 'includesAny', value: ['a', 'b'] }],
  [
    fact('skills').includesAll('dairy', 'meat'),
    { fact: 'skills', is: 'includesAll', value: ['dairy', 'meat'] },
  ],
  [fact('note').contains(fact('city')), { fact: 'note', is: 'contains', value: { fact: 'city' } }],
  [fact('note').startsWith('x'), { fact: 'note', is: 'startsWith', value: 'x' }],
  [fact('note').endsWith(''), { fact: 'note', is: 'endsWith', value: '' }],
  [fact('lastOrderAt').before(now), { fact: 'lastOrderAt', is: 'before', value: { now: true } }],
  [
    fact('lastOrderAt').after(fact('contractEndsAt')),
    { fact: 'lastOrderAt', is: 'after', value: { fact: 'contractEndsAt' } },
  ],
  [
    fact('lastOrderAt').withinLast({ days: 60 }),
    { fact: 'lastOrderAt', is: 'withinLast', value: { days: 60 } },
  ],
  [
    fact('lastOrderAt').withinNext({ weeks: 1 }),
    { fact: 'lastOrderAt', is: 'withinNext', value: { weeks: 1 } },
  ],
  [
    fact('lastOrderAt').olderThan({ months: 2 }),
    { fact: 'lastOrderAt', is: 'olderThan', value: { months: 2 } },
  ],
  [
    fact('lastOrderAt').furtherThan({ hours: 4 }),
    { fact: 'lastOrderAt', is: 'furtherThan', value: { hours: 4 } },
  ],
];

describe('the builder', () => {
  test.each(built)('gives the JSON that an editor stores: %j', (condition, json) => {
    expect(condition).toStrictEqual(json);
    expect(parseCondition(condition, sampleFacts)).toEqual(json);
  });

  test('offers every operator', () => {
    const used = new Set(JSON.stringify(built).match(/(?<="is":")\w+/g));
    expect([...used].toSorted()).toEqual(operatorNames.toSorted());
  });
});

test('the opposite of the opposite of an operator is itself, and is held against the same', () => {
  expect(Object.keys(opposites)).toHaveLength(10);
  for (const [name, opposite] of Object.entries(opposites)) {
    expect(opposites[opposite]).toBe(name);
    expect(operators[opposite]).toEqual(operators[name as Operator]);
  }
});

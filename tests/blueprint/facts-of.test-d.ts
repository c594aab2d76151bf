import { type Condition, fact, factsOf, now } from 'sales-conveyor';
import { describe, expectTypeOf, test } from 'vitest';

const label = { en: 'fact', ru: 'факт' };
const own = factsOf({
  segment: { type: 'enum', values: ['A', 'B', 'C'], label },
  tags: { type: 'texts', values: ['new', 'key'], label },
  monthlyVolume: { type: 'money', label },
  staff: { type: 'number', label },
  fit: { type: 'boolean', label },
  industry: { type: 'text', label },
  'contract.endsAt': { type: 'instant', label },
});

describe('a condition on a built-in fact', () => {
  test('is a condition', () => {
    expectTypeOf(fact('orders.count').atLeast(3)).toExtend<Condition>();
    expectTypeOf(fact('orders.lastAt').olderThan({ days: 60 })).toExtend<Condition>();
  });

  test('does not compile for a path that is none', () => {
    // @ts-expect-error
    fact('orders.cuont');
    // @ts-expect-error
    fact('segment');
    // @ts-expect-error
    fact('constructor');
  });

  test('does not compile with an operand of the wrong type', () => {
    // @ts-expect-error
    fact('orders.count').atLeast('three');
    // @ts-expect-error
    fact('orders.revenue').above(1000);
    // @ts-expect-error
    fact('orders.lastAt').olderThan(60);
    // @ts-expect-error
    fact('orders.trend').equals('booming');
    // @ts-expect-error
    fact('cadence.status').oneOf('onTime', 'late');
  });

  test('does not compile with an operator of another type', () => {
    // @ts-expect-error
    fact('orders.count').before(now);
    // @ts-expect-error
    fact('orders.lastAt').atLeast(3);
    // @ts-expect-error
    fact('orders.trend').contains('grow');
  });
});

describe("a condition on a blueprint's own fact", () => {
  test('is a condition, and so is one on a built-in fact beside it', () => {
    expectTypeOf(own.fact('segment').oneOf('A', 'B')).toExtend<Condition>();
    expectTypeOf(own.fact('monthlyVolume').atLeast({ amount: 1, currency: 'EUR' })).toExtend<Condition>();
    expectTypeOf(own.fact('contract.endsAt').after(now)).toExtend<Condition>();
    expectTypeOf(own.fact('tags').includesAny('new', 'key')).toExtend<Condition>();
    expectTypeOf(own.fact('orders.count').atLeast(own.fact('staff'))).toExtend<Condition>();
  });

  test('does not compile for a path that is not declared', () => {
    // @ts-expect-error
    own.fact('segmant');
    // @ts-expect-error
    own.fact('contract');
  });

  test('does not compile with an operand of the wrong type', () => {
    // @ts-expect-error
    own.fact('segment').equals('D');
    // @ts-expect-error
    own.fact('tags').includes('old');
    // @ts-expect-error
    own.fact('monthlyVolume').atLeast({ amount: 1 });
    // @ts-expect-error
    own.fact('fit').equals('yes');
    // @ts-expect-error
    own.fact('industry').startsWith(1);
    // @ts-expect-error
    own.fact('contract.endsAt').withinNext({ decades: 1 });
  });

  test('does not compile where two facts of different types are compared', () => {
    // @ts-expect-error
    own.fact('orders.count').atLeast(own.fact('monthlyVolume'));
    // @ts-expect-error
    own.fact('contract.endsAt').before(own.fact('staff'));
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { all, any, factBuilder, not, now } from '../../src/conditions/builder.ts';
import { compileCondition } from '../../src/conditions/compile-condition.ts';
import type { Condition, Truth } from '../../src/conditions/condition.ts';
import { isConveyorError } from '../../src/errors/conveyor-error.ts';
import { anyCondition, anySubject, anyTest, conditionsOver } from './arbitraries.ts';
import { referenceTruth } from './reference.ts';
import { eur, noon, sampleFacts } from './sample-facts.ts';

const fact = factBuilder<typeof sampleFacts>();
const facts = sampleFacts;

function truthOf(condition: Condition, subject: Readonly<Record<string, unknown>>, timeZone = 'UTC'): Truth {
  return compileCondition<typeof subject>(condition, { facts, timeZone }).evaluate(subject, noon);
}

const yes = all();
const no = not(all());
const unknown = fact('note').equals('x');

describe('three values', () => {
  test.each<[Truth, Condition]>([
    ['yes', all()],
    ['no', not(all())],
    ['no', all(yes, unknown, no)],
    ['no', all(unknown, no)],
    ['unknown', all(yes, unknown)],
    ['unknown', all(unknown, yes, yes)],
    ['unknown', all(yes, yes, yes, unknown)],
    ['unknown', all(yes, unknown, yes, yes, yes, yes)],
    ['no', all(yes, unknown, yes, yes, yes, no)],
    ['yes', all(yes, yes, yes, yes, yes, yes)],
    ['yes', any(no, unknown, yes)],
    ['yes', any(unknown, yes)],
    ['unknown', any(no, unknown)],
    ['unknown', any(unknown, no, no)],
    ['no', any(no, no, no, no, no)],
    ['unknown', not(unknown)],
    ['unknown', any(unknown, not(unknown))],
  ])('%s: %j', (truth, condition) => {
    expect(truthOf(condition, {})).toBe(truth);
  });
});

describe('a fact is unknown', () => {
  test.each([
    ['missing', {}],
    ['undefined', { 'orders.count': undefined }],
    ['null', { 'orders.count': null }],
    ['not a number', { 'orders.count': Number.NaN }],
    ['infinite', { 'orders.count': Number.POSITIVE_INFINITY }],
    ['of another type', { 'orders.count': '3' }],
  ])('when it is %s', (_, subject) => {
    expect(truthOf(fact('orders.count').atLeast(3), subject)).toBe('unknown');
    expect(truthOf(fact('orders.count').equals(3), subject)).toBe('unknown');
    expect(truthOf(fact('orders.count').present(), subject)).toBe('no');
    expect(truthOf(fact('orders.count').absent(), subject)).toBe('yes');
  });

  test('when it is compared with an unknown fact', () => {
    const condition = fact('orders.count').atLeast(fact('orders.planned'));
    expect(truthOf(condition, { 'orders.count': 3 })).toBe('unknown');
    expect(truthOf(condition, { 'orders.count': 3, 'orders.planned': 3 })).toBe('yes');
  });

  test('when it is an instant in another spelling', () => {
    expect(truthOf(fact('lastOrderAt').before(now), { lastOrderAt: '2026-03-14' })).toBe('unknown');
  });

  test('not when it is empty', () => {
    expect(truthOf(fact('note').present(), { note: '' })).toBe('yes');
    expect(truthOf(fact('tags').includes('vip'), { tags: [] })).toBe('no');
  });
});

test('money compares within one currency only', () => {
  const condition = fact('monthlyVolume').atLeast(eur(100));
  expect(truthOf(condition, { monthlyVolume: eur(100) })).toBe('yes');
  expect(truthOf(condition, { monthlyVolume: { amount: 1_000, currency: 'USD' } })).toBe('unknown');
  expect(
    truthOf(fact('monthlyVolume').differs(eur(100)), { monthlyVolume: { amount: 1, currency: 'USD' } }),
  ).toBe('unknown');
  const { monthlyVolume, creditLimit } = { monthlyVolume: eur(5), creditLimit: eur(5) };
  expect(truthOf(fact('monthlyVolume').equals(fact('creditLimit')), { monthlyVolume, creditLimit })).toBe(
    'yes',
  );
});

test('texts compare case-sensitively', () => {
  expect(truthOf(fact('note').contains('Da'), { note: 'Dairy' })).toBe('yes');
  expect(truthOf(fact('note').contains('da'), { note: 'Dairy' })).toBe('no');
  expect(truthOf(fact('note').equals('dairy'), { note: 'Dairy' })).toBe('no');
});

test('an instant in the condition may be written with any offset', () => {
  const condition = fact('lastOrderAt').after('2026-03-15T01:00:00+03:00');
  expect(truthOf(condition, { lastOrderAt: '2026-03-14T22:00:00.001Z' })).toBe('yes');
  expect(truthOf(condition, { lastOrderAt: '2026-03-14T22:00:00.000Z' })).toBe('no');
});

describe('relative to now', () => {
  test.each<[Truth, string]>([
    ['no', '2026-01-15T11:59:59.999Z'],
    ['yes', '2026-01-15T12:00:00.000Z'],
    ['yes', '2026-03-15T12:00:00.000Z'],
    ['no', '2026-03-15T12:00:00.001Z'],
  ])(
    'within the last two months is %s for %s: both ends count, the future does not',
    (truth, lastOrderAt) => {
      expect(truthOf(fact('lastOrderAt').withinLast({ months: 2 }), { lastOrderAt })).toBe(truth);
    },
  );

  test.each<[Truth, string]>([
    ['no', '2026-03-15T11:59:59.999Z'],
    ['yes', '2026-03-15T12:00:00.000Z'],
    ['yes', '2026-03-22T12:00:00.000Z'],
    ['no', '2026-03-22T12:00:00.001Z'],
  ])('within the next week is %s for %s', (truth, contractEndsAt) => {
    expect(truthOf(fact('contractEndsAt').withinNext({ weeks: 1 }), { contractEndsAt })).toBe(truth);
  });

  test('older and further than are strict', () => {
    const older = fact('lastOrderAt').olderThan({ days: 1 });
    expect(truthOf(older, { lastOrderAt: '2026-03-14T12:00:00.000Z' })).toBe('no');
    expect(truthOf(older, { lastOrderAt: '2026-03-14T11:59:59.999Z' })).toBe('yes');
    const further = fact('contractEndsAt').furtherThan({ days: 1 });
    expect(truthOf(further, { contractEndsAt: '2026-03-16T12:00:00.000Z' })).toBe('no');
    expect(truthOf(further, { contractEndsAt: '2026-03-16T12:00:00.001Z' })).toBe('yes');
  });

  test('days are those of the time zone', () => {
    const condition = fact('lastOrderAt').withinLast({ days: 10 });
    const subject = { lastOrderAt: '2026-03-05T12:30:00.000Z' };
    // New York's clocks went forward on 8 March: ten days ago at the same wall time was an hour later.
    expect(truthOf(condition, subject, 'UTC')).toBe('yes');
    expect(truthOf(condition, subject, 'America/New_York')).toBe('no');
  });

  test('the moment may change from one evaluation to the next', () => {
    const { evaluate } = compileCondition(fact('lastOrderAt').withinLast({ days: 1 }), { facts });
    const subject = { lastOrderAt: noon };
    expect(evaluate(subject, noon)).toBe('yes');
    expect(evaluate(subject, '2026-03-17T12:00:00.000Z')).toBe('no');
    expect(evaluate(subject, noon)).toBe('yes');
  });
});

describe('a compiled condition', () => {
  test('names the facts that it reads, each once', () => {
    const condition = all(
      fact('orders.count').atLeast(fact('orders.planned')),
      not(fact('orders.count').equals(1)),
      fact('note').present(),
    );
    expect(compileCondition(condition, { facts }).facts).toEqual(['orders.count', 'orders.planned', 'note']);
  });

  test('reads facts as it is told, with the moment of evaluation', () => {
    const condition = all(fact('orders.count').equals(2), fact('lastOrderAt').equals(noon));
    const { evaluate } = compileCondition<{ readonly orders: readonly string[] }>(condition, {
      facts,
      readerOf: (path) => (subject, at) => (path === 'orders.count' ? subject.orders.length : at),
    });
    expect(evaluate({ orders: ['o-1', 'o-2'] }, noon)).toBe('yes');
  });

  test('is not made from an invalid condition', () => {
    const compile = () => compileCondition({ fact: 'note', is: 'atLeast', value: 3 }, { facts });
    expect(compile).toThrow(expect.toSatisfy((error) => isConveyorError(error, 'INVALID_CONDITION')));
  });
});

describe('laws', () => {
  test('a condition means what the naive interpreter says', () => {
    fc.assert(
      fc.property(anyCondition, anySubject, (condition, subject) => {
        expect(truthOf(condition, subject)).toBe(referenceTruth(condition, facts, subject, noon));
      }),
      { numRuns: 1_000 },
    );
  });

  test('a test means what the naive interpreter says', () => {
    fc.assert(
      fc.property(anyTest, anySubject, (condition, subject) => {
        expect(truthOf(condition, subject)).toBe(referenceTruth(condition, facts, subject, noon));
      }),
      { numRuns: 1_500 },
    );
  });

  test('forgetting a fact makes an answer unknown or leaves it, but never turns it, unless presence is asked for', () => {
    const withoutPresence = conditionsOver(anyTest.filter(({ is }) => is !== 'present' && is !== 'absent'));
    const anyPath = fc.constantFrom(...Object.keys(facts));
    fc.assert(
      fc.property(withoutPresence, anySubject, anyPath, (condition, subject, path) => {
        const before = truthOf(condition, subject);
        const after = truthOf(condition, { ...subject, [path]: undefined });
        expect([before, 'unknown']).toContain(after);
      }),
      { numRuns: 400 },
    );
  });

  test('negation twice is no negation, and De Morgan holds', () => {
    fc.assert(
      fc.property(anyCondition, anyCondition, anySubject, (a, b, subject) => {
        expect(truthOf(not(not(a)), subject)).toBe(truthOf(a, subject));
        expect(truthOf(not(all(a, b)), subject)).toBe(truthOf(any(not(a), not(b)), subject));
      }),
    );
  });
});

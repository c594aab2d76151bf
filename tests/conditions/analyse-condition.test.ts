import fc from 'fast-check';
import {
  all,
  any,
  type CompiledCondition,
  type Condition,
  compileCondition,
  type FactBuilder,
  type FactSchema,
  not,
  now,
} from 'sales-conveyor';
import { type AnalysisOptions, analyseCondition, implies, workBudget } from 'sales-conveyor/blueprints';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { factBuilder } from '../../src/conditions/builder.ts';
import { anyCondition, anySubject, anyTest } from './arbitraries.ts';
import { eur, noon, sampleFacts } from './sample-facts.ts';

const fact: FactBuilder<typeof sampleFacts> = factBuilder();
const usd = (amount: number) => ({ amount, currency: 'USD' });
const verdictOf = (condition: Condition, options?: AnalysisOptions) =>
  analyseCondition(condition, sampleFacts, options).verdict;
const compiled = new Map<string, CompiledCondition<object>>();
function truthOf(condition: Condition, facts: object, at = noon, timeZone = 'UTC') {
  const key = `${timeZone} ${JSON.stringify(condition)}`;
  const ready =
    compiled.get(key) ??
    compileCondition<object>(condition, { facts: sampleFacts, timeZone, readerOf: readRecord });
  compiled.set(key, ready);
  return ready.evaluate(facts, at);
}
const readRecord = (path: string) => (record: object) => record[path as keyof object];

/** A value of the right type that the declaration does not admit is outside of what analysis speaks of. */
const declaredSubject = anySubject.map((subject) =>
  Object.fromEntries(
    Object.entries(subject).filter(
      ([path, value]) => !(value === '2026-03-15' && /segment|Segment/.test(path)),
    ),
  ),
);

const impossible: Record<string, Condition> = {
  'a number above its upper limit': all(fact('orders.count').atLeast(3), fact('orders.count').below(3)),
  'a number that is two numbers': all(fact('orders.count').equals(1), fact('orders.count').equals(2)),
  'a circle of facts each above the next': all(
    fact('orders.count').above(fact('orders.planned')),
    fact('orders.planned').atLeast(fact('paymentDelay')),
    fact('paymentDelay').atLeast(fact('orders.count')),
  ),
  'a number that is none of the values left to it': all(
    fact('orders.count').oneOf(1, 2),
    fact('orders.count').noneOf(2, 3),
    fact('orders.count').differs(1),
  ),
  'a fact above itself': fact('orders.count').above(fact('orders.count')),
  'a known fact that is not known': all(fact('note').absent(), fact('note').startsWith('a')),
  'money in two currencies': all(
    fact('monthlyVolume').atLeast(eur(1)),
    fact('monthlyVolume').atLeast(usd(1)),
  ),
  'money between two whole cents': all(
    fact('monthlyVolume').above(eur(1)),
    fact('monthlyVolume').below(eur(2)),
  ),
  'money against money in another currency': all(
    fact('monthlyVolume').equals(fact('creditLimit')),
    fact('monthlyVolume').equals(eur(1)),
    fact('creditLimit').equals(usd(1)),
  ),
  'a value of an enum when all are excluded': fact('segment').noneOf('A', 'B', 'C'),
  'two enums that share no value': all(
    fact('segment').equals(fact('formerSegment')),
    fact('segment').equals('A'),
    fact('formerSegment').oneOf('B', 'C'),
  ),
  'a flag that is both': all(fact('blocked').equals(true), fact('blocked').differs(true)),
  'a text with two beginnings': all(fact('note').startsWith('ab'), fact('note').startsWith('b')),
  'a text with two ends': all(fact('note').endsWith('a'), fact('note').endsWith('b')),
  'a text that has what it has not': all(fact('note').equals('cabin'), not(fact('note').contains('ab'))),
  'a text whose beginning has what it has not': all(
    fact('note').startsWith('cab'),
    not(fact('note').contains('ab')),
  ),
  'a text without the empty text': not(fact('note').contains('')),
  'a list that has what it has not': all(fact('tags').includesAll('a', 'b'), not(fact('tags').includes('a'))),
  'a list that has no item of any': all(
    fact('skills').includesAny('dairy', 'meat'),
    not(fact('skills').includesAny('meat', 'dairy')),
  ),
  'a moment before itself': fact('lastOrderAt').before(fact('lastOrderAt')),
  'a moment in the last week that is two weeks old': all(
    fact('lastOrderAt').withinLast({ weeks: 1 }),
    fact('lastOrderAt').olderThan({ days: 14 }),
  ),
  'a moment past and ahead': all(
    fact('lastOrderAt').before(now),
    fact('lastOrderAt').withinNext({ days: 3 }),
  ),
  'a moment older than two months within 50 days': all(
    fact('lastOrderAt').olderThan({ months: 2 }),
    fact('lastOrderAt').withinLast({ days: 50 }),
  ),
  'a moment older than 32 days within the month': all(
    fact('lastOrderAt').olderThan({ days: 32 }),
    fact('lastOrderAt').withinLast({ months: 1 }),
  ),
  'a moment before the calendar begins': fact('lastOrderAt').before('0000-01-01T00:00:00.000Z'),
  'the negation of what is always so': not(all()),
  'a choice none of whose parts can be': any(
    all(fact('blocked').equals(true), fact('blocked').equals(false)),
    fact('segment').noneOf('A', 'B', 'C'),
  ),
};

/** Near twins of the above, and what only looks impossible. */
const possible: Record<string, Condition> = {
  'a number at its limit': all(fact('orders.count').atLeast(3), fact('orders.count').atMost(3)),
  'a number between two whole ones': all(fact('orders.count').above(1), fact('orders.count').below(2)),
  'a circle of facts all equal': all(
    fact('orders.count').atLeast(fact('orders.planned')),
    fact('orders.planned').atLeast(fact('paymentDelay')),
    fact('paymentDelay').atLeast(fact('orders.count')),
  ),
  'a number with a value left to it': all(
    fact('orders.count').oneOf(1, 2),
    fact('orders.count').noneOf(2, 3),
  ),
  'numbers all different': all(
    fact('orders.count').differs(fact('orders.planned')),
    fact('orders.count').differs(fact('paymentDelay')),
    fact('orders.planned').differs(fact('paymentDelay')),
    fact('orders.count').between(0, 1),
  ),
  'decimals that a sum would round': all(
    fact('orders.count').between(0.1, 0.1),
    fact('orders.planned').between(0.7, 0.7),
    fact('paymentDelay').between(0.3, 0.3),
  ),
  'money of some currency': not(fact('monthlyVolume').atLeast(eur(1))),
  'two facts of money that cannot be compared': all(
    fact('monthlyVolume').equals(eur(1)),
    fact('creditLimit').equals(usd(1)),
  ),
  'the last value of an enum': fact('segment').noneOf('A', 'B'),
  'enums all different': all(
    fact('segment').differs(fact('formerSegment')),
    fact('segment').differs('A'),
    fact('formerSegment').differs('A'),
  ),
  'a text with a longer beginning': all(fact('note').startsWith('ab'), fact('note').startsWith('abc')),
  'a text with beginning, middle and end': all(
    fact('note').startsWith('ab'),
    fact('note').contains('xx'),
    fact('note').endsWith('b'),
    not(fact('note').contains('bb')),
    not(fact('note').contains('ba')),
  ),
  'texts that differ': all(
    fact('note').differs(fact('city')),
    fact('note').startsWith('a'),
    fact('city').startsWith('a'),
    fact('note').differs('a'),
  ),
  'a text with another text in it': all(
    fact('note').contains(fact('city')),
    fact('city').endsWith('x'),
    fact('note').differs(fact('city')),
  ),
  'a list without an item': all(fact('tags').includes('a'), not(fact('tags').includes('b'))),
  'a list with the value of another fact': all(fact('tags').includes(fact('note')), fact('note').equals('x')),
  'a moment older than a month within 31 days': all(
    fact('lastOrderAt').olderThan({ months: 1 }),
    fact('lastOrderAt').withinLast({ days: 31 }),
  ),
  'a moment between two others': all(
    fact('lastOrderAt').after('2030-01-01T00:00:00Z'),
    fact('lastOrderAt').before(now),
    fact('contractEndsAt').after(fact('lastOrderAt')),
  ),
  'what is unknown is neither so nor not so': all(fact('note').absent(), fact('blocked').equals(false)),
};

describe('a condition is never met', () => {
  it.each(Object.entries(impossible))('where it asks for %s', (_, condition) => {
    expect(verdictOf(condition)).toBe('never');
    expect(verdictOf(not(condition))).not.toBe('never');
  });

  it.each(Object.entries(possible))(
    'but not where it asks for %s: an example is evaluated',
    (_, condition) => {
      const { verdict, example } = analyseCondition(condition, sampleFacts);
      expect(verdict).toBe('sometimes');
      expect(truthOf(condition, example?.facts ?? {}, example?.now)).toBe('yes');
    },
  );

  it('in no time zone that stretches a day: 24 hours are not a day there', () => {
    const dayAndHours = all(
      fact('lastOrderAt').olderThan({ days: 1 }),
      fact('lastOrderAt').withinLast({ hours: 24 }),
    );
    expect(verdictOf(dayAndHours)).toBe('never');
    expect(verdictOf(dayAndHours, { timeZone: 'Europe/Berlin' })).toBe('undecided');
    const spring = { timeZone: 'Europe/Berlin', now: '2026-03-30T00:00:00.000Z' };
    expect(verdictOf(dayAndHours, spring)).toBe('sometimes');
  });
});

describe('a condition is always met', () => {
  it('only where it passes with nothing known', () => {
    expect(verdictOf(all())).toBe('always');
    expect(verdictOf(any(fact('note').present(), fact('note').absent()))).toBe('always');
    expect(verdictOf(any(fact('note').absent(), fact('note').contains('')))).toBe('always');
  });

  it('not where an unknown fact keeps it from passing; that it never comes out no is said apart', () => {
    const covered = any(fact('orders.count').atLeast(3), fact('orders.count').below(3));
    expect(analyseCondition(covered, sampleFacts)).toMatchObject({ verdict: 'sometimes', neverNo: true });
    const gap = any(fact('orders.count').above(3), fact('orders.count').below(3));
    expect(analyseCondition(gap, sampleFacts)).toMatchObject({ verdict: 'sometimes', neverNo: false });
  });

  it('where the fact that would be missing is declared never to be', () => {
    const covered = any(fact('orders.count').atLeast(3), fact('orders.count').below(3));
    expect(verdictOf(covered, { domains: { 'orders.count': { alwaysKnown: true } } })).toBe('always');
    const counts = { 'orders.count': { alwaysKnown: true, whole: true, least: 0 } };
    expect(verdictOf(fact('orders.count').above(-0.5), { domains: counts })).toBe('always');
  });
});

describe('what is known beyond the declarations', () => {
  it('counts: limits, whole numbers, values', () => {
    const between = all(fact('orders.count').above(1), fact('orders.count').below(2));
    expect(verdictOf(between, { domains: { 'orders.count': { whole: true } } })).toBe('never');
    expect(verdictOf(fact('orders.count').below(0), { domains: { 'orders.count': { least: 0 } } })).toBe(
      'never',
    );
    expect(verdictOf(fact('note').equals('x'), { domains: { note: { values: ['a', 'b'] } } })).toBe('never');
    expect(verdictOf(fact('tags').includes('x'), { domains: { tags: { values: ['a'] } } })).toBe('never');
  });

  it('counts: relations between facts', () => {
    const paidWithoutOrder = all(fact('orders.planned').atLeast(2), fact('orders.count').atMost(1));
    expect(verdictOf(paidWithoutOrder)).toBe('sometimes');
    expect(verdictOf(paidWithoutOrder, { notAbove: [['orders.planned', 'orders.count']] })).toBe('never');
    const half = all(fact('note').present(), fact('city').absent());
    expect(verdictOf(half, { knownTogether: [['note', 'city']] })).toBe('never');
  });
});

describe('one condition implies another', () => {
  const yes: [string, Condition, Condition][] = [
    ['a narrower interval', fact('orders.count').atLeast(3), fact('orders.count').above(2)],
    ['a subset', fact('segment').equals('A'), fact('segment').differs('C')],
    ['presence', fact('city').endsWith('x'), fact('city').present()],
    ['a part of it', all(fact('blocked').equals(true), fact('note').present()), fact('blocked').equals(true)],
    [
      'a longer time ago',
      fact('lastOrderAt').olderThan({ months: 3 }),
      fact('lastOrderAt').olderThan({ months: 2 }),
    ],
    ['a beginning', fact('note').startsWith('abc'), fact('note').contains('bc')],
    ['all items', fact('tags').includesAll('a', 'b'), fact('tags').includesAny('b', 'c')],
    ['anything, from what is never so', not(all()), fact('note').present()],
  ];
  it.each(yes)('%s', (_, one, other) => {
    expect(implies(one, other, sampleFacts)).toEqual({ verdict: 'implied' });
    const back = implies(other, one, sampleFacts);
    expect(back.verdict).toBe('notImplied');
    expect(truthOf(other, back.counterexample?.facts ?? {}, back.counterexample?.now)).toBe('yes');
    expect(truthOf(one, back.counterexample?.facts ?? {}, back.counterexample?.now)).not.toBe('yes');
  });

  it('not the same in another currency', () => {
    const inEuros = fact('monthlyVolume').atLeast(eur(100));
    expect(implies(inEuros, not(fact('monthlyVolume').below(eur(100))), sampleFacts).verdict).toBe('implied');
    expect(implies(inEuros, fact('monthlyVolume').atLeast(usd(1)), sampleFacts).verdict).toBe('notImplied');
  });
});

describe('whatever the condition', () => {
  it('never is never yes, always is always yes, and neverNo is never no', () => {
    fc.assert(
      fc.property(
        anyCondition,
        fc.array(declaredSubject, { minLength: 5, maxLength: 20 }),
        (condition, subjects) => {
          const { verdict, neverNo } = analyseCondition(condition, sampleFacts);
          for (const subject of subjects) {
            const truth = truthOf(condition, subject);
            if (verdict === 'never') expect(truth).not.toBe('yes');
            if (verdict === 'always') expect(truth).toBe('yes');
            if (neverNo) expect(truth).not.toBe('no');
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  it('an example passes and a counterexample does not, at the moment that was asked for', () => {
    fc.assert(
      fc.property(anyCondition, fc.boolean(), (condition, atNoon) => {
        const options = atNoon ? { now: noon } : {};
        const { verdict, example, counterexample } = analyseCondition(condition, sampleFacts, options);
        if (example) expect(truthOf(condition, example.facts, example.now)).toBe('yes');
        if (counterexample)
          expect(truthOf(condition, counterexample.facts, counterexample.now)).not.toBe('yes');
        if (verdict === 'sometimes') expect([example, counterexample]).not.toContain(undefined);
        if (atNoon) for (const found of [example, counterexample]) expect(found?.now ?? noon).toBe(noon);
      }),
      { numRuns: 120 },
    );
  });

  it('an implication is never contradicted', () => {
    const pair = fc.oneof(
      fc.tuple(anyTest, anyTest),
      fc.tuple(anyCondition, anyCondition),
      fc.tuple(anyTest, anyTest, anyTest).map(([a, b, c]): [Condition, Condition] => [all(a, b), any(a, c)]),
      anyCondition.map((one): [Condition, Condition] => [one, not(not(one))]),
    );
    fc.assert(
      fc.property(
        pair,
        fc.array(declaredSubject, { minLength: 5, maxLength: 20 }),
        ([one, other], subjects) => {
          const { verdict } = implies(one, other, sampleFacts);
          if (verdict !== 'implied') return;
          for (const subject of subjects) {
            if (truthOf(one, subject) === 'yes') expect(truthOf(other, subject)).toBe('yes');
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  it('hardly any small one stays undecided', () => {
    const verdicts = fc
      .sample(fc.tuple(anyTest, anyTest), { numRuns: 250, seed: 7 })
      .map(([a, b]) => verdictOf(all(a, b)));
    expect(verdicts.filter((verdict) => verdict === 'undecided').length).toBeLessThan(10);
  });

  it('durations on calendars are no exception', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Apia', 'America/Los_Angeles');
    const duration = fc.constantFrom<object>(
      { months: 1 },
      { days: 30 },
      { days: 31 },
      { months: 1, days: 1 },
      { weeks: 4 },
      { hours: 24 },
      { days: 1 },
      { hours: 25 },
      { months: 2 },
      { days: 62 },
      { years: 1 },
      { months: 12, hours: 1 },
    );
    const is = fc.constantFrom<'withinLast' | 'olderThan' | 'withinNext' | 'furtherThan'>(
      'withinLast',
      'olderThan',
      'withinNext',
      'furtherThan',
    );
    const test = fc.record({
      fact: fc.constant('lastOrderAt'),
      is,
      value: duration,
    }) as fc.Arbitrary<Condition>;
    const moment = fc
      .integer({ min: 0, max: 900 })
      .map((n) => new Date(Date.UTC(2010, 10, 1) + n * 43_200_000).toISOString());
    const offset = fc.constantFrom(1, -1, 30, -30, 31, -31, 28, -28, 59, -60, 365, -366);
    fc.assert(
      fc.property(
        test,
        test,
        zone,
        fc.array(fc.tuple(moment, offset, fc.integer({ min: -2, max: 2 })), { minLength: 20 }),
        (a, b, timeZone, moments) => {
          const { verdict } = implies(a, b, sampleFacts, { timeZone });
          const both = analyseCondition(all(a, b), sampleFacts, { timeZone }).verdict;
          for (const [at, shift, hours] of moments) {
            const lastOrderAt = new Date(
              Date.parse(at) + shift * 86_400_000 + hours * 3_600_000,
            ).toISOString();
            const truths = [a, b].map((one) => truthOf(one, { lastOrderAt }, at, timeZone));
            if (verdict === 'implied' && truths[0] === 'yes') expect(truths[1]).toBe('yes');
            if (both === 'never') expect(truths).not.toEqual(['yes', 'yes']);
          }
        },
      ),
      { numRuns: 120 },
    );
  });
});

describe('analysis asks for a valid condition', () => {
  it('and lists what is wrong with another', () => {
    expect(() => analyseCondition({ fact: 'nothing', is: 'present' }, sampleFacts)).toThrow(
      /no fact is called/,
    );
    expect(() => implies(all(), { fact: 'note', is: 'atLeast', value: 1 }, sampleFacts)).toThrow(
      /does not suit/,
    );
  });
});

describe('analysis does no more work than its budget allows', () => {
  const numbers = Array.from({ length: 60 }, (_, n) =>
    any(fact('orders.count').equals(n), fact('orders.planned').equals(n)),
  );
  const lists = Array.from({ length: 60 }, (_, n) => fact('tags').includesAny(`a${n}`, `b${n}`, `c${n}`));
  const texts = Array.from({ length: 200 }, (_, n) => fact('note').contains(`${'long '.repeat(50)}${n}`));
  const without = Array.from({ length: 200 }, (_, n) =>
    fact('orders.count').noneOf(...Array.from({ length: 50 }, (_, m) => 50 * n + m)),
  );

  it.each([
    ['numbers', { all: numbers }],
    ['lists', { all: [{ any: lists }, { not: { all: lists } }] }],
    ['texts', { all: texts }],
    ['gaps', { all: without }],
  ])('however many %s there are', (_, condition) => {
    for (const limit of [100, 10_000, 300_000]) {
      const budget = workBudget(limit);
      const { verdict, outOfWork } = analyseCondition(condition, sampleFacts, { budget });
      if (outOfWork) expect(verdict).toBe('undecided');
      // The step that goes beyond the limit is the last one.
      else expect(budget.spent).toBeLessThanOrEqual(limit);
    }
    expect(analyseCondition(condition, sampleFacts, { budget: workBudget(100) }).outOfWork).toBe(true);
  });

  describe('letters count, not texts', () => {
    const facts: FactSchema = {
      a: { type: 'text', label: 'a' },
      b: { type: 'text', label: 'b' },
    };
    const contains = (name: string, value: string): Condition => ({ fact: name, is: 'contains', value });
    const long = (n: number) => 'a'.repeat(990) + n;
    const both = (parts: number): Condition => ({
      all: [
        ...Array.from({ length: parts }, (_, n) => contains(n % 2 ? 'a' : 'b', long(n))),
        { fact: 'a', is: 'contains', value: { fact: 'b' } },
        { fact: 'b', is: 'contains', value: { fact: 'a' } },
      ],
    });

    it('so few long parts are as much work as many short ones', () => {
      const spent = (condition: Condition) => {
        const budget = workBudget(1e12);
        analyseCondition(condition, facts, { budget });
        return budget.spent;
      };
      expect(spent(contains('a', 'a'.repeat(990)))).toBeGreaterThan(10 * spent(contains('a', 'a'.repeat(9))));
    });

    it.each([14, 200, 490])(
      'and %i long parts of two texts that hold each other end with the budget',
      (parts) => {
        const includes = vi.spyOn(String.prototype, 'charCodeAt');
        onTestFinished(() => includes.mockRestore());
        expect(analyseCondition(both(parts), facts, { budget: workBudget(20_000) })).toMatchObject({
          verdict: 'undecided',
          outOfWork: true,
        });
        // Eight letters a step; the last comparison is counted before it is made.
        expect(includes.mock.calls.length).toBeLessThan(4 * 8 * 20_000);
      },
    );
  });

  it('finds an example that uses every sign in sight', () => {
    const signs = Array.from({ length: 65_536 }, (_, code) => String.fromCharCode(code)).filter(
      (sign) => !/[\s\ud800-\udfff]/.test(sign),
    );
    const parts = Array.from({ length: 65 }, (_, n) => signs.slice(n * 990, n * 990 + 990).join(''));
    const condition = all(...parts.filter(Boolean).map((part) => fact('note').contains(part)));
    expect(analyseCondition(condition, sampleFacts).verdict).not.toBe('never');
  });

  it('and questions that share a budget share its end', () => {
    const budget = workBudget(2_000);
    const ask = () => implies({ all: lists }, { any: lists }, sampleFacts, { budget });
    const answers = Array.from({ length: 5 }, ask);
    expect(answers.at(-1)).toEqual({ verdict: 'undecided', outOfWork: true });
    expect(implies(fact('note').present(), fact('note').present(), sampleFacts, { budget })).toEqual({
      verdict: 'undecided',
      outOfWork: true,
    });
  });
});

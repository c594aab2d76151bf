import fc from 'fast-check';
import { en } from 'sales-conveyor/locales/en';
import { describe, expect, test } from 'vitest';
import { all, any, factBuilder, not } from '../../src/conditions/builder.ts';
import { compileCondition } from '../../src/conditions/compile-condition.ts';
import type { Condition } from '../../src/conditions/condition.ts';
import type { ExplainedCondition, NearestStep } from '../../src/conditions/explanation.ts';
import { anyCondition, anySubject, anyTestOf, anyValue } from './arbitraries.ts';
import { eur, noon, sampleFacts } from './sample-facts.ts';

const fact = factBuilder<typeof sampleFacts>();
const facts = sampleFacts;

function explain(condition: Condition, subject: Readonly<Record<string, unknown>>) {
  return compileCondition<typeof subject>(condition, { facts }).explain(subject, noon);
}

describe('an explanation', () => {
  test('is the condition with every answer, nothing short-circuited', () => {
    const condition = all(
      fact('orders.count').atLeast(3),
      any(fact('segment').equals('A'), fact('monthlyVolume').above(eur(500))),
      not(fact('lastOrderAt').olderThan({ days: 60 })),
    );
    const subject = { 'orders.count': 1, monthlyVolume: eur(100), lastOrderAt: '2026-03-01T00:00:00.000Z' };
    expect(explain(condition, subject).tree).toEqual({
      truth: 'no',
      all: [
        { truth: 'no', fact: 'orders.count', is: 'atLeast', value: 3, actual: 1, needed: 3 },
        {
          truth: 'unknown',
          any: [
            {
              truth: 'unknown',
              fact: 'segment',
              is: 'equals',
              value: 'A',
              actual: null,
              needed: 'A',
              reason: 'missing',
              missing: [{ fact: 'segment', suppliedBy: ['telemarketer', 'developmentSpecialist'] }],
            },
            {
              truth: 'no',
              fact: 'monthlyVolume',
              is: 'above',
              value: eur(500),
              actual: eur(100),
              needed: eur(500),
            },
          ],
        },
        {
          truth: 'yes',
          not: {
            truth: 'no',
            fact: 'lastOrderAt',
            is: 'olderThan',
            value: { days: 60 },
            actual: '2026-03-01T00:00:00.000Z',
            needed: '2026-01-14T12:00:00.000Z',
          },
        },
      ],
    });
  });

  test('resolves facts and the moment that a test is held against', () => {
    const condition = fact('orders.count').atLeast(fact('orders.planned'));
    expect(explain(condition, { dictionary: en, 'orders.count': 1, 'orders.planned': 4 }).tree).toMatchObject(
      {
        actual: 1,
        needed: 4,
      },
    );
    expect(explain(condition, { dictionary: en, 'orders.count': 1 })).toMatchObject({
      truth: 'unknown',
      tree: { actual: 1, needed: null, reason: 'missing' },
      missing: [{ fact: 'orders.planned', suppliedBy: [] }],
    });
    expect(
      explain({ fact: 'lastOrderAt', is: 'before', value: { now: true } }, { dictionary: en }).tree,
    ).toMatchObject({
      needed: noon,
    });
  });

  test('tells why a test is unknown', () => {
    const volume = fact('monthlyVolume').atLeast(eur(1));
    const reasonFor = (subject: object) => explain(volume, { ...subject }).tree;
    expect(reasonFor({})).toMatchObject({ reason: 'missing', actual: null });
    expect(reasonFor({ monthlyVolume: 5 })).toMatchObject({ reason: 'invalid', actual: null });
    const dollars = { amount: 5, currency: 'USD' };
    expect(reasonFor({ monthlyVolume: dollars })).toMatchObject({ reason: 'currency', actual: dollars });
    expect(explain(volume, { dictionary: en, monthlyVolume: dollars }).missing).toEqual([]);
  });

  test('names the missing facts that stand in the way, each once', () => {
    const condition = all(
      fact('segment').equals('A'),
      fact('segment').differs('B'),
      fact('note').present(),
      any(fact('city').equals('x'), fact('blocked').equals(true)),
      not(fact('contractSigned').present()),
    );
    const missing = explain(condition, { dictionary: en, blocked: true }).missing.map((each) => each.fact);
    expect(missing).toEqual(['segment', 'note']);
  });

  test('of a condition that passes has nothing missing and nothing to change', () => {
    const explanation = explain(any(fact('note').equals('x'), fact('blocked').equals(true)), {
      dictionary: en,
      blocked: true,
    });
    expect(explanation).toMatchObject({ truth: 'yes', missing: [], nearest: [] });
  });
});

describe('the nearest way to pass', () => {
  const nearest = (condition: Condition, subject: Readonly<Record<string, unknown>> = {}) =>
    explain(condition, subject).nearest.map(({ fact: path, is, value, negated }) => ({
      fact: path,
      is,
      ...(value !== undefined && { value }),
      ...(negated && { negated }),
    }));

  test('takes every unmet part of all, and the cheapest part of any', () => {
    const condition = all(
      fact('orders.count').atLeast(3),
      any(all(fact('segment').equals('A'), fact('note').present()), fact('blocked').equals(false)),
    );
    expect(nearest(condition, { segment: 'B', blocked: true })).toEqual([
      fact('orders.count').atLeast(3),
      fact('blocked').equals(false),
    ]);
    expect(nearest(condition, { segment: 'A', blocked: true })).toEqual([
      fact('orders.count').atLeast(3),
      fact('note').present(),
    ]);
  });

  test('takes the first of equally cheap parts', () => {
    expect(nearest(any(fact('note').equals('x'), fact('city').equals('y')))).toEqual([
      fact('note').equals('x'),
    ]);
  });

  test('says a negation by the opposite operator, or as negated where there is none', () => {
    const condition = not(any(fact('orders.count').atLeast(3), fact('tags').includes('x')));
    expect(nearest(condition, { 'orders.count': 5, tags: ['x'] })).toEqual([
      fact('orders.count').below(3),
      { ...fact('tags').includes('x'), negated: true },
    ]);
    const oneSuffices = not(all(fact('orders.count').atLeast(3), fact('note').present()));
    expect(nearest(oneSuffices, { 'orders.count': 5, note: '' })).toEqual([fact('orders.count').below(3)]);
  });

  test('says a step that two parts need once', () => {
    const test = fact('note').present();
    expect(nearest(all(test, any(test, fact('city').present()), test))).toEqual([test]);
  });

  test('is empty where there is no way', () => {
    expect(explain(not(all()), { dictionary: en })).toMatchObject({ truth: 'no', nearest: [] });
    expect(explain(all(fact('note').present(), not(all())), { dictionary: en })).toMatchObject({
      truth: 'no',
      nearest: [],
    });
  });
});

describe('laws', () => {
  test('explain answers what evaluate answers, in every node', () => {
    fc.assert(
      fc.property(anyCondition, anySubject, (condition, subject) => {
        const { evaluate, explain } = compileCondition<typeof subject>(condition, { facts });
        const explanation = explain(subject, noon);
        expect(explanation.truth).toBe(evaluate(subject, noon));
        expect(explanation.tree.truth).toBe(explanation.truth);
        for (const [part, explained] of pairs(condition, explanation.tree)) {
          expect(explained.truth).toBe(
            compileCondition<typeof subject>(part, { facts }).evaluate(subject, noon),
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  test('an explanation is plain JSON', () => {
    fc.assert(
      fc.property(anyCondition, anySubject, (condition, subject) => {
        const explanation = explain(condition, subject);
        expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
      }),
    );
  });

  test('taking the nearest steps makes a condition pass that asks for each fact once', () => {
    fc.assert(
      fc.property(anyReadOnceCondition, anySubject, fc.context(), (condition, given, context) => {
        let subject = given;
        for (const step of explain(condition, subject).nearest) {
          const value = valueThatMeets(step);
          context.log(JSON.stringify([step, value]));
          subject = { ...subject, [step.fact]: value };
        }
        expect(explain(condition, subject).truth).toBe('yes');
      }),
      { numRuns: 500 },
    );
  });
});

function pairs(
  condition: Condition,
  explained: ExplainedCondition,
): readonly (readonly [Condition, ExplainedCondition])[] {
  const own = [condition, explained] as const;
  if ('all' in condition && 'all' in explained) return [own, ...zip(condition.all, explained.all)];
  if ('any' in condition && 'any' in explained) return [own, ...zip(condition.any, explained.any)];
  if ('not' in condition && 'not' in explained) return [own, ...pairs(condition.not, explained.not)];
  expect(explained).toMatchObject(condition);
  return [own];
}

function zip(parts: readonly Condition[], explained: readonly ExplainedCondition[]) {
  expect(explained).toHaveLength(parts.length);
  return parts.flatMap((part, index) => pairs(part, explained[index] as ExplainedCondition));
}

type Path = keyof typeof sampleFacts;
const changeable = [
  'orders.count',
  'paymentDelay',
  'segment',
  'formerSegment',
  'contractSigned',
  'blocked',
  'tags',
] as const;

/** Each fact in one test at most and each test can be met: none held against another fact, no neutral `all`: there always is a way. */
const anyReadOnceCondition: fc.Arbitrary<Condition> = fc
  .tuple(fc.shuffledSubarray([...changeable], { minLength: 1 }), fc.infiniteStream(fc.nat(3)))
  .chain(([paths, shapes]) => grow(paths, shapes));

function grow(paths: readonly Path[], shapes: IterableIterator<number>): fc.Arbitrary<Condition> {
  const [first, ...others] = paths;
  if (first !== undefined && others.length === 0) {
    return anyTestOf(first).filter(({ value }) => typeof value !== 'object' || !('fact' in value));
  }
  const shape = shapes.next().value ?? 0;
  if (shape === 0) return grow(paths, shapes).map(not);
  const cut = 1 + (shape % (paths.length - 1 || 1));
  const parts = fc.tuple(grow(paths.slice(0, cut), shapes), grow(paths.slice(cut), shapes));
  return parts.map(([a, b]) => (shape === 1 ? all(a, b) : any(a, b)));
}

/** Finds by trial what makes a step hold. */
function valueThatMeets({ negated, ...step }: NearestStep): unknown {
  const test: Condition = negated ? not(onlyTest(step)) : onlyTest(step);
  const candidates = [
    undefined,
    ...fc.sample(anyValue(facts[step.fact as Path]), { numRuns: 200, seed: 1 }),
    ...(typeof step.needed === 'number' ? [step.needed, step.needed - 1, step.needed + 1] : []),
    step.needed,
    `${String(step.needed)}!`,
    [step.needed].flat(),
    [],
  ];
  const value = candidates.find(
    (candidate) => explain(test, { dictionary: en, [step.fact]: candidate }).truth === 'yes',
  );
  if (value === undefined && explain(test, { dictionary: en }).truth !== 'yes')
    throw new Error(`Nothing meets ${JSON.stringify(step)}`);
  return value;
}

function onlyTest({ fact: path, is, value }: NearestStep): Condition {
  return { fact: path, is, ...(value !== undefined && { value }) };
}

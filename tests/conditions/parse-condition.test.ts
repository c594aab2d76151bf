import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { all, any, factBuilder, not } from '../../src/conditions/builder.ts';
import { checkCondition } from '../../src/conditions/check-condition.ts';
import { conditionSchema } from '../../src/conditions/condition-schema.ts';
import { parseCondition } from '../../src/conditions/parse-condition.ts';
import { isConveyorError } from '../../src/errors/conveyor-error.ts';
import { anyCondition } from './arbitraries.ts';
import { eur, sampleFacts } from './sample-facts.ts';

const fact = factBuilder<typeof sampleFacts>();

/** `path: message` of every problem. */
const faults = (json: unknown) =>
  checkCondition(json, sampleFacts).map(({ path, message }) => `${path}: ${message}`);

const declared = Object.keys(sampleFacts).join(', ');

describe('a condition is refused', () => {
  test.each<[string, unknown, string]>([
    ['that is not an object', 7, ': Must be { all }, { any }, { not } or { fact, is, value }'],
    ['that is null', null, ': Must be { all }, { any }, { not } or { fact, is, value }'],
    ['that is empty', {}, ': Must be { all }, { any }, { not } or { fact, is, value }'],
    ['with unknown keys', { all: [], extra: 1 }, 'extra: Unknown key'],
    [
      'that is two at once',
      { all: [], not: { all: [] } },
      ': Must be { all }, { any }, { not } or { fact, is, value }',
    ],
    ['with a group that is no list', { all: {} }, 'all: must be a list'],
    ['with an empty any', { any: [] }, 'any: Must not be empty'],
    [
      'with a test of an undeclared fact',
      { fact: 'weather', is: 'present' },
      `fact: no fact is called "weather"; there are: ${declared}`,
    ],
    [
      'with a misspelt fact, and told the likely one',
      { fact: 'orders.cuont', is: 'atLeast', value: 3 },
      'fact: no fact is called "orders.cuont"; did you mean "orders.count"?',
    ],
    [
      'with an inherited name for a fact',
      { fact: 'constructor', is: 'present' },
      `fact: no fact is called "constructor"; there are: ${declared}`,
    ],
    [
      'with an operator that suits another type',
      { fact: 'segment', is: 'atLeast', value: 3 },
      expect.stringContaining(
        'is: "atLeast" does not suit "segment" of type enum; use equals, differs, oneOf',
      ) as never,
    ],
    [
      'with an unknown operator',
      { fact: 'segment', is: 'matches', value: '.*' },
      expect.stringContaining('is: must be one of: equals') as never,
    ],
    ['without a needed operand', { fact: 'orders.count', is: 'atLeast' }, 'value: must be a number'],
    [
      'with an operand where none belongs',
      { fact: 'note', is: 'present', value: true },
      'value: must be left out',
    ],
    [
      'with an operand of another type',
      { fact: 'orders.count', is: 'atLeast', value: '3' },
      'value: must be a number',
    ],
    [
      'with an infinite number',
      { fact: 'orders.count', is: 'below', value: Number.POSITIVE_INFINITY },
      'value: must be a number',
    ],
    [
      'with an undeclared value of an enum',
      { fact: 'segment', is: 'equals', value: 'Z' },
      'value: must be a value of the list, one of: A, B, C',
    ],
    [
      'with an undeclared value in a list',
      { fact: 'segment', is: 'oneOf', value: ['A', 'Z'] },
      'value[1]: must be a value of the list, one of: A, B, C',
    ],
    [
      'with an undeclared item',
      { fact: 'skills', is: 'includes', value: 'fish' },
      'value: must be a value of the list, one of: dairy, meat, bakery',
    ],
    ['with an empty list', { fact: 'segment', is: 'oneOf', value: [] }, 'value: must not be empty'],
    [
      'with a fraction of a cent',
      { fact: 'creditLimit', is: 'above', value: eur(0.5) },
      'value: must be { amount, currency }: whole minor units and an ISO 4217 code such as EUR',
    ],
    [
      'with an unknown currency',
      { fact: 'creditLimit', is: 'above', value: { amount: 1, currency: 'euro' } },
      'value: must be { amount, currency }: whole minor units and an ISO 4217 code such as EUR',
    ],
    [
      'with a moment without an offset',
      { fact: 'lastOrderAt', is: 'before', value: '2026-03-01' },
      'value: must be a moment with "Z" or an offset, within the years 0000 to 9999 of UTC',
    ],
    [
      'with an unknown part of a duration',
      { fact: 'lastOrderAt', is: 'withinLast', value: { days: 1, day: 3 } },
      'value.day: Unknown key; did you mean "days"?',
    ],
    [
      'with a number for a duration',
      { fact: 'lastOrderAt', is: 'withinLast', value: 60 },
      'value: must be an object',
    ],
    [
      'that compares with an undeclared fact',
      { fact: 'orders.count', is: 'above', value: { fact: 'orders.plan' } },
      `value.fact: no fact is called "orders.plan"; there are: ${declared}`,
    ],
    [
      'that compares facts of different types',
      { fact: 'orders.count', is: 'above', value: { fact: 'creditLimit' } },
      'value.fact: must be of type number; "creditLimit" is of type money',
    ],
    [
      'with a reference that is no name',
      { fact: 'orders.count', is: 'above', value: { fact: 5 } },
      'value.fact: must be a text',
    ],
    [
      'with a reference that says more',
      { fact: 'orders.count', is: 'above', value: { fact: 'orders.planned', times: 2 } },
      'value.times: Unknown key',
    ],
    [
      'with a now that is not now',
      { fact: 'lastOrderAt', is: 'before', value: { now: false } },
      'value.now: must be one of: true',
    ],
    [
      'with a reference where a list belongs',
      { fact: 'segment', is: 'oneOf', value: { fact: 'formerSegment' } },
      'value: must be a list',
    ],
    [
      'that holds a number against now',
      { fact: 'orders.count', is: 'above', value: { now: true } },
      'value: must be a number',
    ],
    [
      'with an overlong text',
      { fact: 'note', is: 'equals', value: 'x'.repeat(1_001) },
      'value: must not be longer than 1000',
    ],
    [
      'with an overlong text in a list',
      { fact: 'note', is: 'oneOf', value: ['x'.repeat(1_001)] },
      'value: must not be longer than 1000',
    ],
    [
      'with an overlong list',
      { fact: 'orders.count', is: 'oneOf', value: Array.from({ length: 1_001 }, (_, index) => index) },
      'value: must not be longer than 1000',
    ],
  ])('%s', (_, json, fault) => {
    expect(faults(json)).toEqual([fault]);
    expect(faults({ all: [{ any: [{ not: json }] }] })).toHaveLength(1);
  });

  test('for all of its faults at once, each with its place', () => {
    const json = {
      all: [
        { fact: 'orders.count', is: 'atLeast', value: 'three' },
        {
          any: [
            { fact: 'weather', is: 'present' },
            { not: { fact: 'segment', is: 'equals', value: 'Z' } },
            { any: [] },
          ],
        },
      ],
    };
    const paths = checkCondition(json, sampleFacts).map(({ path }) => path);
    expect(paths.toSorted()).toEqual([
      'all[0].value',
      'all[1].any[0].fact',
      'all[1].any[1].not.value',
      'all[1].any[2].any',
    ]);
  });

  test('by an error that carries every problem', () => {
    const parse = () => parseCondition({ any: [{ fact: 'a', is: 'present' }, {}] }, sampleFacts);
    expect(parse).toThrow(expect.toSatisfy((error) => isConveyorError(error, 'INVALID_CONDITION')));
    expect(parse).toThrow(
      expect.objectContaining({ details: { problems: [expect.anything(), expect.anything()] } }),
    );
  });
});

describe('the limits', () => {
  const nested = (levels: number): unknown => (levels === 1 ? { all: [] } : { not: nested(levels - 1) });
  const wide = (parts: number) => ({ all: Array.from({ length: parts - 1 }, () => ({ all: [] })) });

  test('16 levels are admitted, 17 are not', () => {
    expect(faults(nested(16))).toEqual([]);
    expect(faults(nested(17))).toEqual([
      expect.stringMatching(/^(not\.){15}not: must not be nested deeper than 16 levels$/),
    ]);
  });

  test('500 parts are admitted, 501 are not', () => {
    expect(faults(wide(500))).toEqual([]);
    expect(faults(wide(501))).toEqual([': must not have more than 500 parts']);
  });

  test('input of any depth is refused, and breaks nothing', () => {
    const deep = JSON.parse(`${'{"not":'.repeat(100_000)}{}${'}'.repeat(100_000)}`);
    expect(faults(deep)).toHaveLength(1);
    expect(conditionSchema.safeParse(deep).success).toBe(false);
    const list = JSON.parse(
      `{"fact":"segment","is":"oneOf","value":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    );
    expect(faults(list)).toHaveLength(1);
  });

  test('a condition that contains itself is refused', () => {
    const own: { all: unknown[] } = { all: [] };
    own.all.push(own, own);
    expect(faults(own)).toHaveLength(1);
  });
});

describe('what is admitted', () => {
  test('comes back as it was', () => {
    const condition = all(
      any(fact('segment').equals('A'), not(fact('note').present())),
      fact('orders.count').above(3),
    );
    expect(parseCondition(JSON.parse(JSON.stringify(condition)), sampleFacts)).toEqual(condition);
  });

  test('is every valid condition, after a round trip through JSON', () => {
    fc.assert(
      fc.property(anyCondition, (condition) => {
        const json: unknown = JSON.parse(JSON.stringify(condition));
        expect(parseCondition(json, sampleFacts)).toEqual(condition);
        expect(conditionSchema.parse(json)).toEqual(condition);
      }),
    );
  });

  test('nothing else gets through unnoticed: any JSON is either valid or has a problem with a place in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const problems = checkCondition(json, sampleFacts);
        expect(problems.length > 0 || conditionSchema.safeParse(json).success).toBe(true);
      }),
    );
  });
});

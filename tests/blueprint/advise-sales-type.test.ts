import { isConveyorError, type Problem } from 'sales-conveyor';
import { adviseSalesType, type SalesProfile, salesTypes } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';

const level = ['low', 'medium'] as const;
const seed = { clientCount: 3000, purchasesPerYear: 6 };

describe('the sales type of a segment', () => {
  const combinations = level.flatMap((itemCost) =>
    level.map((complexity) => [itemCost, complexity] as const),
  );

  test.each(combinations)(
    'with %s cost, %s complexity, thousands of clients and a purchase in two months is mixed, with six roles',
    (itemCost, complexity) => {
      const { type, roles, scores } = adviseSalesType({ itemCost, complexity, ...seed });
      expect(type).toBe('mixed');
      expect(roles).toEqual([
        ...['telemarketer', 'developmentSpecialist', 'clientManager'],
        ...['orderOperator', 'salesSupport', 'backOffice'],
      ]);
      expect(scores[0]).toMatchObject({ score: 1, speaksAgainst: [] });
    },
  );

  test.each<[string, SalesProfile]>([
    ['transactional', { itemCost: 'low', complexity: 'low', clientCount: 30_000, purchasesPerYear: 50 }],
    ['consultative', { itemCost: 'high', complexity: 'medium', clientCount: 250, purchasesPerYear: 2 }],
    ['project', { itemCost: 'high', complexity: 'high', clientCount: 20, purchasesPerYear: 0.2 }],
  ])('is %s in its typical case', (type, profile) => {
    expect(adviseSalesType(profile)).toMatchObject({ type, scores: [{ type, score: 1 }, {}, {}, {}] });
  });

  test('with cheap, simple goods and thousands of clients turns on how often they buy', () => {
    const often = (purchasesPerYear: number) =>
      adviseSalesType({ itemCost: 'low', complexity: 'low', clientCount: 3000, purchasesPerYear }).type;
    expect([6, 11.9, 12, 52].map(often)).toEqual(['mixed', 'mixed', 'transactional', 'transactional']);
  });

  test('can turn on whether the purchase has to be timely', () => {
    const even = { itemCost: 'medium', complexity: 'medium', clientCount: 700, purchasesPerYear: 6 } as const;
    expect(adviseSalesType({ ...even, timelinessMatters: false }).type).toBe('mixed');
    expect(adviseSalesType({ ...even, timelinessMatters: true }).type).toBe('consultative');
  });

  test('is the simpler one where two fit equally well', () => {
    const { type, scores } = adviseSalesType({
      itemCost: 'high',
      complexity: 'high',
      clientCount: 100,
      purchasesPerYear: 0,
    });
    expect(scores.slice(0, 2)).toMatchObject([
      { type: 'consultative', score: 0.75 },
      { type: 'project', score: 0.75 },
    ]);
    expect(type).toBe('consultative');
  });
});

describe('the advice', () => {
  const { scores } = adviseSalesType({ itemCost: 'medium', complexity: 'low', ...seed });

  test('scores all four types, best first', () => {
    expect(scores.map(({ type }) => type).toSorted()).toEqual([...salesTypes].toSorted());
    expect(scores.map(({ score }) => score)).toEqual([1, 0.5, 0.25, 0]);
  });

  test('lists which parameter speaks for and against each type, with what the type expects', () => {
    const transactional = scores.find(({ type }) => type === 'transactional');
    expect(transactional).toEqual({
      type: 'transactional',
      score: 0.5,
      speaksFor: [
        { parameter: 'complexity', value: 'low', expected: ['low'], weight: 1 },
        { parameter: 'clientCount', value: 3000, expected: { from: 1000 }, weight: 1 },
      ],
      speaksAgainst: [
        { parameter: 'itemCost', value: 'medium', expected: ['low'], weight: 0 },
        { parameter: 'purchasesPerYear', value: 6, expected: { from: 12 }, weight: 0 },
      ],
    });
    for (const { speaksFor, speaksAgainst } of scores)
      expect([...speaksFor, ...speaksAgainst]).toHaveLength(4);
  });

  test('counts half what a type can live with, and lists it as speaking against', () => {
    const { scores } = adviseSalesType({
      itemCost: 'low',
      complexity: 'low',
      clientCount: 3000,
      purchasesPerYear: 24,
    });
    expect(scores.find(({ type }) => type === 'mixed')).toMatchObject({
      score: 0.875,
      speaksAgainst: [{ parameter: 'purchasesPerYear', weight: 0.5 }],
    });
  });

  test('does not weigh what is not said', () => {
    const parameters = scores.flatMap(({ speaksFor, speaksAgainst }) => [...speaksFor, ...speaksAgainst]);
    expect(parameters.filter(({ parameter }) => parameter === 'timelinessMatters')).toEqual([]);
  });
});

test('a profile that is none is refused with every fault at once', () => {
  const wrong = {
    itemCost: 'cheap',
    complexity: undefined,
    clientCount: -1,
    purchasesPerYear: Number.NaN,
    rank: 1,
  };
  try {
    adviseSalesType(wrong as unknown as SalesProfile);
    expect.unreachable();
  } catch (error) {
    if (!isConveyorError(error, 'INVALID_SALES_PROFILE')) throw error;
    const problems = error.details.problems as Problem[];
    expect(problems.map(({ path }) => path)).toEqual([
      ...['itemCost', 'complexity', 'clientCount', 'purchasesPerYear', 'rank'],
    ]);
    for (const { path } of problems) expect(error.message).toContain(path);
  }
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  compared,
  exactly,
  exactText,
  minus,
  rounded,
  sumOf,
  times,
} from '../../src/motivation/money/exact.ts';
import { splitAmount } from '../../src/motivation/money/split-amount.ts';
import { type Earning, earnedBy } from '../../src/motivation/plan/earned-by.ts';
import type { PayRate } from '../../src/motivation/plan/pay-plan.ts';
import { drawnPay } from '../../src/motivation/statement/draw.ts';

type Tiers = readonly (readonly [from: number | string, pays: number | string])[];

const rate = (kind: PayRate['kind'], tiers: Tiers, rest: Partial<PayRate> = {}): PayRate => ({
  kind,
  by: 'measure',
  pays: kind === 'interpolated' ? 'amount' : 'percent',
  tiers: tiers.map(([from, pays]) => ({ from, pays })),
  ...rest,
});
const earned = (by: PayRate, measure: number | string, rest: Partial<Earning> = {}) =>
  sumOf(earnedBy(by, { measure: exactly(measure), ...rest }).map((part) => part.earned));
const pay = (by: PayRate, measure: number | string, rest: Partial<Earning> = {}) =>
  exactText(earned(by, measure, rest));
const each = (by: PayRate, measures: readonly number[]) => measures.map((one) => Number(pay(by, one)));

const oracle: Tiers = [
  [0, 1],
  [1_000, 2],
  [3_000, 3],
  [8_000, 5],
];
const deals = [200, 300, 1_500, 1_200, 2_000, 4_500];

test('marginal, deal by deal: Oracle’s step rates pay 2, 3, 20, 14, 30, 95 = 164 (manual)', () => {
  expect(each(rate('marginal', oracle), deals)).toEqual([2, 3, 20, 14, 30, 95]);
});

test('marginal, cumulative over the quarter: 2, 3, 25, 26, 60, 169 = 285; anew each month: 30, 56, 95 = 181 (Oracle)', () => {
  const sums = deals.map((_, i) => deals.slice(0, i + 1).reduce((a, b) => a + b));
  const totals = each(rate('marginal', oracle), sums);
  expect(totals.map((total, i) => total - (totals[i - 1] ?? 0))).toEqual([2, 3, 25, 26, 60, 169]);
  expect(each(rate('marginal', oracle), [2_000, 3_200, 4_500])).toEqual([30, 56, 95]);
});

test('whole: by the tier that 9,700 reaches, 485 (Oracle)', () => {
  expect(pay(rate('whole', oracle), 9_700)).toBe('485');
});

test('interpolated: amounts of 10, 40, 100, 2,000 within the tiers pay 2, 3, 20, 14, 30, 80 = 149 (Oracle manual)', () => {
  const points: Tiers = [
    [0, 0],
    [1_000, 10],
    [3_000, 50],
    [8_000, 150],
    [20_000, 2_150],
  ];
  expect(each(rate('interpolated', points), deals)).toEqual([2, 3, 20, 14, 30, 80]);
  expect(pay(rate('interpolated', points), 30_000)).toBe('2150');
});

test('interpolated by attainment: 12% within 25% for 1,000 pays 480 (Oracle manual)', () => {
  const points: Tiers = [
    [0, 0],
    [25, 1_000],
    [50, 3_000],
    [100, 8_000],
  ];
  const by = rate('interpolated', points, { by: 'attainment' });
  expect(pay(by, 12, { quota: exactly(100) })).toBe('480');
  expect(pay(by, 1_200, { quota: exactly(10_000) })).toBe('480');
});

test('an equal value belongs to the higher tier: 50,000 pays 3% (Oracle manual)', () => {
  const by = rate('whole', [
    [25_000, 2],
    [50_000, 3],
    [75_000, 4],
  ]);
  expect(pay(by, 50_000)).toBe('1500');
  expect(pay(by, '49999.99')).toBe('999.9998');
  expect(pay(by, 24_999)).toBe('0');
});

test('1,500,000 gets the higher rate, though the customer wanted the lower one (Oracle doc 2582565)', () => {
  expect(
    pay(
      rate('whole', [
        [0, 1],
        [1_500_000, 2],
      ]),
      1_500_000,
    ),
  ).toBe('30000');
});

test('flat by the highest tier: 5,000 at 1%, 15,000 at 2%, 60,000 at 3% (Oracle manual)', () => {
  const by = rate('whole', [
    [0, 1],
    [10_000, 2],
    [50_000, 3],
  ]);
  expect(each(by, [5_000, 15_000, 60_000])).toEqual([50, 300, 1_800]);
});

test('600k by 3, 5 and 7% from 300k and 500k pays 26,000 (Sparrowgenie)', () => {
  const by = rate('marginal', [
    [0, 3],
    [300_000, 5],
    [500_000, 7],
  ]);
  expect(pay(by, 600_000)).toBe('26000');
});

test('150k by 5, 6 and 7% from 100k and 125k pays 8,250 (Excelforum)', () => {
  const by = rate('marginal', [
    [0, 5],
    [100_000, 6],
    [125_000, 7],
  ]);
  expect(earnedBy(by, { measure: exactly(150_000) }).map((part) => exactText(part.earned))).toEqual([
    '5000',
    '1500',
    '1750',
  ]);
});

test('110% of 100k by 6, 8 and 10%: 6,800 marginal, 8,800 by the highest tier that is reached (SalesCookie)', () => {
  const tiers: Tiers = [
    [0, 6],
    [100, 8],
    [120, 10],
  ];
  const quota = exactly(100_000);
  expect(pay(rate('marginal', tiers, { by: 'attainment' }), 110_000, { quota })).toBe('6800');
  expect(pay(rate('whole', tiers, { by: 'attainment' }), 110_000, { quota })).toBe('8800');
});

test('25,000 on target for a quota of 250,000 is 10%: a deal of 10,000 pays 1,000 (Spiff)', () => {
  expect(pay(rate('whole', [[0, 10]]), 10_000)).toBe('1000');
});

test('a KPI pays percent of the salary: nothing, 10, 30 or 40% of it, none below 80% of the quota', () => {
  const by = rate(
    'whole',
    [
      [80, 10],
      [100, 30],
      [120, 40],
    ],
    { by: 'attainment', pays: 'percentOfSalary' },
  );
  const attained = (percent: number) => pay(by, percent, { quota: exactly(100), salary: exactly(60_000) });
  expect([79, 80, 100, 120, 500].map(attained)).toEqual(['0', '6000', '18000', '24000', '24000']);
});

test('three times 3.33% of 10.00 are 1.00 summed first and 0.99 rounded singly', () => {
  const one = earned(rate('whole', [[0, '3.33']]), 1_000);
  expect(rounded(sumOf([one, one, one]))).toBe(100);
  expect(3 * rounded(one)).toBe(99);
});

test('a half is rounded away from 0, or to the even neighbour; to the digits that are asked for', () => {
  expect(['0.5', '1.5', '-0.5', '-1.5'].map((text) => rounded(exactly(text)))).toEqual([1, 2, -1, -2]);
  expect(['0.5', '1.5', '2.5', '-1.5'].map((text) => rounded(exactly(text), 'halfEven'))).toEqual([
    0, 2, 2, -2,
  ]);
  expect(rounded(exactly('12350'), 'halfUp', 100)).toBe(12_400);
});

test('splits in cents: the largest remainders have what is left over', () => {
  const split = (amount: number, ...shares: (number | string)[]) => splitAmount(amount, shares.map(exactly));
  expect(split(10_000, '100/3', '100/3', '100/3')).toEqual([3_334, 3_333, 3_333]);
  expect(split(1, 50, 30, 20)).toEqual([1, 0, 0]);
  expect(split(9_999, 70, 20, 10)).toEqual([6_999, 2_000, 1_000]);
});

test('law: splits sum exactly, and no part is off by a whole unit', () => {
  const shares = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), shares, (amount, weights) => {
      const parts = splitAmount(amount, weights.map(exactly));
      const whole = weights.reduce((a, b) => a + b);
      expect(parts.reduce((a, b) => a + b)).toBe(amount);
      for (const [i, part] of parts.entries())
        expect(Math.abs(part - (amount * (weights[i] as number)) / whole)).toBeLessThan(1.01);
    }),
    { numRuns: 50 },
  );
});

test('law: marginal pay is continuous and never falls; pay by the whole tier jumps', () => {
  const steps = fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 0, max: 20_000 }), (froms, measure) => {
      const tiers: Tiers = [0, ...froms.toSorted((a, b) => a - b)].map((from, i) => [from, i + 1]);
      const by = rate('marginal', tiers);
      const more = minus(earned(by, measure + 1), earned(by, measure));
      expect(compared(more, exactly(0))).toBeGreaterThan(0);
      expect(compared(more, exactly(`${tiers.length}/100`))).toBeLessThanOrEqual(0);
    }),
    { numRuns: 50 },
  );
  const jump = rate('whole', oracle);
  expect(Number(pay(jump, 1_000)) - Number(pay(jump, 999))).toBeGreaterThan(10);
});

test('law: scaling the currency scales the pay', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 20_000 }),
      fc.constantFrom('marginal', 'whole'),
      (measure, kind) => {
        const scaled = oracle.map(([from, pays]) => [Number(from) * 100, pays] as const);
        const [small, large] = [
          earned(rate(kind, oracle), measure),
          earned(rate(kind, scaled), measure * 100),
        ];
        expect(exactText(large)).toBe(exactText(times(small, exactly(100))));
      },
    ),
    { numRuns: 50 },
  );
});

test('a recoverable draw of 2,000 a month pays 2,750 3,000 2,000 2,000 2,875 2,750 (Siebel ICM)', () => {
  const draw = { amount: 2_000, recovery: { from: 1, percent: 100 } };
  const months = drawn([2_750, 3_000, 1_500, 2_375, 3_000, 2_750], draw);
  expect(months.map(({ paid }) => paid)).toEqual([2_750, 3_000, 2_000, 2_000, 2_875, 2_750]);
  expect(months.map(({ balance }) => balance)).toEqual([0, 0, -500, -125, 0, 0]);
});

test('a draw of 1,000 is taken back from the fourth month on, and never below it (Oracle)', () => {
  const draw = { amount: 1_000, recovery: { from: 4, percent: 100 } };
  const months = drawn([500, 700, 400, 1_300, 3_000], draw);
  expect(months.map(({ paid }) => paid)).toEqual([1_000, 1_000, 1_000, 1_000, 1_900]);
  expect(months.map(({ balance }) => balance)).toEqual([-500, -800, -1_400, -1_100, 0]);
});

function drawn(earnings: readonly number[], draw: Parameters<typeof drawnPay>[3]) {
  const months: ReturnType<typeof drawnPay>[] = [];
  for (const [i, one] of earnings.entries())
    months.push(drawnPay(one, months.at(-1)?.balance ?? 0, i + 1, draw));
  return months;
}

import fc from 'fast-check';
import {
  createSales,
  defineConveyor,
  type Employee,
  type Instant,
  isConveyorError,
  memoryStore,
  monthlyCapacity,
} from 'sales-conveyor';
import {
  type ClosedPeriod,
  type ComponentLine,
  defineGrades,
  definePay,
  type GradeLadderInput,
  type GradeReview,
} from 'sales-conveyor/motivation';
import { mixed } from 'sales-conveyor/presets';
import { expect, test } from 'vitest';
import {
  clientLog,
  closedMonths,
  held,
  hired,
  ordered,
  planOf,
  profile,
  registered,
  staffLog,
  tenPercent,
} from './pay-kit.ts';

const conveyor = defineConveyor({
  ...mixed(),
  grades: { junior: { label: 'junior', load: 1.25 }, senior: { label: 'senior', load: 1 } },
});
const quota = { amounts: [{ amount: 1_000_00 }] };
const pay = definePay(conveyor, [planOf({ ...tenPercent, quota })]);
const upFrom = (value: number) => ({ fact: 'attainment.sales', is: 'atLeast', value }) as const;
const tenureOf = (value: number) => ({ fact: 'tenure', is: 'atLeast', value }) as const;
const downBelow = (value: number) => ({ fact: 'attainment.sales', is: 'below', value }) as const;
const three = { k: 3, n: 4 };
/** At least 100 % in 3 of 4 months goes up, below 80 % in 3 of 4 goes down. */
const ladder: GradeLadderInput = {
  roles: ['clientManager'],
  grades: [
    { grade: 'junior', promote: { when: upFrom(100), ...three } },
    { grade: 'senior', demote: { when: downBelow(80), ...three } },
  ],
};

const monthAt = (n: number) => new Date(Date.UTC(2026, n, 1)).toISOString();
const nameOf = (n: number) => monthAt(n).slice(0, 7);
const after = (n: number) => new Date(Date.UTC(2026, n + 1, 1, 12)).toISOString();

/** A month that was closed with an attainment; with none, nothing was asked of them. */
const closedAt = (n: number, attainment: number | undefined, employeeId = 'kate'): ClosedPeriod => {
  const period = nameOf(n);
  const [measure, asked] = [String((attainment ?? 0) * 1_000), attainment === undefined ? '0' : '100000'];
  const line = {
    ...{ kind: 'component', rule: { plan: 'managers', version: 1, component: 'sales' } },
    ...{ from: monthAt(n), to: monthAt(n + 1), measure, quota: asked, tiers: [], earned: '0' },
    ...{ credits: [], amount: 0, because: [] },
  } as const;
  const statement = {
    ...{ employeeId, period, knownAt: after(n), currency: 'EUR', lines: [line as unknown as ComponentLine] },
    ...{ salary: 0, variable: 0, total: 0 },
  };
  const payment = {
    ...{ salary: 0, variable: 0, adjusted: 0, owedBefore: 0, owed: 0, draw: 0, recovered: 0, paid: 0 },
  };
  return { employeeId, period, knownAt: after(n), statement, adjustments: [], payment };
};

/** Month after month: whoever is to move does so with the next month. Which grade after each, by attainment. */
function lived(
  attainments: readonly (number | undefined)[],
  by: GradeLadderInput = ladder,
  grade = 'junior',
) {
  const grades = defineGrades(conveyor, pay, by);
  const drafts: Parameters<typeof staffLog>[1][] = [
    { type: 'employeeHired', happenedAt: monthAt(0), profile: profile({ grade }) },
  ];
  const closed: ClosedPeriod[] = [];
  const reviews: GradeReview[] = [];
  const after_ = attainments.map((attainment, n) => {
    closed.push(closedAt(n, attainment));
    const [review] = grades.review({ at: after(n), employees: staffLog('kate', ...drafts), closed });
    if (!review) throw new Error('nobody was looked at');
    reviews.push(review);
    if (!review.proposal) return review.grade;
    // As if it had been approved at once, and for the month that has begun.
    drafts.push({
      type: 'employeeChanged',
      happenedAt: monthAt(n + 1),
      recordedAt: after(n),
      profile: profile({ grade: review.proposal.to }),
    } as Parameters<typeof staffLog>[1]);
    return review.proposal.to;
  });
  return { after: after_, reviews };
}

test('3 of 4 months from 100 % on go up, 3 of 4 below 80 % go down: the figures of a Schmitt trigger', () => {
  const { after: grades } = lived([101, 99, 102, 103, 85, 90, 95, 79, 79, 95, 78]);
  expect(grades).toEqual([
    ...['junior', 'junior', 'junior', 'senior'],
    ...['senior', 'senior', 'senior', 'senior', 'senior', 'senior', 'junior'],
  ]);
});

test('to and fro between the bars, nobody moves', () => {
  const months = Array.from({ length: 24 }, (_, n) => (n % 2 === 0 ? 101 : 79));
  expect(new Set(lived(months).after)).toEqual(new Set(['junior']));
  expect(new Set(lived(months, ladder, 'senior').after)).toEqual(new Set(['senior']));
});

test('constant figures make one move at most, whatever the bars are', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 200 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 0, max: 40 }),
      fc.constantFrom('junior', 'senior'),
      (figure, k, more, bar, band, grade) => {
        const by: GradeLadderInput = {
          roles: ['clientManager'],
          grades: [
            { grade: 'junior', promote: { when: upFrom(bar + band), k, n: k + more } },
            { grade: 'senior', demote: { when: downBelow(bar), k, n: k + more } },
          ],
        };
        const { after: grades } = lived(Array(16).fill(figure), by, grade);
        const moves = [grade, ...grades].filter((one, i, all) => i > 0 && one !== all[i - 1]);
        expect(moves.length).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 60 },
  );
});

test('a move needs k fresh months after the last one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.integer({ min: 60, max: 120 }), { nil: undefined }), {
        minLength: 8,
        maxLength: 24,
      }),
      (months) => {
        const { after: grades } = lived(months);
        const moves = grades.flatMap((one, i) => (one === (grades[i - 1] ?? 'junior') ? [] : [i]));
        for (const [i, at] of moves.entries()) {
          const fresh = months.slice((moves[i - 1] ?? -1) + 1, at + 1).filter((one) => one !== undefined);
          expect(fresh.length).toBeGreaterThanOrEqual(3);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('months in which nothing was asked of somebody count for nothing, and are named', () => {
  const { after: grades, reviews } = lived([101, undefined, undefined, 102, 103]);
  expect(grades.at(-1)).toBe('senior');
  expect(reviews.at(-1)).toMatchObject({
    outcome: 'promote',
    paused: ['2026-03', '2026-02'],
    proposal: { to: 'senior', from: '2026-07-01', approval: 'head' },
  });
});

test('a review says which months counted, which did not, and what is missing', () => {
  const { reviews } = lived([101, 99]);
  expect(reviews.at(-1)).toMatchObject({
    employeeId: 'kate',
    grade: 'junior',
    stayed: 2,
    outcome: 'stays',
    steps: [
      {
        way: 'promote',
        months: [
          { period: '2026-02', counts: false, explanation: { tree: { actual: 99, needed: 100 } } },
          { period: '2026-01', counts: true },
        ],
        held: 1,
        missing: ['NOT_OFTEN_ENOUGH'],
      },
    ],
  });
});

test('a minimum stay keeps somebody whose months would do', () => {
  const [junior, senior] = ladder.grades;
  const promote = { when: upFrom(100), ...three, minStay: 6 };
  const patient = { ...ladder, grades: [{ ...junior, promote }, senior] } as GradeLadderInput;
  const { after: grades, reviews } = lived(Array(7).fill(120), patient);
  expect(grades.indexOf('senior')).toBe(5);
  expect(reviews[4]?.steps[0]?.missing).toEqual(['TOO_SHORT_A_STAY']);
});

test('the house proves that up and down cannot both hold, and tells the band', () => {
  const { bands } = defineGrades(conveyor, pay, ladder);
  expect(bands).toEqual([
    {
      up: 'junior',
      down: 'senior',
      fact: 'attainment.sales',
      above: { value: 100, included: true },
      below: { value: 80, included: false },
    },
  ]);
});

const problemsOf = (input: GradeLadderInput, by = conveyor) => {
  try {
    defineGrades(by, pay, input);
    return [];
  } catch (error) {
    if (!isConveyorError(error, 'INVALID_GRADES')) throw error;
    return (error.details.problems as { path: string; code: string }[]).map(({ path, code }) => [path, code]);
  }
};

test('a ladder is refused with every problem at once', () => {
  const wrong: GradeLadderInput = {
    roles: ['clientManager', 'nobody'],
    grades: [
      { grade: 'junior', demote: { when: downBelow(80), k: 5, n: 4 } },
      { grade: 'junior', promote: { when: upFrom(80), ...three }, demote: { when: downBelow(90), ...three } },
      { grade: 'master', demote: { when: { fact: 'attainment.sale', is: 'below', value: 1 }, ...three } },
    ],
  };
  expect(problemsOf(wrong)).toEqual([
    ['roles[1]', 'UNKNOWN_NAME'],
    ['grades[0].demote', 'TO_BE_LEFT_OUT'],
    ['grades[0].demote.k', 'TOO_BIG'],
    ['grades[1].grade', 'TWICE'],
    ['grades[2].grade', 'UNKNOWN_NAME'],
    ['grades[2].demote.when.fact', 'UNKNOWN_NAME'],
    ['grades[1].promote.when', 'NO_BAND'],
  ]);
});

test('a misspelt key of a ladder hides no other problem, whether of form or of meaning', () => {
  const { k, n } = three;
  const wrong = {
    roles: ['clientManager', 'nobody'],
    qualty: [],
    grades: [
      { grade: 'junior', promote: { whem: upFrom(100), k, n, minStay: 6 } },
      { grade: 'master', demote: { when: downBelow(80), k: 5, n, aproval: 'auto' } },
    ],
  };
  expect(problemsOf(wrong as never)).toEqual([
    ['grades[0].promote.when', 'NOT_VALID'],
    ['grades[0].promote.whem', 'UNKNOWN_KEY'],
    ['grades[1].demote.aproval', 'UNKNOWN_KEY'],
    ['qualty', 'UNKNOWN_KEY'],
    ['roles[1]', 'UNKNOWN_NAME'],
    ['grades[1].grade', 'UNKNOWN_NAME'],
    ['grades[1].demote.k', 'TOO_BIG'],
  ]);
  // Of another form it is told beneath the key that was meant, beside all else that is of another form.
  const shapeless = { grades: [{ grade: 'junior', promot: { when: upFrom(100), k: 0, n } }, { grade: 1 }] };
  expect(problemsOf(shapeless as never)).toEqual([
    ['roles', 'MISSING'],
    ['grades[0].promot', 'UNKNOWN_KEY'],
    ['grades[1].grade', 'WRONG_TYPE'],
    ['grades[0].promote.k', 'TOO_SMALL'],
  ]);
});

test('equal bars leave no band only where an equal value counts for both', () => {
  const by = (down: GradeLadderInput['grades'][number]['demote']): GradeLadderInput => ({
    ...ladder,
    grades: [
      { grade: 'junior', promote: { when: upFrom(80), ...three } },
      { grade: 'senior', demote: down },
    ],
  });
  expect(problemsOf(by({ when: downBelow(80), ...three }))).toEqual([]);
  expect(problemsOf(by({ when: { fact: 'attainment.sales', is: 'atMost', value: 80 }, ...three }))).toEqual([
    ['grades[0].promote.when', 'NO_BAND'],
  ]);
});

const grades = {
  junior: { label: 'junior', load: 1.25 },
  middle: { label: 'middle', load: 1 },
  senior: { label: 'senior', load: 1.1 },
};
const wide = defineConveyor({ ...mixed(), grades });
const middle = (often: { k: number; n: number }): GradeLadderInput => ({
  roles: ['clientManager'],
  grades: [
    { grade: 'junior' },
    { grade: 'middle', promote: { when: upFrom(100), ...often }, demote: { when: downBelow(80), ...often } },
    { grade: 'senior' },
  ],
});

test('of the last months never enough can count for either way at once', () => {
  expect(problemsOf(middle({ k: 2, n: 4 }), wide)).toEqual([['grades[1].promote.k', 'BOTH_WAYS']]);
  expect(problemsOf(middle(three), wide)).toEqual([]);
});

test('the lint names a load that rises, a demotion without a head, what is never and always met', () => {
  const never = { all: [upFrom(120), downBelow(100)] };
  const always = { any: [upFrom(50), downBelow(60)] };
  const { findings } = defineGrades(wide, pay, {
    roles: ['clientManager'],
    grades: [
      { grade: 'junior', promote: { when: never, ...three } },
      { grade: 'middle', promote: { when: always, ...three } },
      { grade: 'senior', demote: { when: never, ...three, approval: 'auto' } },
    ],
  });
  expect(findings.map(({ code, path }) => [code, path])).toEqual([
    ['NEVER_MET', 'grades[0].promote.when'],
    ['ALWAYS_MET', 'grades[1].promote.when'],
    ['NEVER_MET', 'grades[2].demote.when'],
    ['DOWN_WITHOUT_HEAD', 'grades[2].demote.approval'],
    ['LOAD_RISES', 'grades[2].grade'],
  ]);
});

test('with a quota by grade the same work may go up and come down: the lint says at which figures', () => {
  const amounts = [
    { grade: 'junior', amount: 1_000_00 },
    { grade: 'senior', amount: 2_000_00 },
  ];
  const steep = definePay(conveyor, [planOf({ ...tenPercent, quota: { amounts } })]);
  expect(defineGrades(conveyor, steep, ladder).findings).toEqual([
    {
      code: 'BACK_AND_FORTH',
      path: 'grades[0].promote.when',
      component: 'sales',
      plan: 'managers',
      version: 1,
      up: '100000',
      down: '160000',
    },
  ]);
  expect(defineGrades(conveyor, pay, ladder).findings).toEqual([]);
});

test('months closed from the log are what is reviewed; the caller adds figures of quality and tenure counts', () => {
  const months = ['01', '02', '03'].map((month, i) =>
    ordered(month, `2026-${month}-10T12:00:00.000Z`, 1_000 + i),
  );
  const employees = hired('kate', { grade: 'junior' });
  const book = pay.over({ clients: clientLog('acme', registered(), held('kate'), ...months), employees });
  const closed = closedMonths(
    book,
    [0, 1, 2].map((n) => [nameOf(n), after(n)] as const),
  );
  const when = {
    all: [upFrom(100), { fact: 'quality.onTime', is: 'atLeast', value: 95 } as const, tenureOf(12)],
  };
  const strict: GradeLadderInput = {
    roles: ['clientManager'],
    quality: ['onTime'],
    grades: [{ grade: 'junior', promote: { when, k: 3, n: 3 } }, { grade: 'senior' }],
  };
  const reviewed = (onTime: number) =>
    defineGrades(conveyor, pay, strict).review({
      at: after(2),
      employees,
      closed,
      quality: { kate: { '2026-01': { onTime: 95 }, '2026-02': { onTime }, '2026-03': { onTime: 99 } } },
    })[0];
  expect(reviewed(96)?.outcome).toBe('promote');
  expect(reviewed(94)).toMatchObject({ outcome: 'stays', steps: [{ held: 2 }] });
});

test.each([
  ['restate', true],
  ['adjust', true],
  ['freeze', false],
] as const)(
  'a month counts as it was last settled (%s): late orders count, but where it is frozen',
  (policy, counts) => {
    const settling = definePay(conveyor, [planOf({ ...tenPercent, quota }, { late: policy })]);
    const late = { recordedAt: '2026-02-10T12:00:00.000Z' };
    const back = { happenedAt: '2026-01-25T12:00:00.000Z', recordedAt: '2026-03-10T12:00:00.000Z' };
    const clients = clientLog(
      'acme',
      registered(),
      held('kate'),
      ordered('1', '2026-01-10T12:00:00.000Z', 900),
      { ...ordered('2', '2026-01-20T12:00:00.000Z', 200), ...late },
      { type: 'orderCancelled', orderId: '2', ...back } as never,
    );
    const employees = hired('kate', { grade: 'junior' });
    const closed = closedMonths(settling.over({ clients, employees }), [
      ['2026-01', after(0)],
      ['2026-02', after(1)],
      ['2026-03', after(2)],
    ]);
    const january = (given: readonly ClosedPeriod[]) =>
      defineGrades(conveyor, settling, ladder)
        .review({ at: after(2), employees, closed: given })[0]
        ?.steps[0]?.months.find(({ period }) => period === '2026-01')?.counts;
    expect(january(closed.slice(0, 1))).toBe(false);
    expect(january(closed.slice(0, 2))).toBe(counts);
    expect(january(closed.slice(0, 2).reverse())).toBe(counts);
    // Cancelled since, as the last closing found.
    expect(january(closed)).toBe(false);
  },
);

test('an approved proposal becomes the grade by the command for employees, once; the load norm follows', async () => {
  let now: Instant = monthAt(0);
  const sales = createSales({ conveyor, store: memoryStore(), clock: () => now });
  const card = { id: 'kate', roles: ['clientManager'], hoursPerMonth: 100, grade: 'junior' };
  await sales.employees.hire({ ...card, hiredAt: '2020-01-01T00:00:00.000Z' });
  const capacity = async () =>
    monthlyCapacity(
      (await sales.employees.get('kate')) as Employee,
      now,
      'clientManager',
      conveyor.blueprint,
    );
  expect(await capacity()).toBe(80);
  now = after(3);
  const employees = await sales.employees.history('kate');
  const closed = [101, 99, 102, 103].map((attainment, n) => closedAt(n, attainment));
  const [review] = defineGrades(conveyor, pay, ladder).review({ at: now, employees, closed });
  if (!review?.proposal) throw new Error('nothing was proposed');
  const { to: grade, from: gradeFrom, commandId } = review.proposal;
  for (const repeated of [false, true])
    expect(await sales.employees.change('kate', { grade, gradeFrom }, { commandId })).toMatchObject({
      ok: true,
      repeated,
    });
  expect(await capacity()).toBe(100);
  const [, changed] = await sales.employees.history('kate');
  expect(changed).toMatchObject({ type: 'employeeChanged', profile: { grade: 'senior', gradeFrom } });
});

import { type ClosedPeriod, defineGrades, definePay } from 'sales-conveyor/motivation';
import { describe, expect, test } from 'vitest';
import {
  clientLog,
  closedMonths,
  conveyor,
  FOREVER,
  held,
  kates,
  on,
  ordered,
  planOf,
  profile,
  registered,
  staffLog,
  tenPercent,
} from './pay-kit.ts';

const plan = planOf(tenPercent, { salary: { otherwise: 1_000_00 } });

describe('closed months', () => {
  const book = kates(plan, ordered('1', on('01-10'), 1_000));
  const [january, february, march] = closedMonths(book, [
    ['2026-01', on('02-01')],
    ['2026-02', on('03-01')],
    ['2026-03', on('04-01')],
  ]) as [ClosedPeriod, ClosedPeriod, ClosedPeriod];
  const close = (period: string, closed: readonly ClosedPeriod[]) =>
    book.close({ employee: 'kate', period, knownAt: FOREVER, closed });

  test('are given in their order: an earlier one behind a later one is refused, and so is one twice', () => {
    expect(close('2026-04', [january, march, february])).toEqual({
      ok: false,
      refusal: { code: 'CLOSED_OUT_OF_ORDER', period: '2026-02', after: '2026-03' },
    });
    expect(close('2026-04', [january, january])).toEqual({
      ok: false,
      refusal: { code: 'CLOSED_OUT_OF_ORDER', period: '2026-01', after: '2026-01' },
    });
  });

  test('leave none out: the first one that is missing is named', () => {
    expect(close('2026-04', [january])).toEqual({
      ok: false,
      refusal: { code: 'PERIOD_LEFT_OUT', missing: '2026-02' },
    });
    expect(close('2026-04', [january, february, march]).ok).toBe(true);
  });

  test('leave out months in which there was nothing; what turns up in one of them later is settled', () => {
    const away = staffLog(
      'kate',
      { type: 'employeeHired', happenedAt: on('01-01', '00:00'), profile: profile() },
      { type: 'employeeLeft', happenedAt: on('02-01', '00:00') },
      { type: 'employeeHired', happenedAt: on('03-01', '00:00'), profile: profile() },
    );
    const late = {
      ...staffLog('kate', { type: 'employeeHired', happenedAt: on('02-20', '00:00'), profile: profile() })[0],
      id: '@kate#4',
      recordedAt: on('04-10'),
    };
    const employees = [...away, late] as typeof away;
    const over = definePay(conveyor, [plan]).over({
      clients: clientLog('acme', registered(), held('kate')),
      employees,
    });
    const closed = closedMonths(over, [
      ['2026-01', on('02-01')],
      ['2026-03', on('04-01')],
      ['2026-04', on('05-01')],
    ]);
    const { salary } = over.statement({ employee: 'kate', period: '2026-02', knownAt: FOREVER });
    expect(salary).toBeGreaterThan(0);
    expect(closed[2]?.adjustments).toMatchObject([{ period: '2026-02', before: 0, difference: salary }]);
  });
});

describe('closed months that are given again', () => {
  const book = kates(plan, ordered('1', on('01-10'), 1_000));
  const [january] = closedMonths(book, [['2026-01', on('02-01')]]) as [ClosedPeriod];
  const close = (...closed: readonly unknown[]) =>
    book.close({ employee: 'kate', period: '2026-02', knownAt: FOREVER, closed: closed as never });
  const problems = (ask: () => unknown) => {
    try {
      ask();
    } catch (error) {
      const { code, details } = error as { code: string; details: { problems: { path: string }[] } };
      return [code, ...details.problems.map(({ path }) => path)];
    }
    return [];
  };

  test('and are none are refused with everything that is wrong, of a closing, an order and a review', () => {
    const inside = ['employeeId', 'period', 'knownAt', 'statement', 'adjustments', 'payment'];
    const every = ['INVALID_QUERY', ...inside.map((name) => `closed[0].${name}`)];
    expect(problems(() => close({}))).toEqual(every);
    const asked = { client: 'acme', order: '1', knownAt: FOREVER, closed: [{}] as never };
    expect(problems(() => book.order(asked))).toEqual(every);
    const ladder = defineGrades(conveyor, definePay(conveyor, [plan]), {
      roles: ['clientManager'],
      grades: [{ grade: 'junior' }, { grade: 'senior' }],
    });
    const review = () => ladder.review({ at: FOREVER, employees: [], closed: [{}] as never });
    expect(problems(review)).toEqual(every);
  });

  test('and were spoilt are refused with each place, together with what else is wrong', () => {
    const { statement, payment } = january;
    const [salary, sales] = statement.lines;
    const lines = [
      { ...salary, amount: 0.5 },
      { ...sales, measure: 'a lot', credits: [{ clientId: 'acme' }] },
    ];
    const spoilt = { ...january, statement: { ...statement, lines }, payment: { ...payment, owed: '0' } };
    expect(problems(() => close(january, spoilt))).toEqual([
      'INVALID_QUERY',
      'closed[1].statement.lines[0].amount',
      'closed[1].statement.lines[1].measure',
      'closed[1].statement.lines[1].credits[0].eventId',
      'closed[1].payment.owed',
    ]);
    const wrong = {
      employee: '',
      period: '2026-13',
      knownAt: 'later',
      closed: [{ ...january, period: '1' }],
    };
    expect(problems(() => book.close(wrong))).toEqual([
      'INVALID_QUERY',
      'period',
      'knownAt',
      'employee',
      'closed[0].period',
    ]);
  });

  test('and came through JSON are as good as before', () => {
    const closed = JSON.parse(JSON.stringify([january]));
    expect(close(...closed)).toEqual(close(january));
    expect(close(january).ok).toBe(true);
  });
});

test('what was measured otherwise leaves a trace, though it pays the same: grades go by it', () => {
  const rate = { kind: 'whole', pays: 'amount', tiers: [{ from: 1_000_00, pays: 50_00 }] };
  const quota = { amounts: [{ amount: 1_000_00 }] };
  const book = kates(planOf({ ...tenPercent, rate, quota } as never), ordered('1', on('01-10'), 1_000), {
    ...ordered('2', on('01-20'), 200),
    recordedAt: on('02-10'),
  } as never);
  const [, february, march] = closedMonths(book, [
    ['2026-01', on('02-01')],
    ['2026-02', on('03-01')],
    ['2026-03', on('04-01')],
  ]);
  expect(february?.adjustments).toMatchObject([
    { difference: 0, lines: [{ before: 50_00, now: 50_00, because: ['acme#4'] }] },
  ]);
  expect(february?.adjustments[0]?.statement?.lines[0]).toMatchObject({
    measure: '120000',
    attainment: '120',
  });
  expect(march?.adjustments).toEqual([]);
});

describe('figures that shift between lines', () => {
  test.each(['adjust', 'restate'] as const)('at an equal total leave a trace (%s)', (late) => {
    const big = { fact: 'credit.amount', is: 'atLeast', value: { amount: 1_000_00, currency: 'EUR' } };
    const small = { fact: 'credit.amount', is: 'below', value: { amount: 1_000_00, currency: 'EUR' } };
    const component = (when: object) =>
      ({ ...tenPercent, credit: { ...tenPercent.credit, when } }) as typeof tenPercent;
    const book = kates(
      { ...plan, late, components: { big: component(big), small: component(small) } },
      ordered('1', on('01-10'), 1_000),
      { ...ordered('2', on('01-11'), 500), recordedAt: on('02-10') } as never,
      { ...ordered('3', on('01-12'), 500), recordedAt: on('02-10') } as never,
      {
        type: 'orderCancelled',
        orderId: '1',
        happenedAt: on('01-20'),
        recordedAt: on('02-10'),
      } as never,
    );
    const [, february, march] = closedMonths(book, [
      ['2026-01', on('02-01')],
      ['2026-02', on('03-01')],
      ['2026-03', on('04-01')],
    ]);
    expect(february?.adjustments).toMatchObject([
      {
        period: '2026-01',
        difference: 0,
        lines: [
          { rule: { component: 'big' }, before: 100_00, now: 0 },
          { rule: { component: 'small' }, before: 0, now: 100_00 },
        ],
      },
    ]);
    expect(february?.adjustments[0]?.revision).toBe(late === 'restate' ? 2 : undefined);
    expect(march?.adjustments).toEqual([]);
  });
});

import { definePay, type PayPlanInput } from 'sales-conveyor/motivation';
import { describe, expect, test } from 'vitest';
import { Story } from '../client/story.ts';
import {
  clientLog,
  closedMonths,
  conveyor,
  euros,
  FOREVER,
  held,
  hired,
  kates,
  marked,
  money,
  on,
  ordered,
  paid,
  planOf,
  profile,
  registered,
  released,
  staffLog,
  tenPercent,
} from './pay-kit.ts';

const months = (...names: string[]) =>
  names.map((name) => [`2026-${name}`, on(`${String(Number(name) + 1).padStart(2, '0')}-01`)] as const);
const component = (rest: object) => ({ ...tenPercent, ...rest }) as typeof tenPercent;

describe('measures', () => {
  const oracle = {
    kind: 'marginal',
    pays: 'percent',
    tiers: [
      { from: 0, pays: 1 },
      { from: 1_000_00, pays: 2 },
      { from: 3_000_00, pays: 3 },
      { from: 8_000_00, pays: 5 },
    ],
  };
  const deals = [
    ordered('1', on('01-10'), 200),
    ordered('2', on('01-11'), 300),
    ordered('3', on('01-12'), 1_500),
    ordered('4', on('02-10'), 1_200),
    ordered('5', on('02-11'), 2_000),
    ordered('6', on('03-10'), 4_500),
  ];
  const pays = (measure: object, rate: object = {}) => {
    const book = kates(planOf(component({ measure, rate: { ...oracle, ...rate } })), ...deals);
    return ['2026-01', '2026-02', '2026-03'].map((period) => paid(book, period));
  };

  test('one set of transactions, five pays: 164, 285, 181, 485, and 149 interpolated (Oracle)', () => {
    expect(pays({ kind: 'sum', per: 'deal' })).toEqual([25, 44, 95]);
    expect(pays({ kind: 'sum', per: 'quarter', cumulative: true })).toEqual([30, 86, 169]);
    expect(pays({ kind: 'sum', per: 'month' })).toEqual([30, 56, 95]);
    expect(pays({ kind: 'sum', per: 'quarter' }, { kind: 'whole' })).toEqual([0, 0, 485]);
    const points = [0, 10, 50, 150, 2_150].map((pays, i) => ({
      from: [0, 1_000_00, 3_000_00, 8_000_00, 20_000_00][i],
      pays: pays * 100,
    }));
    const interpolated = { kind: 'interpolated', pays: 'amount', tiers: points };
    expect(pays({ kind: 'sum', per: 'deal' }, interpolated)).toEqual([25, 44, 80]);
  });

  test('a count counts shares, and what was cancelled not', () => {
    const to = [
      { to: 'clientManager', share: 50 },
      { to: 'orderOperator', share: 50 },
    ];
    const each = { kind: 'marginal', pays: 'each', tiers: [{ from: 0, pays: 10_00 }] };
    const counted = component({
      credit: { on: 'orderPlaced', to },
      measure: { kind: 'count', per: 'month' },
      rate: each,
    });
    const book = kates(planOf(counted), ...deals, marked('orderCancelled', '3', on('01-20')));
    expect(paid(book, '2026-01')).toBe(10);
    expect(book.uncredited({ period: '2026-02', knownAt: FOREVER })).toMatchObject([
      { code: 'NO_HOLDER', as: 'orderOperator', orderId: '4', amount: 600_00 },
      { code: 'NO_HOLDER', as: 'orderOperator', orderId: '5' },
    ]);
  });

  test('no accelerator while the year is below its quota (Excelforum: 7,500, not 8,250)', () => {
    const quarter = { measure: { kind: 'sum', per: 'quarter' } };
    const base = component({
      ...quarter,
      rate: { kind: 'whole', pays: 'percent', tiers: [{ from: 0, pays: 5 }] },
    });
    const accelerator = component({
      ...quarter,
      rate: {
        kind: 'marginal',
        pays: 'percent',
        tiers: [
          { from: 100_000_00, pays: 1 },
          { from: 125_000_00, pays: 2 },
        ],
      },
      gate: { fact: 'attainment.year', is: 'atLeast', value: 100 },
    });
    const year = (amount: number) =>
      component({
        measure: { kind: 'sum', per: 'year' },
        quota: { amounts: [{ amount }] },
        rate: { kind: 'whole', pays: 'amount', tiers: [{ from: 0, pays: 0 }] },
      });
    const pay = (quota: number) =>
      kates(
        planOf(base, { components: { base, accelerator, year: year(quota) } }),
        ordered('1', on('03-10'), 150_000),
      );
    expect(paid(pay(150_000_00), '2026-03')).toBe(8_250);
    const below = pay(150_001_00);
    expect(paid(below, '2026-03')).toBe(7_500);
    expect(below.statement({ employee: 'kate', period: '2026-03', knownAt: FOREVER }).lines[1]).toMatchObject(
      {
        unpaid: 'GATE',
        gate: { truth: 'no' },
        amount: 0,
      },
    );
  });

  test('a ratio is of what the same receivers had: accepted handoffs of those offered', () => {
    const handoff = {
      transfer: 'handOver',
      from: { role: 'telemarketer', employeeId: 'kate' },
      to: { role: 'x' },
    };
    const offered = (day: string) =>
      ({
        type: 'handoffOffered',
        handoff: { ...handoff, offeredAt: on(day), expiresAt: on('12-31') },
        happenedAt: on(day),
      }) as never;
    const accepted = (day: string) =>
      ({
        type: 'handoffAccepted',
        accepted: { ...handoff, to: { role: 'x', employeeId: 'dan' }, acceptedAt: on(day) },
        happenedAt: on(day),
      }) as never;
    const quality = component({
      credit: { on: 'handoffAccepted', to: [{ to: 'sender' }] },
      measure: { kind: 'ratio', of: { on: 'handoffOffered' }, per: 'month' },
      rate: { kind: 'whole', pays: 'amount', tiers: [{ from: 70, pays: 100_00 }] },
    });
    const history = [
      offered('01-05'),
      accepted('01-06'),
      offered('01-07'),
      accepted('01-08'),
      offered('01-09'),
    ];
    const book = kates(planOf(quality), ...history);
    const [line] = book.statement({ employee: 'kate', period: '2026-01', knownAt: FOREVER }).lines;
    expect(line).toMatchObject({ measure: '200/3', of: '3', amount: 0 });
    expect(paid(kates(planOf(quality), ...history.slice(0, 4)), '2026-01')).toBe(100);
    const none = book.statement({ employee: 'kate', period: '2026-02', knownAt: FOREVER });
    expect(none.lines).toMatchObject([{ unpaid: 'NOTHING_TO_COMPARE', amount: 0 }]);
  });

  test('credit is for what meets the condition, as of the event; what is unknown is said', () => {
    const when = {
      all: [
        { fact: 'credit.isFirst', is: 'equals', value: true },
        { fact: 'state', is: 'equals', value: 'regular' },
      ],
    };
    const firsts = component({ credit: { ...tenPercent.credit, when } });
    const lost = {
      type: 'stateChanged',
      from: 'regular',
      to: 'lost',
      cause: 'time',
      happenedAt: on('02-01'),
    } as const;
    const book = kates(planOf(firsts), ordered('1', on('01-10'), 100), ordered('2', on('01-11'), 100), lost);
    expect(paid(book, '2026-01')).toBe(10);
    const unknown = { fact: 'credit.transfer', is: 'equals', value: 'x' };
    const never = kates(
      planOf(component({ credit: { ...tenPercent.credit, when: unknown } })),
      ordered('1', on('01-10'), 100),
    );
    expect(never.uncredited({ period: '2026-01', knownAt: FOREVER })).toMatchObject([
      { code: 'CONDITION_UNKNOWN' },
    ]);
  });

  test('the tax is taken off where the plan says so; parts of an order sum to the whole', () => {
    const by = component({
      credit: { ...tenPercent.credit, on: 'payment' },
      measure: { kind: 'sum', per: 'deal' },
      rate: { kind: 'whole', pays: 'percent', tiers: [{ from: 0, pays: 100 }] },
    });
    const pays = ['01-11', '01-12', '01-13'].map((day) => money('1', 'payment', 33.34, on(day)));
    const book = kates(planOf(by, { vat: { percent: 20 } }), ordered('1', on('01-10'), 100), ...pays);
    expect(paid(book, '2026-01')).toBe(83.33);
  });
});

describe('whose it is', () => {
  const development = planOf(
    component({ credit: { on: 'orderPlaced', to: [{ to: 'developmentSpecialist', tail: [75, 50, 25] }] } }),
    { roles: ['developmentSpecialist'] },
  );
  test('who has handed a client over keeps a part that tapers', () => {
    const clients = clientLog(
      'acme',
      registered(),
      held('dan', undefined, 'developmentSpecialist'),
      ordered('1', on('01-05'), 100),
      released('dan', on('01-10'), 'developmentSpecialist'),
      ...['01-20', '02-20', '03-20', '04-20'].map((day, i) => ordered(`${i + 2}`, on(day), 100)),
    );
    const employees = hired('dan', { roles: ['developmentSpecialist'] });
    const book = definePay(conveyor, [development]).over({ clients, employees });
    expect(['01', '02', '03', '04'].map((month) => paid(book, `2026-${month}`, FOREVER, 'dan'))).toEqual([
      17.5, 5, 2.5, 0,
    ]);
    const { lines } = book.statement({ employee: 'dan', period: '2026-02', knownAt: FOREVER });
    expect(lines).toMatchObject([{ credits: [{ tail: '50', count: '0.5', title: { until: on('01-10') } }] }]);
    expect(book.uncredited({ period: '2026-04', knownAt: FOREVER })).toMatchObject([{ code: 'NO_HOLDER' }]);
  });

  test('within the grace of a redistribution the former holder has the credit', () => {
    const to = {
      employeeId: 'lena',
      since: on('01-10'),
      move: { planId: 'plan-1', grace: { employeeId: 'kate', until: on('02-09') } },
    };
    const moved = {
      type: 'clientReassigned',
      role: 'clientManager',
      planId: 'plan-1',
      from: null,
      to,
      happenedAt: on('01-10'),
    } as const;
    const history = [
      registered(),
      held('kate'),
      moved,
      ordered('1', on('02-01'), 100),
      ordered('2', on('02-09'), 100),
    ];
    const employees = [...hired('kate'), ...hired('lena')];
    const pays = (grace: boolean) => {
      const plan = planOf(component({ credit: { on: 'orderPlaced', to: [{ to: 'clientManager', grace }] } }));
      const book = definePay(conveyor, [plan]).over({ clients: clientLog('acme', ...history), employees });
      return ['kate', 'lena'].map((one) => paid(book, '2026-02', FOREVER, one));
    };
    expect(pays(true)).toEqual([10, 10]);
    expect(pays(false)).toEqual([0, 20]);
  });

  test('who is not employed any more, or on another plan, is credited with nothing, and that is said', () => {
    const employees = staffLog(
      'kate',
      { type: 'employeeHired', happenedAt: on('01-01'), profile: profile() },
      { type: 'employeeLeft', happenedAt: on('01-20') },
    );
    const clients = clientLog(
      'acme',
      registered(),
      held('kate'),
      ordered('1', on('01-10'), 100),
      ordered('2', on('01-25'), 100),
    );
    const book = definePay(conveyor, [planOf(tenPercent)]).over({ clients, employees });
    expect(paid(book, '2026-01')).toBe(10);
    expect(book.uncredited({ period: '2026-01', knownAt: FOREVER })).toMatchObject([
      { code: 'NOT_ON_PLAN', orderId: '2', employeeId: 'kate' },
    ]);
    expect(book.statements({ period: '2026-02', knownAt: FOREVER })).toEqual([]);
  });

  test('an order in another currency without a rate, or without a total, is said and not guessed', () => {
    const total = { amount: 1, currency: 'USD' };
    const bare = {
      ...ordered('2', on('01-10')),
      order: { id: '2', placedAt: on('01-10'), day: '2026-01-10' },
    } as ReturnType<typeof ordered>;
    const book = kates(planOf(tenPercent), ordered('1', on('01-10'), 0, { total }), bare);
    expect(book.uncredited({ period: '2026-01', knownAt: FOREVER }).map(({ code }) => code)).toEqual([
      'NO_AMOUNT',
      'NO_AMOUNT',
    ]);
  });
});

describe('salary and quota', () => {
  const nothing = component({ rate: { kind: 'whole', pays: 'percent', tiers: [{ from: 0, pays: 0 }] } });
  const salary = { byGrade: { junior: 3_100_00, senior: 6_200_00 }, otherwise: 1_000_00 };
  const over = (plans: PayPlanInput[], employees: ReturnType<typeof hired>) =>
    definePay(conveyor, plans).over({ clients: [], employees });

  test('of a part of a month as many days are paid: hired on the 22nd, another grade from the 27th on', () => {
    const employees = staffLog(
      'kate',
      { type: 'employeeHired', happenedAt: on('01-22', '09:00'), profile: profile({ grade: 'junior' }) },
      { type: 'employeeChanged', happenedAt: on('01-27', '00:00'), profile: profile({ grade: 'senior' }) },
    );
    const book = over([planOf(nothing, { salary })], employees);
    const { lines, salary: sum } = book.statement({ employee: 'kate', period: '2026-01', knownAt: FOREVER });
    expect(lines.filter(({ kind }) => kind === 'salary')).toMatchObject([
      {
        grade: 'junior',
        from: '2026-01-22',
        to: '2026-01-26',
        days: 5,
        of: 31,
        amount: 500_00,
        because: ['@kate#1'],
      },
      {
        grade: 'senior',
        from: '2026-01-27',
        to: '2026-01-31',
        days: 5,
        of: 31,
        amount: 1_000_00,
        because: ['@kate#2'],
      },
    ]);
    expect(sum).toBe(1_500_00);
    const before = book.statement({ employee: 'kate', period: '2026-01', knownAt: on('01-25') });
    expect(before.salary).toBe(1_000_00);
  });

  test('by working days, less those of unpaid absences', () => {
    const away = { id: 'a', kind: 'other', from: on('01-05', '00:00'), to: on('01-12', '00:00') } as const;
    const employees = staffLog(
      'kate',
      { type: 'employeeHired', happenedAt: on('01-01', '00:00'), profile: profile() },
      { type: 'absenceRecorded', happenedAt: on('01-02'), absence: away },
    );
    const book = over(
      [planOf(nothing, { salary: { otherwise: 2_200_00, prorate: 'workingDays', unpaid: ['other'] } })],
      employees,
    );
    const { lines } = book.statement({ employee: 'kate', period: '2026-01', knownAt: FOREVER });
    const [line] = lines;
    expect(line).toMatchObject({ kind: 'salary', monthly: 2_200_00 });
    expect(line?.kind === 'salary' && line.of - line.days).toBe(5);
  });

  test('a new version within a month: each event goes by the one of its day, and each salary by its days', () => {
    const plans = [
      planOf(tenPercent, { salary: { otherwise: 3_100_00 } }),
      planOf(component({ rate: { ...tenPercent.rate, tiers: [{ from: 0, pays: 20 }] } }), {
        version: 2,
        from: '2026-01-11',
        salary: { otherwise: 6_200_00 },
      }),
    ];
    const book = kates(plans, ordered('1', on('01-10'), 100), ordered('2', on('01-11'), 100));
    const { lines } = book.statement({ employee: 'kate', period: '2026-01', knownAt: FOREVER });
    expect(lines.map(({ rule, amount }) => [rule.version, amount])).toEqual([
      [1, 1_000_00],
      [2, 4_200_00],
      [1, 10_00],
      [2, 20_00],
    ]);
    const ghost = book.statement({
      employee: 'kate',
      period: '2026-01',
      knownAt: FOREVER,
      plan: { id: 'managers', version: 2 },
    });
    expect(ghost.total).toBe(6_200_00 + 40_00);
  });

  test('a KPI of a quota that ramp and absence lower pays percent of the salary; the gate is 80%', () => {
    const kpi = component({
      quota: {
        amounts: [{ amount: 62_000_00 }, { employee: 'kate', period: '2026-01', amount: 31_000_00 }],
        ramp: [50],
      },
      rate: {
        kind: 'whole',
        by: 'attainment',
        pays: 'percentOfSalary',
        tiers: [
          { from: 80, pays: 10 },
          { from: 100, pays: 30 },
          { from: 120, pays: 40 },
        ],
      },
    });
    const away = { id: 'a', kind: 'illness', from: on('01-01', '00:00'), to: on('01-07', '00:00') } as const;
    const employees = staffLog(
      'kate',
      { type: 'employeeHired', happenedAt: on('01-01', '00:00'), profile: profile() },
      { type: 'absenceRecorded', happenedAt: on('01-02'), absence: away },
    );
    const clients = clientLog('acme', registered(), held('kate'), ordered('1', on('01-10'), 12_500));
    const book = definePay(conveyor, [planOf(kpi, { salary: { otherwise: 1_000_00 } })]).over({
      clients,
      employees,
    });
    const { lines } = book.statement({ employee: 'kate', period: '2026-01', knownAt: FOREVER });
    expect(lines[1]).toMatchObject({ quota: '1250000', attainment: '100', amount: 300_00 });
  });
});

describe('closing', () => {
  const variable = planOf(tenPercent, { salary: { otherwise: 1_000_00 } });
  const sold = ordered('1', on('01-10'), 5_000);
  const returned = marked('orderReturned', '1', on('02-10'));

  test('what is owed back is carried against later variable pay, never below the salary, and stays visible', () => {
    const book = kates(
      variable,
      sold,
      returned,
      ordered('2', on('03-10'), 3_000),
      ordered('3', on('04-10'), 3_000),
    );
    const closed = closedMonths(book, months('01', '02', '03', '04'));
    expect(closed.map(({ payment }) => [payment.paid / 100, payment.owed / 100])).toEqual([
      [1_500, 0],
      [1_000, -500],
      [1_000, -200],
      [1_100, 0],
    ]);
    expect(closed[1]?.adjustments).toMatchObject([
      {
        period: '2026-01',
        late: 'adjust',
        difference: -500_00,
        lines: [{ before: 500_00, now: 0, because: ['acme#4'] }],
      },
    ]);
  });

  test('of a leaver the balance stays', () => {
    const employees = staffLog(
      'kate',
      { type: 'employeeHired', happenedAt: on('01-01', '00:00'), profile: profile() },
      { type: 'employeeLeft', happenedAt: on('02-01', '00:00') },
    );
    const clients = clientLog('acme', registered(), held('kate'), sold, returned);
    const book = definePay(conveyor, [variable]).over({ clients, employees });
    const closed = closedMonths(book, months('01', '02'));
    expect(closed[1]?.payment).toMatchObject({ paid: 0, owed: -500_00 });
  });

  test('restate leaves the closed statement and puts a revision beside it; freeze lists what is not payable', () => {
    const history = [sold, marked('orderCancelled', '1', on('02-10')), ordered('2', on('02-11'), 9_000)];
    const restated = closedMonths(
      kates({ ...variable, late: 'restate' }, ...history),
      months('01', '02', '03'),
    );
    expect(restated[0]?.statement.variable).toBe(500_00);
    expect(restated[1]?.adjustments).toMatchObject([
      { late: 'restate', revision: 2, statement: { variable: 0 } },
    ]);
    expect(restated.map(({ payment }) => payment.paid / 100)).toEqual([1_500, 1_400, 1_000]);
    const frozen = closedMonths(kates({ ...variable, late: 'freeze' }, ...history), months('01', '02', '03'));
    expect(frozen.map(({ payment }) => payment.paid / 100)).toEqual([1_500, 1_900, 1_000]);
    expect(frozen.map(({ adjustments }) => adjustments.length)).toEqual([0, 1, 1]);
  });

  test('a draw is a balance of the same kind (Siebel)', () => {
    const sums = [2_750, 3_000, 1_500, 2_375, 3_000, 2_750];
    const whole = component({ rate: { ...tenPercent.rate, tiers: [{ from: 0, pays: 100 }] } });
    const orders = sums.map((sum, i) => ordered(`${i}`, on(`0${i + 1}-10`), sum));
    const book = kates(planOf(whole, { draw: { amount: 2_000_00 } }), ...orders);
    const closed = closedMonths(book, months('01', '02', '03', '04', '05', '06'));
    expect(closed.map(({ payment }) => payment.paid / 100)).toEqual([
      2_750, 3_000, 2_000, 2_000, 2_875, 2_750,
    ]);
  });

  test('a month is closed once, when it is over, and not by less than was known', () => {
    const book = kates(variable, sold);
    const closed = closedMonths(book, months('01'));
    const close = (period: string, knownAt: string) =>
      book.close({ employee: 'kate', period, knownAt, closed });
    expect(close('2026-01', FOREVER)).toMatchObject({ refusal: { code: 'PERIOD_CLOSED', last: '2026-01' } });
    expect(close('2026-02', on('02-28'))).toMatchObject({
      refusal: { code: 'PERIOD_NOT_OVER', endsAt: on('03-01', '00:00') },
    });
    const [late] = closedMonths(book, [['2026-01', on('05-01')]]);
    expect(
      book.close({ employee: 'kate', period: '2026-02', knownAt: on('04-01'), closed: late ? [late] : [] }),
    ).toMatchObject({
      refusal: { code: 'KNOWN_BEFORE' },
    });
    const another = { employee: 'lena', period: '2026-02', knownAt: FOREVER };
    expect(book.close({ ...another, closed })).toMatchObject({ refusal: { code: 'CLOSED_FOR_ANOTHER' } });
    expect(book.close({ ...another, closed: [] })).toMatchObject({ refusal: { code: 'UNKNOWN_EMPLOYEE' } });
    expect(() => definePay(conveyor, [variable]).over({ clients: [] } as never)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
    expect(() => book.statement({ employee: 'kate', period: '2026-13', knownAt: FOREVER })).toThrow(
      expect.objectContaining({ code: 'INVALID_QUERY' }),
    );
  });

  test('nobody of an id that is unknown has a statement of 0; who is taken on later than was known has', () => {
    const book = kates(variable, sold);
    expect(() => book.statement({ employee: 'kat', period: '2026-01', knownAt: FOREVER })).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_EMPLOYEE', details: { employeeId: 'kat' } }),
    );
    const before = { employee: 'kate', period: '2026-01', knownAt: '2020-01-01T00:00:00.000Z' };
    expect(book.statement(before)).toMatchObject({ lines: [], total: 0 });
  });

  test('a correction is one of the same kind, and says which', () => {
    const corrected = {
      type: 'recordCorrected',
      eventId: 'acme#3',
      reason: 'a slip',
      correct: {
        happenedAt: on('01-10'),
        payload: { order: { id: '1', placedAt: on('01-10'), day: '2026-01-10', total: euros(3_000) } },
      },
      happenedAt: on('02-10'),
    } as const;
    const closed = closedMonths(kates(variable, sold, corrected), months('01', '02'));
    expect(closed[1]?.adjustments).toMatchObject([{ difference: -200_00, lines: [{ because: ['acme#4'] }] }]);
    const { correct: _, ...isVoid } = corrected;
    const [, again] = closedMonths(kates(variable, sold, isVoid), months('01', '02'));
    expect(again?.adjustments).toMatchObject([{ difference: -500_00, lines: [{ because: ['acme#4'] }] }]);
  });
});

test('a merge pays an order that both cards have once; its undoing pays both again', () => {
  const survivor = new Story(conveyor, 'acme');
  const twin = new Story(conveyor, 'twin');
  const employees = [...hired('kate'), ...hired('lena')];
  const staff = { kate: { roles: ['clientManager'] }, lena: { roles: ['clientManager'] } };
  const head = { id: 'head', roles: ['headOfSales'] };
  for (const [story, employeeId] of [
    [survivor, 'kate'],
    [twin, 'lena'],
  ] as const) {
    story.do({ type: 'register', source: 'existing' }, { id: 'import', roles: ['import'] }, on('01-02'));
    story.do({ type: 'assignHolder', role: 'clientManager', employeeId }, head, on('01-03'), { staff });
    for (const id of ['both', story.id])
      story.do(
        { type: 'recordOrder', order: { id, placedAt: on('01-10'), total: euros(100) } },
        head,
        on('01-10'),
      );
  }
  survivor.merge(twin, 'mergeDuplicate', on('02-10'), staff);
  const pay = (order: string) =>
    ({
      type: 'recordMoney',
      orderId: order,
      recordId: 'p',
      kind: 'payment',
      amount: euros(100),
      at: on('02-11'),
    }) as const;
  survivor.do(pay('twin'), head, on('02-11'));
  survivor.merge(twin, 'unmergeDuplicate', on('03-10'), staff);
  const clients = [...survivor.history, ...twin.history];

  const placed = definePay(conveyor, [planOf(tenPercent)]).over({ clients, employees });
  const both = (period: string, knownAt: string, book = placed) =>
    ['kate', 'lena'].map((one) => paid(book, period, knownAt, one));
  expect(both('2026-01', on('02-01'))).toEqual([20, 20]);
  expect(both('2026-01', on('03-01'))).toEqual([20, 10]);
  expect(both('2026-01', on('04-01'))).toEqual([20, 20]);
  const closed = closedMonths(placed, months('01', '02', '03'), 'lena');
  expect(closed.map(({ payment }) => payment.adjusted)).toEqual([0, -10_00, 10_00]);

  // What was paid of the duplicate's order while it was merged is the survivor's holder's, and lena's again.
  const byPayment = planOf(component({ credit: { ...tenPercent.credit, on: 'payment' } }));
  const book = definePay(conveyor, [byPayment]).over({ clients, employees });
  expect(both('2026-02', on('03-01'), book)).toEqual([10, 0]);
  expect(both('2026-02', on('04-01'), book)).toEqual([0, 10]);
});

test('an order that another card brought from elsewhere comes with its marks and its money, each record once', () => {
  const stands = { state: 'regular', stateSince: on('01-05'), passed: [], custody: {}, received: {} };
  const parts = {
    facts: {},
    people: {},
    windows: {},
    contacts: { count: 0, twoWay: 0 },
    holds: {},
    pauses: [],
  };
  const record = { id: 'R-1', kind: 'return', amount: 40_00, at: on('01-12') } as const;
  const back = money('1', 'return', 40, record.at, { recordId: record.id });
  const payment = { id: 'P-1', kind: 'payment', amount: 60_00, at: on('01-13') } as const;
  const order = { id: '1', placedAt: on('01-10'), day: '2026-01-10', total: euros(100) };
  const opened = (brought: object) =>
    ({
      type: 'clientOnboarded',
      source: 'existing',
      registeredAt: on('01-05'),
      happenedAt: on('01-15'),
      stands,
      parts,
      orders: [{ ...order, ...brought }],
    }) as never;
  const merged = (brought: object, ...own: Parameters<typeof kates>[1][]) => {
    const mergedAway = { type: 'mergedAway', into: 'acme', stood: stands, happenedAt: on('02-10') } as never;
    const clients = [
      ...clientLog('acme', registered(), held('kate'), ordered('1', on('01-10'), 100), ...own),
      ...clientLog('twin', opened(brought), mergedAway),
    ];
    return (plan: PayPlanInput) =>
      paid(definePay(conveyor, [plan]).over({ clients, employees: hired('kate') }), '2026-01');
  };
  const [placed, byPayment] = [
    planOf(tenPercent),
    planOf(component({ credit: { ...tenPercent.credit, on: 'payment' } })),
  ];
  expect(merged({})(placed)).toBe(10);
  expect(merged({ money: [record] }, back)(placed)).toBe(6);
  expect(merged({ money: [record] })(placed)).toBe(6);
  expect(merged({ returnedAt: on('01-14') })(placed)).toBe(0);
  // What was paid before it came is nobody's credit, whichever card counts.
  expect(merged({ money: [record, payment] })(byPayment)).toBe(0);
});

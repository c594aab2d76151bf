import { createSales, type EmployeeEvent, memoryStore } from 'sales-conveyor';
import { defineGrades, definePay, type PayPlanInput } from 'sales-conveyor/motivation';
import { describe, expect, test } from 'vitest';
import {
  clientLog,
  closedMonths,
  conveyor,
  FOREVER,
  held,
  hired,
  on,
  ordered,
  planOf,
  profile,
  registered,
  staffLog,
  tenPercent,
} from './pay-kit.ts';

const statementOf = (
  plans: readonly PayPlanInput[],
  employees: readonly EmployeeEvent[],
  period: string,
  clients = clientLog('acme', registered(), held('kate')),
) =>
  definePay(conveyor, plans)
    .over({ clients, employees })
    .statement({ employee: 'kate', period, knownAt: FOREVER });

describe('a month of salary', () => {
  test('is rounded once, however many parts it has: a new version at the same salary changes nothing', () => {
    const salary = { otherwise: 1_000_01 };
    const versions = [
      planOf(tenPercent, { salary }),
      planOf(tenPercent, { version: 2, from: '2026-04-16', salary }),
    ];
    const { salary: sum, lines } = statementOf(versions, hired('kate'), '2026-04');
    expect(lines.flatMap((line) => (line.kind === 'salary' ? [line.amount] : []))).toEqual([500_01, 500_00]);
    expect(sum).toBe(1_000_01);
  });

  test('in whole euros: the parts are whole euros, too', () => {
    const salary = { otherwise: 1_000_00 };
    const rounding = { digits: 0 };
    const versions = [
      planOf(tenPercent, { salary, rounding }),
      planOf(tenPercent, { version: 2, from: '2026-01-12', salary, rounding }),
    ];
    const { lines } = statementOf(versions, hired('kate'), '2026-01');
    expect(lines.flatMap((line) => (line.kind === 'salary' ? [line.amount] : []))).toEqual([355_00, 645_00]);
  });
});

describe('a ramp', () => {
  const quotaIn = (period: string, happenedAt: string) => {
    const quota = { amounts: [{ amount: 10_000_00 }], ramp: [50, 75] };
    const employees = staffLog('kate', { type: 'employeeHired', happenedAt, profile: profile() });
    const [line] = statementOf([planOf({ ...tenPercent, quota } as never)], employees, period).lines;
    return line?.kind === 'component' ? line.quota : undefined;
  };

  test('counts days, whatever the hour at which somebody was taken on', () => {
    for (const time of ['00:00', '09:00', '23:30']) {
      expect(quotaIn('2026-01', on('01-01', time))).toBe('500000');
      expect(quotaIn('2026-02', on('01-01', time))).toBe('750000');
      expect(quotaIn('2026-03', on('01-01', time))).toBe('1000000');
    }
  });
});

describe('somebody with two roles on two plans', () => {
  const plan = (id: string, role: string, more: Partial<PayPlanInput> = {}) =>
    planOf(
      { ...tenPercent, credit: { on: 'orderPlaced', to: [{ to: role }] } },
      { id, roles: [role], ...more },
    );
  const managers = plan('managers', 'clientManager', { salary: { otherwise: 3_000_00 }, late: 'freeze' });
  const operators = plan('operators', 'orderOperator', {
    salary: { otherwise: 1_000_00 },
    draw: { amount: 500_00 },
  });
  const clients = clientLog(
    'acme',
    registered(),
    held('kate'),
    held('kate', undefined, 'orderOperator'),
    ordered('1', on('01-10'), 1_000),
  );
  const closedBy = (plans: readonly PayPlanInput[], roles: readonly string[]) =>
    closedMonths(definePay(conveyor, plans).over({ clients, employees: hired('kate', { roles }) }), [
      ['2026-01', on('02-01')],
      ['2026-02', on('03-01')],
    ]);

  test('is paid the same in whatever order the plans stand', () => {
    const roles = ['orderOperator', 'clientManager'];
    expect(closedBy([operators, managers], roles)).toEqual(closedBy([managers, operators], roles));
  });

  test('has the salary and the draw of their first role, and the variable pay of both', () => {
    expect(closedBy([managers, operators], ['clientManager', 'orderOperator'])[0]?.payment).toMatchObject({
      salary: 3_000_00,
      variable: 200_00,
      draw: 0,
    });
    expect(closedBy([managers, operators], ['orderOperator', 'clientManager'])[0]?.payment).toMatchObject({
      salary: 1_000_00,
      variable: 200_00,
      draw: 500_00,
    });
  });

  test('has the salary of the first role that has one', () => {
    const { salary: _, ...withoutSalary } = managers;
    const [january] = closedBy([withoutSalary, operators], ['clientManager', 'orderOperator']);
    expect(january?.payment.salary).toBe(1_000_00);
  });
});

describe('a grade that was proposed', () => {
  const salary = { byGrade: { junior: 1_000_00, senior: 2_000_00 } };
  const quota = { amounts: [{ amount: 1_000_00 }] };
  const plan = planOf({ ...tenPercent, quota } as never, { salary });
  const pay = definePay(conveyor, [plan]);
  const when = { fact: 'attainment.sales', is: 'atLeast', value: 100 } as const;
  const ladder = defineGrades(conveyor, pay, {
    roles: ['clientManager'],
    grades: [{ grade: 'junior', promote: { when, k: 1, n: 1 } }, { grade: 'senior' }],
  });

  /** The salaries of February to April, where a proposal of 2 February, from March on, is approved at a moment. */
  async function salaries(approvedAt: string, profileChange: object = {}) {
    let now = on('01-01', '00:00');
    const sales = createSales({ conveyor, store: memoryStore(), clock: () => now });
    await sales.employees.hire({
      id: 'kate',
      roles: ['clientManager'],
      hoursPerMonth: 130,
      grade: 'junior',
    });
    const clients = clientLog('acme', registered(), held('kate', now), ordered('1', on('01-10'), 1_000));
    const employees = await sales.employees.history('kate');
    const closed = closedMonths(pay.over({ clients, employees }), [['2026-01', on('02-01')]]);
    now = on('02-02');
    const [review] = ladder.review({ at: now, employees, closed });
    if (!review?.proposal) throw new Error('nothing was proposed');
    const { to, from, commandId } = review.proposal;
    expect([to, from]).toEqual(['senior', '2026-03-01']);
    now = approvedAt;
    expect((await sales.employees.change('kate', { grade: to, gradeFrom: from }, { commandId })).ok).toBe(
      true,
    );
    now = on('04-28');
    if (Object.keys(profileChange).length > 0) await sales.employees.change('kate', profileChange);
    const book = pay.over({ clients, employees: await sales.employees.history('kate') });
    return ['2026-02', '2026-03', '2026-04'].map(
      (period) => book.statement({ employee: 'kate', period, knownAt: FOREVER }).salary,
    );
  }

  test('pays from the day of the proposal, approved before it or after', async () => {
    const fromMarch = [1_000_00, 2_000_00, 2_000_00];
    expect(await salaries(on('02-10'))).toEqual(fromMarch);
    expect(await salaries(on('02-10'), { hoursPerMonth: 100 })).toEqual(fromMarch);
    expect(await salaries(on('04-05'))).toEqual(fromMarch);
  });

  test('says its day in the card and the event; the day goes with the grade, and can be put right', async () => {
    let now = on('01-01', '00:00');
    const sales = createSales({ conveyor, store: memoryStore(), clock: () => now });
    const card = { id: 'kate', roles: ['clientManager'], hoursPerMonth: 130, grade: 'junior' };
    await sales.employees.hire(card);
    now = on('02-10');
    await sales.employees.change('kate', { grade: 'senior', gradeFrom: '2026-03-01' });
    expect(await sales.employees.get('kate')).toMatchObject({ grade: 'senior', gradeFrom: '2026-03-01' });
    const salariesNow = async () => {
      const book = pay.over({ clients: [], employees: await sales.employees.history('kate') });
      return ['2026-02', '2026-03', '2026-04'].map(
        (period) => book.statement({ employee: 'kate', period, knownAt: FOREVER }).salary,
      );
    };
    expect(await salariesNow()).toEqual([1_000_00, 2_000_00, 2_000_00]);
    await sales.employees.change('kate', { gradeFrom: '2026-04-01' });
    expect(await salariesNow()).toEqual([1_000_00, 1_000_00, 2_000_00]);
    await sales.employees.change('kate', { grade: 'junior' });
    expect(await sales.employees.get('kate')).not.toHaveProperty('gradeFrom');
    await expect(sales.employees.change('kate', { gradeFrom: 'March' })).rejects.toMatchObject({
      code: 'INVALID_EMPLOYEE',
      details: { problems: [{ path: 'gradeFrom' }] },
    });
  });

  test('gives way to another grade that is given later', async () => {
    expect(await salaries(on('02-10'), { grade: 'junior' })).toEqual([1_000_00, 2_000_00, 1_933_33]);
  });
});

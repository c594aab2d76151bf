import {
  absenceAt,
  type Blueprint,
  clientLoad,
  defineConveyor,
  deputyOf,
  type Employee,
  effectiveCapacity,
  experienceSimilarity,
  type Instant,
  isPresent,
  monthlyCapacity,
  workingCalendar,
} from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { stages } from '../client/department.ts';
import { storyOf } from '../client/story.ts';

const role = 'clientManager';
const { blueprint } = defineConveyor(mixed());
const at = (day: string, time = '00:00'): Instant => `2026-${day}T${time}:00.000Z`;
const june = { from: at('06-01'), to: at('07-01') };

const ivanova = (more: Partial<Employee> = {}): Employee => ({
  id: 'ivanova',
  revision: 1,
  roles: [role],
  hoursPerMonth: 130,
  skills: [],
  regions: [],
  hiredAt: '2020-01-01T00:00:00.000Z',
  ...more,
});
const capacity = (more: Partial<Employee>, period = june, own: Blueprint = blueprint) =>
  effectiveCapacity(ivanova(more), period, role, own);

describe('the effective capacity of somebody', () => {
  test('who is there all the time is what the contract says, month by month', () => {
    expect(capacity({})).toBe(130);
    expect(capacity({}, { from: at('06-01'), to: at('09-01') })).toBeCloseTo(390, 9);
    expect(monthlyCapacity(ivanova(), at('06-11', '13:00'), role, blueprint)).toBe(130);
  });

  test('is less by the working hours of absences, overlapping ones counted once, parts of a day exactly', () => {
    const day = 9;
    const hours = 22 * day;
    const away = (...spans: [Instant, Instant?][]) =>
      capacity({
        absences: spans.map(([start, end], i) => ({ id: `${i}`, kind: 'vacation', from: start, to: end })),
      });
    expect(away([at('06-01'), at('06-03')])).toBeCloseTo((130 * (hours - 2 * day)) / hours, 9);
    expect(away([at('06-01'), at('06-03')], [at('06-02'), at('06-04')])).toBeCloseTo(
      (130 * (hours - 3 * day)) / hours,
      9,
    );
    expect(away([at('06-05', '09:00'), at('06-05', '10:00')])).toBeCloseTo((130 * (hours - 1)) / hours, 9);
    expect(away([at('06-06'), at('06-08')])).toBe(130);
    expect(away([at('05-01')])).toBe(0);
  });

  test('grows with the months since they were taken on', () => {
    const newcomer = { hiredAt: at('04-01') };
    expect(capacity(newcomer, { from: at('04-01'), to: at('05-01') })).toBeCloseTo(52, 9);
    expect(capacity(newcomer)).toBeCloseTo(130 * 0.9, 9);
    expect(capacity(newcomer, { from: at('09-01'), to: at('10-01') })).toBeCloseTo(130, 9);
    expect(capacity(newcomer, { from: at('03-01'), to: at('04-01') })).toBe(0);
  });

  test('ends when they leave, or are known to', () => {
    const { from, to } = { from: at('06-01'), to: at('06-16') };
    const until = capacity({}, { from, to });
    expect(capacity({ leavesAt: to })).toBeCloseTo(until, 9);
    expect(capacity({ leavesAt: at('08-01'), leftAt: to })).toBeCloseTo(until, 9);
  });

  test('counts the share of time with clients, and how much time the grade needs', () => {
    expect(capacity({ sellingShare: 0.5 })).toBeCloseTo(65, 9);
    expect(capacity({ grade: 'junior' })).toBeCloseTo(104, 9);
    expect(capacity({ grade: 'unknown' })).toBe(130);
  });

  test('goes by a calendar of the own', () => {
    const calendar = workingCalendar(blueprint.workingTime, 'UTC', {
      isHoliday: (day) => day >= '2026-06-16',
    });
    const gone = { leavesAt: at('06-16') };
    expect(effectiveCapacity(ivanova(gone), june, role, blueprint, calendar)).toBe(130);
  });
});

describe('somebody', () => {
  const absences = [
    { id: 'a', kind: 'vacation', from: at('06-01'), to: at('06-10'), deputyId: 'petrova' },
    { id: 'b', kind: 'illness', from: at('06-05') },
  ] as const;

  test('is there from the day they are taken on until they leave, unless away', () => {
    const one = ivanova({ hiredAt: at('01-10'), leavesAt: at('12-01'), absences });
    expect(isPresent(one, at('01-09'))).toBe(false);
    expect(isPresent(one, at('01-10'))).toBe(true);
    expect(isPresent(one, at('06-01'))).toBe(false);
    expect(isPresent({ ...one, absences: [] }, at('11-30'))).toBe(true);
    expect(isPresent({ ...one, absences: [] }, at('12-01'))).toBe(false);
  });

  test('is away for the reason that lasts longest, and keeps the deputy of each day', () => {
    expect(absenceAt({ absences }, at('06-03'))?.id).toBe('a');
    expect(deputyOf({ absences }, at('06-03'))).toBe('petrova');
    expect(absenceAt({ absences }, at('06-06'))?.id).toBe('b');
    expect(deputyOf({ absences }, at('06-06'))).toBe('petrova');
    expect(deputyOf({ absences }, at('06-10'))).toBeUndefined();
    const course = {
      id: 'c',
      kind: 'training',
      from: at('06-07'),
      to: at('06-08'),
      deputyId: 'olga',
    } as const;
    const deputies = ['06-06', '06-07', '06-08'].map((day) =>
      deputyOf({ absences: [...absences, course] }, at(day)),
    );
    expect(deputies).toEqual(['petrova', 'olga', 'petrova']);
  });
});

describe('the load of a client', () => {
  const client = (segment?: string) => ({
    state: 'regular',
    facts: segment ? { segment: { value: segment, source: 'crm', at: at('01-01') } } : {},
  });

  test("is the state's norm times the segment's factor; the norm where the segment is unknown", () => {
    const norm = blueprint.states.regular?.load[role] as number;
    expect(clientLoad(client(), role, blueprint)).toBe(norm);
    expect(clientLoad(client('A'), role, blueprint)).toBe(norm * 2);
    expect(clientLoad(client('C'), role, blueprint)).toBeCloseTo(norm * 0.5, 9);
    expect(clientLoad(client('A'), 'orderOperator', blueprint)).toBe(
      blueprint.states.regular?.load.orderOperator,
    );
    const daily = [1, 2, 3].map((day) => ({ id: `o${day}`, placedAt: at('06-01'), day: `2026-06-0${day}` }));
    const orders = { ...storyOf(stages.regular).known.orders, recent: daily };
    expect(clientLoad({ ...client(), orders }, 'orderOperator', blueprint)).toBeCloseTo(0.17 * 20, 9);
    expect(clientLoad({ ...client(), state: 'gone' }, role, blueprint)).toBe(0);
  });
});

test('experience is alike as far as the years in the same industries go', () => {
  expect(experienceSimilarity({ dairy: 4, retail: 2 }, { dairy: 2, retail: 2 })).toBeCloseTo(4 / 6, 9);
  expect(experienceSimilarity({ dairy: 4 }, { dairy: 4 })).toBe(1);
  expect(experienceSimilarity({ dairy: 4 }, { metal: 4 })).toBe(0);
  expect(experienceSimilarity({}, {})).toBe(0);
});

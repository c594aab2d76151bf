import fc from 'fast-check';
import {
  type BlueprintInput,
  type ConveyorError,
  defineConveyor,
  type Employee,
  memoryStore,
  monthlyCapacity,
  type Staff,
  toInstant,
  type WorkingCalendar,
  workingCalendar,
} from 'sales-conveyor';
import { describeBlueprint, describeDiff, diffBlueprints } from 'sales-conveyor/blueprints';
import { conveyorOf } from 'sales-conveyor/core';
import { ru } from 'sales-conveyor/locales/ru';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../src/blueprint/calendar-of.ts';
import { planStaff } from '../../src/redistribution/plan/plan-staff.ts';
import { Capacities } from '../../src/service/assignment/capacities.ts';
import { at, denis, head, registered, staff, stages, tanya } from '../client/department.ts';
import { storyOf } from '../client/story.ts';
import { openSales } from '../open-sales.ts';

const hour = 3_600_000;
/** Somebody is always there: no hour is a working one more than another. */
const always: WorkingCalendar = {
  workingHoursBetween: (from, to) => Math.max(0, Date.parse(to) - Date.parse(from)) / hour,
  addWorkingHours: (start, hours) => toInstant(Date.parse(start) + hours * hour),
};
const conveyor = defineConveyor(mixed(), { calendar: always });
const friday = at('01-09', '17:00');
const vera = {
  id: 'vera',
  name: 'Vera',
  roles: ['clientManager'],
  hiredAt: at('01-01', '00:00'),
  hoursPerMonth: 120,
  skills: [],
  regions: [],
  revision: 1,
  // A weekend, of a month of thirty days and a half.
  absences: [{ id: 'a', kind: 'vacation', from: at('06-06', '00:00'), to: at('06-08', '00:00') }],
} as const;

describe('a role with hours of its own', () => {
  const days = [1, 2, 3, 4, 5];
  const preset = mixed();
  const { developmentSpecialist, headOfSales } = preset.roles;
  const roles = {
    ...preset.roles,
    developmentSpecialist: { ...developmentSpecialist, workingHours: { days, from: '08:00', to: '18:00' } },
    headOfSales: { ...headOfSales, workingHours: { days: [6, 7], from: '10:00', to: '18:00' } },
  };
  const desk = defineConveyor({ ...preset, roles, workingTime: { days, from: '09:00', to: '17:00' } });

  test('owes answers, decisions and first contacts within these, the others within the department’s', () => {
    const offered = (from: string, own = desk) => {
      const story = storyOf(stages.qualified, own);
      story.do({ type: 'transfer', transfer: 'handToDevelopment', to: 'denis' }, tanya, from);
      return story;
    };
    // Four hours, of a desk that works 8 to 18; 9 to 17 without hours of its own.
    expect(offered(friday).known.handoff?.expiresAt).toBe(at('01-12', '11:00'));
    const plain = defineConveyor({ ...preset, workingTime: { days, from: '09:00', to: '17:00' } });
    expect(offered(at('01-08', '16:00'), plain).known.handoff?.expiresAt).toBe(at('01-09', '12:00'));
    const story = offered(friday);
    story.do({ type: 'acceptHandoff' }, denis, friday);
    const { firstContactBy } = story.known.handoffs.received.developmentSpecialist ?? {};
    expect(firstContactBy).toBe(at('01-12', '16:00'));
    // Sixteen hours of a head who works at weekends alone.
    const late = offered(friday);
    late.pass(at('01-12', '11:00'));
    expect(late.known.handoff?.escalated?.decideBy).toBe(at('01-18', '18:00'));
  });

  test('is there when they say: an absence outside of them costs no capacity', () => {
    const weekend = {
      id: 'a',
      kind: 'vacation',
      from: at('01-10', '00:00'),
      to: at('01-12', '00:00'),
    } as const;
    const employee = { ...vera, hiredAt: '2020-01-01T00:00:00.000Z', absences: [weekend] };
    const month = at('01-01', '00:00');
    const of = (role: string) => monthlyCapacity(employee, month, role, desk.blueprint);
    // Of the nine days of January's weekends two are gone.
    expect([of('developmentSpecialist'), of('headOfSales')]).toEqual([120, expect.closeTo(120 * (7 / 9), 9)]);
  });

  test('has them checked, told in the regulation, and compared', () => {
    const shifts = [
      { days, from: '08:00', to: '12:00' },
      { days, from: '11:00', to: '18:00' },
    ];
    const overlapping = { ...roles, headOfSales: { ...headOfSales, workingHours: { shifts } } };
    expect(() => defineConveyor({ ...preset, roles: overlapping })).toThrow(
      /roles\.headOfSales\.workingHours/,
    );
    const never = { days: [7], from: '10:00', to: '10:01', holidays: [] };
    const idle = { ...roles, headOfSales: { ...headOfSales, workingHours: never } };
    expect(() => defineConveyor({ ...preset, roles: idle })).toThrow(/decideWithin/);
    const said = describeBlueprint(desk.blueprint, { dictionary: ru, part: 'people' });
    expect(said).toMatch(/Рабочее время роли .?руководитель отдела продаж/i);
    expect(said).toContain('10:00–18:00');
    const [change, ...others] = diffBlueprints({ ...preset, roles: desk.blueprint.roles }, preset).filter(
      ({ name }) => name === 'headOfSales',
    );
    expect([change?.part, others]).toEqual(['workingHours', []]);
    const told = describeDiff({ ...preset, roles: desk.blueprint.roles }, preset, { dictionary: ru });
    expect(told).toContain('собственные часы работы');
  });
});

test('an alarm an hour before a limit in working time that ends on Tuesday at 11 rings at 10', () => {
  const preset = mixed();
  const { missFirstTouch } = preset.transfers;
  const trigger = { ...missFirstTouch.trigger, plusWorkingMinutes: 180, notice: { hours: 1 } };
  const desk = defineConveyor({
    ...preset,
    workingTime: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
    transfers: { ...preset.transfers, missFirstTouch: { ...missFirstTouch, trigger } },
  } as BlueprintInput);
  const monday = at('01-05', '16:00');
  const story = storyOf([registered('lead', monday, 'lead')], desk);
  story.do({ type: 'assignHolder', role: 'telemarketer', employeeId: 'tanya' }, head, monday);
  expect(desk.nextDueAt(story.known)).toBe(at('01-06', '10:00'));
  expect(story.pass(at('01-06', '10:00'))).toMatchObject([
    { type: 'noticeGiven', to: 'tanya', transfer: 'missFirstTouch', dueAt: at('01-06', '11:00') },
  ]);
  expect(desk.nextDueAt(story.known)).toBe(at('01-06', '11:00'));
});

describe('an employee with hours of their own', () => {
  const week = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' };
  const mornings = { days: [1, 2, 3], from: '09:00', to: '13:00', timeZone: 'Europe/Moscow' };
  const holidays = ['2026-01-12'];
  const partTime = defineConveyor({ ...mixed(), workingTime: { ...week, holidays } });

  test('owes answers and first contacts within these, less days off of the department; others do not', () => {
    const own = { ...staff, denis: { roles: denis.roles, workingHours: { ...mornings, holidays: [] } } };
    const offered = (to: { to?: string }, context: { staff?: Staff }) => {
      const story = storyOf(stages.qualified, partTime);
      story.do({ type: 'transfer', transfer: 'handToDevelopment', ...to }, tanya, friday, context);
      return story;
    };
    const story = offered({ to: 'denis' }, { staff: own });
    // Four hours: Monday is off, and nine o'clock in Moscow is six.
    expect(story.known.handoff?.expiresAt).toBe(at('01-13', '10:00'));
    expect(offered({}, { staff: own }).known.handoff?.expiresAt).toBe(at('01-13', '12:00'));
    expect(offered({ to: 'denis' }, { staff }).known.handoff?.expiresAt).toBe(at('01-13', '12:00'));
    story.do({ type: 'acceptHandoff' }, denis, friday, { staff: own });
    const { firstContactBy } = story.known.handoffs.received.developmentSpecialist ?? {};
    // Nine hours: Tuesday, Wednesday, and one of Monday.
    expect(firstContactBy).toBe(at('01-19', '07:00'));
  });

  test('has the capacity that they say, in the load of everybody, in assignment and in plans', async () => {
    const now = at('01-01', '00:00');
    const sales = openSales({ conveyor: partTime, store: memoryStore(), clock: () => now });
    const { absences: _, revision: __, hiredAt: ___, ...hired } = vera;
    const hiredAt = '2020-01-01T00:00:00Z';
    await sales.employees.hire({ ...hired, hiredAt, workingHours: mornings });
    // Of the mornings of January, without the 12th, two of twelve are gone; the days after them are free anyway.
    const away = { id: 'a', kind: 'vacation', from: at('01-06', '00:00'), to: at('01-12', '00:00') } as const;
    await sales.employees.recordAbsence('vera', away);
    const capacity = expect.closeTo(120 * (9 / 11), 9);
    expect(await sales.workloads()).toMatchObject([{ capacity }]);
    const known = (await sales.employees.get('vera')) as Employee;
    expect(known.workingHours).toEqual({ ...mornings, holidays: [] });
    expect(new Capacities(now, partTime.rules).of(known, 'clientManager')).toEqual(capacity);
    const around = { employees: [known], holders: new Set<string>(), held: [] };
    const basis = { role: 'clientManager', reason: { kind: 'overload' }, at: now, policy: {} };
    const [row] = planStaff(around as never, basis as never, partTime.rules);
    expect(row?.employee.capacity).toEqual(capacity);
    const usual = await sales.employees.change('vera', { workingHours: null });
    expect(usual.ok && usual.employee.workingHours).toBeUndefined();
  });

  test('has them checked: a zone that is none, a misspelt key, work that no limit would ever end in', async () => {
    const sales = openSales({ conveyor: partTime, store: memoryStore(), clock: () => friday });
    const person = { id: 'olga', roles: ['clientManager'], hoursPerMonth: 20 };
    const problemsOf = async (workingHours: object) => {
      const hiring = sales.employees.hire({ ...person, workingHours } as never);
      const { details } = (await hiring.catch((error) => error)) as ConveyorError;
      return (details.problems as { path: string; code: string }[]).map(({ path, code }) => [path, code]);
    };
    expect(await problemsOf({ ...mornings, timeZone: 'Moscow' })).toEqual([
      ['workingHours.timeZone', 'NOT_A_TIME_ZONE'],
    ]);
    expect(await problemsOf({ ...mornings, holiday: [] })).toEqual([['workingHours.holiday', 'UNKNOWN_KEY']]);
    expect(await problemsOf({ days: [1], from: '09:00', to: '10:00' })).toEqual([
      ['workingHours', 'TOO_SMALL'],
    ]);
    // What is no time of day is not compared with another one, nor counted.
    expect(await problemsOf({ ...mornings, from: '9:00', to: '18:00' })).toEqual([
      ['workingHours.from', 'WRONG_FORM'],
    ]);
    expect(await problemsOf({ ...mornings, to: '08:00' })).toEqual([['workingHours.to', 'NOT_LATER']]);
    expect(await sales.employees.get('olga')).toBeUndefined();
  });

  test('works when a calendar of theirs would say so, in whatever zones', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((of) => `2026-03-${String(of).padStart(2, '0')}`);
    const span = { from: '08:00', to: '16:30' };
    const arbitraryZone = fc.constantFrom('UTC', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Tokyo');
    fc.assert(
      fc.property(
        fc.record({ zone: arbitraryZone, timeZone: fc.option(arbitraryZone, { nil: undefined }) }),
        fc.record({ off: fc.array(day), ownOff: fc.array(day), worked: fc.array(day), empty: fc.array(day) }),
        fc.tuple(fc.constantFrom('14:00', '30:00'), fc.integer({ min: 1, max: 60 }), day),
        ({ zone, timeZone }, { off, ownOff, worked, empty }, [to, hours, start]) => {
          const listed = (days: readonly string[], spans: object[]) =>
            Object.fromEntries(days.map((each) => [each, spans]));
          const isOwn = (each: string) => worked.includes(each);
          const own = { days: [1, 2, 4, 6], from: '10:00', to };
          const ownOnly = {
            ...own,
            holidays: ownOff.filter((each) => !isOwn(each)),
            dates: listed(worked, [span]),
          };
          const departments = { ...week, holidays: off, dates: listed(empty, []) };
          const whole = [...ownOnly.holidays, ...[...off, ...empty].filter((each) => !isOwn(each))];
          const clocks = { workingTime: departments, timeZone: zone, roles: {} };
          const calendar = calendarOf(clocks as never);
          const expected = workingCalendar({ ...ownOnly, holidays: whole } as never, timeZone ?? zone);
          const by = { workingHours: { ...ownOnly, timeZone } as never };
          const moment = `${start}T13:20:00.000Z`;
          const end = calendar.addWorkingHours(moment, hours, 'any', by);
          expect(end).toBe(expected.addWorkingHours(moment, hours));
          expect(calendar.workingHoursBetween(moment, end, 'any', by)).toBeCloseTo(hours, 9);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a calendar of one’s own is asked for', () => {
  test('the time to answer an offer, and to decide on it after that', () => {
    for (const own of [conveyor, conveyorOf(conveyor.blueprint, { calendar: always })]) {
      const story = storyOf(stages.qualified, own);
      story.do({ type: 'transfer', transfer: 'handToDevelopment', to: 'denis' }, tanya, friday);
      expect(story.known.handoff?.expiresAt).toBe(at('01-09', '21:00'));
      story.pass(at('01-09', '21:00'));
      expect(story.known.handoff?.escalated?.decideBy).toBe(at('01-10', '13:00'));
      expect(story.ask({ type: 'acceptHandoff' }, denis, at('01-10'))).not.toEqual([]);
    }
  });

  const june = at('06-01', '00:00');
  const less = (120 * 28) / 30;

  test('capacity, in assignment, in plans and in the load of everybody', async () => {
    expect(new Capacities(june, conveyor.rules).of(vera, 'clientManager')).toBeCloseTo(less, 9);
    const staff = { employees: [vera], holders: new Set<string>(), held: [] };
    const basis = { role: 'clientManager', reason: { kind: 'overload' }, at: june, policy: {} };
    const [row] = planStaff(staff as never, basis as never, conveyor.rules);
    expect(row?.employee.capacity).toBeCloseTo(less, 9);
    const sales = openSales({ conveyor, store: memoryStore(), clock: () => june });
    const { absences, revision: _, ...hired } = vera;
    await sales.employees.hire(hired);
    for (const absence of absences) await sales.employees.recordAbsence('vera', absence);
    const [load] = await sales.workloads();
    expect(load?.capacity).toBeCloseTo(less, 9);
  });

  test('what it throws, or says that is no moment, comes out typed and changes nothing', () => {
    const broken = new Error('the calendar is away');
    const answers: [unknown, object][] = [
      [broken, broken],
      ['tomorrow', expect.objectContaining({ code: 'INVALID_INSTANT' })],
    ];
    for (const [answer, thrown] of answers) {
      const addWorkingHours = () => {
        if (answer instanceof Error) throw answer;
        return answer as never;
      };
      const calendar = { ...always, addWorkingHours };
      const story = storyOf(stages.qualified, defineConveyor(mixed(), { calendar }));
      const offer = { type: 'transfer', transfer: 'handToDevelopment', to: 'denis' } as const;
      expect(() => story.do(offer, tanya, friday)).toThrow(thrown as Error);
      expect(story.known.handoff).toBeUndefined();
    }
  });
});

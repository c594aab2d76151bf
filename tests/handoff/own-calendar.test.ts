import { defineConveyor, memoryStore, toInstant, type WorkingCalendar } from 'sales-conveyor';
import { conveyorOf } from 'sales-conveyor/core';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { planStaff } from '../../src/redistribution/plan/plan-staff.ts';
import { Capacities } from '../../src/service/assignment/capacities.ts';
import { at, denis, stages, tanya } from '../client/department.ts';
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

  const vera = {
    id: 'vera',
    name: 'Vera',
    roles: ['clientManager'],
    hiredAt: at('01-01'),
    hoursPerMonth: 120,
    skills: [],
    regions: [],
    revision: 1,
    // A weekend, of a month of thirty days and a half.
    absences: [{ id: 'a', kind: 'vacation', from: at('06-06', '00:00'), to: at('06-08', '00:00') }],
  } as const;
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

import { createSales, defineConveyor, memoryStore } from 'sales-conveyor';
import { replayAssignments } from 'sales-conveyor/assignment';
import { agentsFor, defineWork, mixedWork, openWork } from 'sales-conveyor/work';
import { describe, expect, it } from 'vitest';
import { conveyor, monday } from '../service/department.ts';
import { daily, lived, opening, promising } from './desk.ts';
import { deskDocument } from './open-desk.ts';

const desk = promising({ workingHours: 4 }, daily('09:00', '18:00'));
const { task } = lived(desk, [[monday, opening]]);
const wrong = (value: unknown) => value as never;

it.each<[string, string, readonly string[], () => unknown]>([
  ['factsFor', 'taskType', ['order'], () => desk.factsFor('ordr')],
  ['inOrder', 'queue', ['desk', 'store'], () => desk.inOrder([task], 'dsk', 'olga', monday)],
  ['explainDeadline', 'target', ['respond', 'resolve'], () => desk.explainDeadline(task, wrong('x'), monday)],
])('%s says of a %s that is none which there are', (name, path, allowed, call) => {
  const problem = { path, code: 'NOT_ONE_OF', values: { allowed } };
  expect(call).toThrow(
    expect.objectContaining({
      code: 'INVALID_ARGUMENT',
      details: { function: name, problems: [expect.objectContaining(problem)] },
    }),
  );
});

it.each([
  ['x', 'WRONG_FORM'],
  [5, 'WRONG_TYPE'],
  ['25:99', 'WRONG_FORM'],
])('a cut-off of the mixed department is a time of day, not %s', (cutOff, code) => {
  expect(() => mixedWork({ cutOff: wrong(cutOff) })).toThrow(
    expect.objectContaining({
      code: 'INVALID_ARGUMENT',
      details: {
        function: 'mixedWork',
        problems: [expect.objectContaining({ path: 'options.cutOff', code })],
      },
    }),
  );
});

describe('a desk is opened with work', () => {
  const sales = () => createSales({ conveyor, store: memoryStore() });
  const refused = (work: unknown) => () => openWork(sales(), { work: wrong(work) });
  const made = defineWork(conveyor, deskDocument);

  it.each([{}, deskDocument, JSON.parse(JSON.stringify(made))])('that defineWork made, not %#', (work) => {
    expect(refused(work)).toThrow(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        message: 'openWork: options.work must be what defineWork gives',
      }),
    );
  });

  it.each([
    ['zone', { timeZone: 'Asia/Tokyo' }],
    ['hours', { workingTime: { days: [1, 2], from: '10:00', to: '11:00' } }],
  ])('of the same blueprint, not of another %s', (_, change) => {
    const other = defineWork(defineConveyor({ ...conveyor.blueprint, ...change } as never), deskDocument);
    expect(refused(other)).toThrow(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        message: 'openWork: options.work must be made of the conveyor of these sales',
      }),
    );
  });

  it('whatever the blueprint’s labels, and whatever is put around it', () => {
    const { roles } = conveyor.blueprint;
    const head = { ...roles.head, label: 'the boss' };
    const said = defineConveyor({ ...conveyor.blueprint, roles: { ...roles, head } } as never);
    expect(refused(defineWork(said, deskDocument))).not.toThrow();
    expect(refused({ ...made })).not.toThrow();
  });
});

it.each<[string, string, () => unknown]>([
  ['factsFor', 'taskType must be string, not null', () => desk.factsFor(wrong(null))],
  ['inOrder', 'employeeId must be string, not null', () => desk.inOrder([task], 'desk', wrong(null), monday)],
])('%s says that its %s', (name, said, call) => {
  expect(call).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT', message: `${name}: ${said}` }));
});

it('the context of a decision on a task is told all that is wrong with it', () => {
  const context = { now: 5, by: null, role: ['helper'], commandId: 7 };
  expect(() => desk.decide(task, { type: 'take', taskId: 't' }, wrong(context))).toThrow(
    expect.objectContaining({
      code: 'INVALID_ARGUMENT',
      details: expect.objectContaining({
        problems: [
          expect.objectContaining({
            path: 'context.role',
            values: expect.objectContaining({ meant: 'roles' }),
          }),
          expect.objectContaining({ path: 'context.now', code: 'WRONG_TYPE' }),
          expect.objectContaining({ path: 'context.by', code: 'WRONG_TYPE' }),
          expect.objectContaining({ path: 'context.commandId', code: 'WRONG_TYPE' }),
        ],
      }),
    }),
  );
});

describe('what is asked for, where one of several forms may be given,', () => {
  it.each([5, null, 'text', {}])('is said of a target that is none of them: %j', (target) => {
    expect(() => agentsFor({ arrivalsPerHour: 1, handlingMinutes: 1, target: wrong(target) })).toThrow(
      'Not a queue: target: Must be { waitProbability }, { serviceLevel, withinMinutes } or { averageWaitMinutes }',
    );
  });

  it('is said of hours that are only those of a zone', async () => {
    const sales = createSales({ conveyor, store: memoryStore() });
    const workingHours = { timeZone: 'Europe/Moscow' };
    const given = { id: 'anna', roles: ['seller'], hoursPerMonth: 130, workingHours };
    await expect(sales.employees.hire(wrong(given))).rejects.toThrow(
      'Must be { days, from, to } or { shifts }',
    );
  });

  it('is a day that is off or has hours of its own, also for one person', async () => {
    const sales = createSales({ conveyor, store: memoryStore() });
    const workingHours = {
      ...{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', holidays: ['2026-01-01', '2026-01-02'] },
      dates: { '2026-01-01': [{ from: '09:00', to: '12:00' }] },
    };
    const hired = sales.employees.hire({ id: 'anna', roles: ['seller'], hoursPerMonth: 130, workingHours });
    await expect(hired).rejects.toMatchObject({
      code: 'INVALID_EMPLOYEE',
      details: { problems: [{ path: 'workingHours.dates["2026-01-01"]', code: 'TO_BE_LEFT_OUT' }] },
    });
  });
});

it.each<[string, object]>([
  ['role', { role: null }],
  ['role', { role: '' }],
  ['rolle', { rolle: 'seller' }],
  ['timeZone', { timeZone: 'Nowhere' }],
])('assignments are not dealt round again with a wrong %s', (path, more) => {
  expect(() =>
    replayAssignments([], wrong({ role: 'seller', policy: {}, timeZone: 'UTC', ...more })),
  ).toThrow(
    expect.objectContaining({
      code: 'INVALID_ASSIGNMENT',
      details: { problems: [expect.objectContaining({ path })] },
    }),
  );
});

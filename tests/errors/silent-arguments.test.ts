import {
  addWorkingHours,
  clientLoad,
  effectiveCapacity,
  memoryStore,
  monthlyCapacity,
  workingCalendar,
} from 'sales-conveyor';
import {
  assignNext,
  emptyAssignmentLedger,
  endOffer,
  parseAssignmentPolicy,
  refundAssignment,
} from 'sales-conveyor/assignment';
import { workBudget } from 'sales-conveyor/blueprints';
import { openProposals } from 'sales-conveyor/proposals';
import { abcSegments } from 'sales-conveyor/queries';
import { expect, it } from 'vitest';
import { at, conveyor, Department, monday } from '../service/department.ts';

const { blueprint } = conveyor;
const { workingTime } = blueprint;
const employee = { id: 'anna', roles: ['seller'], hiredAt: monday, hoursPerMonth: 100 } as never;
const cold = { state: 'cold', facts: {} };
const offered = { employeeId: 'anna', received: 1, debt: 0, offered: { clients: 2, hours: 4 } };
const ledger = { ...emptyAssignmentLedger, entries: [offered] };
const unknownRole = { code: 'UNKNOWN_NAME', values: { kind: 'role', name: 'seler', meant: 'seller' } };

it.each<[string, string, object, () => unknown]>([
  ['clientLoad', 'role', unknownRole, () => clientLoad(cold, 'seler', blueprint)],
  ['monthlyCapacity', 'role', unknownRole, () => monthlyCapacity(employee, monday, 'seler', blueprint)],
  [
    'effectiveCapacity',
    'role',
    unknownRole,
    () => effectiveCapacity(employee, { from: monday, to: at(30) }, 'seler', blueprint),
  ],
  [
    'refundAssignment',
    'charge.amount',
    { code: 'NOT_AN_AMOUNT' },
    () => refundAssignment(ledger, { employeeId: 'anna', amount: '1' as never }),
  ],
  [
    'endOffer',
    'offer.hours',
    { code: 'NOT_AN_AMOUNT' },
    () => endOffer(ledger, { employeeId: 'anna', hours: '2' as never }),
  ],
  [
    'workBudget',
    'limit',
    { values: { expected: 'number', received: 'string' } },
    () => workBudget('9' as never),
  ],
  ['workBudget', 'limit', { values: { expected: 'number', received: 'NaN' } }, () => workBudget(Number.NaN)],
  [
    'workBudget',
    'parent',
    { values: { expected: 'object', received: 'number' } },
    () => workBudget(9, 9 as never),
  ],
  [
    'workingCalendar',
    'workingTime.from',
    { code: 'WRONG_FORM' },
    () => workingCalendar({ days: [1], from: '9', to: '18:00', holidays: [] }, 'UTC'),
  ],
  [
    'workingCalendar',
    'timeZone',
    { code: 'NOT_A_TIME_ZONE' },
    () => workingCalendar(workingTime, 'Europe/Moskow'),
  ],
  [
    'addWorkingHours',
    'workingTime.holiday',
    { code: 'UNKNOWN_KEY', values: { meant: 'holidays' } },
    () => addWorkingHours(monday, 4, { ...workingTime, holiday: [] } as never, 'UTC'),
  ],
  [
    'addWorkingHours',
    'hours',
    { code: 'WRONG_TYPE' },
    () => addWorkingHours(monday, '4' as never, workingTime, 'UTC'),
  ],
  ['addWorkingHours', 'hours', { code: 'TOO_SMALL' }, () => addWorkingHours(monday, -4, workingTime, 'UTC')],
])('%s says what is wrong with %s instead of counting it as none', (of, path, wrong, call) => {
  const details = { function: of, problems: [expect.objectContaining({ path, ...wrong })] };
  expect(call).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT', details }));
});

it('every fault of a working time is told at once', () => {
  const wrong = { days: ['mo'], from: '9', to: '25:99', holidays: ['2026-02-30'] };
  expect(() => workingCalendar(wrong as never, 'Mars')).toThrow(
    expect.objectContaining({
      details: {
        function: 'workingCalendar',
        problems: [
          'workingTime.days[0]',
          'workingTime.from',
          'workingTime.to',
          'workingTime.holidays[0]',
          'timeZone',
        ].map((path) => expect.objectContaining({ path })),
      },
    }),
  );
});

it('an assignment takes no text for an amount', () => {
  const request = { clientId: 'acme', role: 'seller', at: monday, day: monday.slice(0, 10), hours: '4' };
  const candidate = { employeeId: 'anna', capacity: '10', openClients: 0, openHours: 0 };
  const assigned = () =>
    assignNext(request as never, [candidate] as never, emptyAssignmentLedger, parseAssignmentPolicy({}));
  expect(assigned).toThrow(
    expect.objectContaining({
      code: 'INVALID_ASSIGNMENT',
      details: {
        problems: ['hours', 'anna.capacity'].map((path) =>
          expect.objectContaining({ path, code: 'NOT_AN_AMOUNT' }),
        ),
      },
    }),
  );
});

it.each(['90', Number.NaN, undefined])('%s is no revenue', (revenue) => {
  const problem = expect.objectContaining({ path: 'revenues[1].revenue', code: 'WRONG_TYPE' });
  const details = { function: 'abcSegments', problems: [problem] };
  const analysed = () =>
    abcSegments([
      { clientId: 'acme', revenue: 1 },
      { clientId: 'bolt', revenue },
    ] as never);
  expect(analysed).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT', details }));
});

const { sales } = new Department(memoryStore());
it.each<[string, string, object, () => Promise<unknown>]>([
  ['assignment.ledger', 'role', unknownRole, () => sales.assignment.ledger('seler' as never)],
  [
    'assignment.retryPool',
    'role',
    unknownRole,
    () => sales.assignment.retryPool({ role: 'seler' as never }, { by: 'head' }),
  ],
  [
    'proposals.open',
    'query.clientId',
    { code: 'WRONG_FORM' },
    () => openProposals(sales).open({ clientId: 'a\0' }),
  ],
])('%s says what is wrong with %s before a store is asked', async (of, path, wrong, call) => {
  const details = { function: of, problems: [expect.objectContaining({ path, ...wrong })] };
  await expect(call()).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', details });
});

import { isConveyorError } from 'sales-conveyor';
import { type WindowRule, windowFromRule } from 'sales-conveyor/onboarding';
import { describe, expect, test } from 'vitest';
import { at, conveyor, head, stages } from '../department.ts';
import { storyOf } from '../story.ts';

const timeZone = 'Europe/Moscow';
/** Ten in the morning in Moscow. */
const on = (day: string) => `${day}T07:00:00.000Z`;
const from = (day: string, rule: string, more: Partial<WindowRule> = {}) =>
  windowFromRule({ start: on(day), rule, timeZone, ...more });

describe('a rule of a calendar', () => {
  test.each([
    ['2026-03-10', 'FREQ=YEARLY', { years: 1 }],
    ['2026-03-10', 'RRULE:FREQ=MONTHLY;INTERVAL=3', { months: 3 }],
    ['2026-03-10', 'FREQ=MONTHLY;BYMONTHDAY=10', { months: 1 }],
    ['2026-03-10', 'freq=weekly;interval=2;byday=TU;wkst=MO', { weeks: 2 }],
    ['2026-03-10', 'FREQ=DAILY;INTERVAL=90', { days: 90 }],
    ['2026-03-10', 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=10', { years: 1 }],
    ['2026-03-10', 'FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=10', { months: 6 }],
    ['2026-09-10', 'FREQ=YEARLY;BYMONTH=12,3,6,9', { months: 3 }],
  ])('from %s on, %s, is a window with the same dates', (day, rule, every) => {
    expect(from(day, rule)).toEqual({ window: { decidesAt: on(day), every }, differing: [] });
  });

  test('leaves short months out, where a window has their last day: each is named', () => {
    expect(from('2026-08-31', 'FREQ=MONTHLY;INTERVAL=6', { years: 4 }).differing).toEqual([
      { window: on('2027-02-28') },
      { window: on('2028-02-29') },
      { window: on('2029-02-28') },
      { window: on('2030-02-28') },
    ]);
    expect(from('2028-02-29', 'FREQ=YEARLY', { years: 5 }).differing).toEqual(
      [2029, 2030, 2031, 2033].map((year) => ({ window: on(`${year}-02-28`) })),
    );
    const monthly = from('2026-01-31', 'FREQ=MONTHLY', { years: 1 });
    expect(monthly.differing.map(({ window }) => window.slice(5, 10))).toEqual([
      '02-28',
      '04-30',
      '06-30',
      '09-30',
      '11-30',
    ]);
  });

  test('of the last day of a month is one of ours, begun with a month of 31 days', () => {
    expect(from('2026-01-31', 'FREQ=MONTHLY;BYMONTHDAY=-1').differing).toEqual([]);
    expect(() => from('2026-04-30', 'FREQ=MONTHLY;BYMONTHDAY=-1')).toThrow('BYMONTHDAY');
    expect(() => from('2026-08-10', 'FREQ=YEARLY;BYMONTH=3,9')).toThrow(
      /BYMONTH: must be one of: 8, 2,8, 4,8,12/,
    );
    expect(() => from('2026-03-10', 'FREQ=YEARLY;INTERVAL=2;BYMONTH=3,9')).toThrow(
      /BYMONTH: must be one of: 3$/,
    );
    expect(() => from('2026-03-10', 'FREQ=WEEKLY;BYDAY=FR')).toThrow(/BYDAY: must be one of: TU$/);
  });

  test('in another time zone differs by the hour that only one of the two changes', () => {
    const { differing } = from('2026-01-15', 'FREQ=MONTHLY;INTERVAL=6', {
      ruleTimeZone: 'Europe/Berlin',
      years: 1,
    });
    expect(differing).toEqual([{ window: on('2026-07-15'), rule: '2026-07-15T06:00:00.000Z' }]);
  });

  test('is named by the rounds that the engine has', () => {
    const { window, differing } = from('2026-08-31', 'FREQ=MONTHLY;INTERVAL=6', { years: 2 });
    const story = storyOf(stages.inEntry, conveyor);
    story.do({ type: 'recordWindow', windowId: 'w', category: 'dairy', ...window }, head, at('02-01'));
    const missed = { type: 'resolveWindow', windowId: 'w', outcome: 'missed' } as const;
    story.do(missed, head, at('09-01'));
    // The department of these tests works by UTC, where it is the same day.
    expect(story.known.windows.w?.at).toBe(differing[0]?.window);
  });
});

test.each([
  ['FREQ=MONTHLY;UNTIL=20271231T000000Z', ['UNTIL']],
  ['FREQ=MONTHLY;COUNT=4', ['COUNT']],
  ['FREQ=MONTHLY;BYDAY=1TU', ['BYDAY']],
  ['FREQ=WEEKLY;BYDAY=MO,TU', ['BYDAY']],
  ['FREQ=MONTHLY;BYMONTHDAY=11', ['BYMONTHDAY']],
  ['FREQ=YEARLY;BYMONTH=3,6', ['BYMONTH']],
  ['FREQ=YEARLY;INTERVAL=2;BYMONTH=3,9', ['BYMONTH']],
  ['FREQ=HOURLY', ['FREQ']],
  ['FREQ=MONTHLY;INTERVAL=0;BYSETPOS=-1;COUNT=2', ['INTERVAL', 'BYSETPOS', 'COUNT']],
  ['INTERVAL=2', ['FREQ']],
  ['every month', ['EVERY MONTH', 'FREQ']],
])('%s says what no window says: every such part is named', (rule, paths) => {
  try {
    from('2026-03-10', rule);
    expect.unreachable();
  } catch (error) {
    if (!isConveyorError(error, 'INVALID_COMMAND')) throw error;
    const { problems } = error.details as { readonly problems: readonly { readonly path: string }[] };
    expect(problems.map(({ path }) => path)).toEqual(paths);
  }
});

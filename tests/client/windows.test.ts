import { isConveyorError } from 'sales-conveyor';
import { scenario } from 'sales-conveyor/testing';
import { describe, expect, test } from 'vitest';
import { at, by, clientId, conveyor, denis, stages, unhurried } from './department.ts';
import { storyOf } from './story.ts';

const month = { months: 1 };
const record = (decidesAt: string, more: object = {}) =>
  ({ type: 'recordWindow', clientId, windowId: 'w', category: 'dairy', decidesAt, ...more }) as const;
const resolve = (outcome: 'won' | 'missed') =>
  ({ type: 'resolveWindow', clientId, windowId: 'w', outcome }) as const;

const inEntry = () => storyOf(stages.inEntry, unhurried);
const nextAt = (story: ReturnType<typeof inEntry>) => story.known.windows.w?.at;

describe('a decision window', () => {
  test('that happens once keeps its outcome and cannot have another', () => {
    const story = inEntry();
    story.do(record(at('02-01')), denis, at('01-09'));
    story.do(resolve('won'), denis, at('02-01'));
    expect(story.known.windows.w).toMatchObject({ status: 'won', won: 1, missed: 0 });
    expect(story.ask(resolve('missed'), denis, at('02-02'))).toEqual([
      { code: 'WINDOW_CLOSED', windowId: 'w', status: 'won' },
    ]);
  });

  test('that nobody recorded has no outcome', () => {
    scenario(conveyor)
      .given(...stages.inEntry)
      .when(resolve('won'), by(denis, at('01-09')))
      .then({ refused: ['UNKNOWN_WINDOW'] });
  });

  test('that recurs rolls on after each decision', () => {
    const story = inEntry();
    story.do(record(at('02-01'), { every: { months: 6 } }), denis, at('01-09'));
    const [won] = story.do(resolve('won'), denis, at('02-01'));
    expect(won).toMatchObject({ type: 'windowWon', at: at('02-01'), next: at('08-01') });
    expect(story.known.windows.w).toMatchObject({ status: 'expected', at: at('08-01'), won: 1 });
  });

  test('on the last day of the month does not drift to earlier days', () => {
    const story = inEntry();
    story.do(record(at('01-31'), { every: month }), denis, at('01-09'));
    const dates = ['02-28', '03-31', '04-30', '05-31'].map((day) => {
      story.do(resolve('missed'), denis, nextAt(story) as string);
      return [nextAt(story), at(day)];
    });
    for (const [actual, expected] of dates) expect(actual).toBe(expected);
  });

  test('is one of 200 at most, so that a snapshot stays small; one that is there may move', () => {
    const story = inEntry();
    const people = Object.keys(story.known.people).length;
    for (let n = 0; n < 200; n++) {
      story.do({ ...record(at('02-01')), windowId: `w${n}` }, denis, at('01-09'));
      const person = { personId: `p${n}`, name: 'Ada', part: 'user', reachable: true } as const;
      if (n >= people) story.do({ type: 'recordPerson', ...person }, denis, at('01-09'));
    }
    expect(story.ask(record(at('02-01')), denis, at('01-09'))).toEqual([
      { code: 'TOO_MANY_WINDOWS', limit: 200 },
    ]);
    const person = { personId: 'p', name: 'Bo', part: 'user', reachable: true } as const;
    expect(story.ask({ type: 'recordPerson', ...person }, denis, at('01-09'))).toEqual([
      { code: 'TOO_MANY_PEOPLE', limit: 200 },
    ]);
    story.do({ ...record(at('03-01')), windowId: 'w7' }, denis, at('01-09'));
    expect(story.known.windows.w7?.at).toBe(at('03-01'));
  });

  test('that has recurred daily since the year 1 is computed, not counted', () => {
    const story = inEntry();
    const [recorded] = story.do(
      record('0001-01-01T09:00:00.000Z', { every: { days: 1 } }),
      denis,
      at('01-09', '08:00'),
    );
    // 14 days of grace are not over yet for the round of 26 December at nine.
    expect(recorded).toMatchObject({ at: at('12-26').replace('2026', '2025'), since: { round: 739_610 } });
  });

  test('of which a clock that is a century wrong would miss thousands is left alone, and the clock is named', () => {
    const story = inEntry();
    story.do(record(at('02-01'), { every: { days: 1 } }), denis, at('01-09'));
    const wrong = '2126-01-09T09:00:00.000Z';
    const jump = () =>
      conveyor.decide(story.known, { type: 'advanceTime', clientId }, { now: wrong, by: denis });
    expect(jump).toThrow(
      expect.objectContaining({
        code: 'TIME_JUMP',
        details: expect.objectContaining({ clientId, now: wrong, limit: 1_000 }),
      }),
    );
  });

  test('of which many have rounds at the same moments does not write without end, either', () => {
    const story = inEntry();
    const daily = record(at('02-01'), { every: { days: 1 } });
    for (let i = 0; i < 20; i++)
      story.do({ ...daily, windowId: `w${i}`, category: `c${i}` }, denis, at('01-09'));
    const timePasses = (now: string) =>
      conveyor.decide(story.known, { type: 'advanceTime', clientId }, { now, by: denis });
    let reached: unknown;
    try {
      timePasses('2027-01-09T09:00:00.000Z');
    } catch (error) {
      reached = isConveyorError(error, 'TIME_JUMP') && error.details.reached;
    }
    expect(reached).toMatch(/^2026-0[3-6]/);
    expect(timePasses(new Date(Date.parse(reached as string) - 1).toISOString())).toMatchObject({ ok: true });
  });

  test('is missed with many others at one moment, and the client goes on', () => {
    const story = inEntry();
    for (let i = 0; i < 200; i++)
      story.do({ ...record(at('02-01')), windowId: `w${i}`, category: `c${i}` }, denis, at('01-09'));
    story.pass('2026-03-15T09:00:00.000Z');
    expect(Object.values(story.known.windows).map(({ status }) => status)).toEqual(Array(200).fill('missed'));
  });

  test('on a leap day comes back to it', () => {
    const story = inEntry();
    story.do(record('2028-02-29T09:00:00.000Z', { every: { years: 1 } }), denis, at('01-09'));
    const years = [2029, 2030, 2031, 2032].map(() => {
      story.do(resolve('won'), denis, at('01-10'));
      return nextAt(story)?.slice(0, 10);
    });
    expect(years).toEqual(['2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29']);
  });

  test('rolls on by itself however long nobody looks', () => {
    const story = inEntry();
    story.do(record(at('02-01'), { every: { days: 1 } }), denis, at('01-09'));
    story.pass('2027-02-15T09:00:00.000Z');
    expect(nextAt(story)).toBe('2027-02-02T09:00:00.000Z');
    expect(story.known.windows.w?.missed).toBe(366);
  });

  test('that would recur at once, without an interval, is no window', () => {
    expect(() => inEntry().do(record(at('02-01'), { every: { days: 0 } }), denis, at('01-09'))).toThrow();
  });

  test('that recurs and becomes known late is taken up at its open round: what was before is nobody’s miss', () => {
    const story = inEntry();
    story.do(record('2020-03-31T00:00:00.000Z', { every: { months: 6 } }), denis, at('01-09'));
    expect(story.known.windows.w).toMatchObject({ at: at('03-31', '00:00'), round: 12, missed: 0 });
    story.do(resolve('won'), denis, at('03-31'));
    expect(nextAt(story)).toBe(at('09-30', '00:00'));
  });

  test('that is moved keeps its rhythm, unless it is said to be a single one', () => {
    const story = inEntry();
    story.do(record(at('02-01'), { every: month }), denis, at('01-09'));
    story.do(record(at('02-10')), denis, at('01-10'));
    expect(story.known.windows.w).toMatchObject({ at: at('02-10'), every: month });
    story.do(record(at('02-12'), { every: null }), denis, at('01-11'));
    expect(story.known.windows.w?.every).toBeUndefined();
  });

  test('that is moved counts from its new date', () => {
    const story = inEntry();
    story.do(record(at('01-31'), { every: month }), denis, at('01-09'));
    story.do(record(at('02-10'), { every: month }), denis, at('01-20'));
    story.do(resolve('missed'), denis, at('02-10'));
    expect(nextAt(story)).toBe(at('03-10'));
  });

  test('is not moved by an older report that arrives later', () => {
    const story = inEntry();
    story.do(record(at('06-10')), denis, at('01-20'));
    story.do(record(at('06-01'), { at: at('01-10') }), denis, at('01-21'));
    expect(nextAt(story)).toBe(at('06-10'));
  });

  test('that was decided can be expected anew under the same id', () => {
    const story = inEntry();
    story.do(record(at('02-01')), denis, at('01-09'));
    story.do(resolve('missed'), denis, at('02-01'));
    story.do(record(at('09-01')), denis, at('02-02'));
    expect(story.known.windows.w).toMatchObject({ status: 'expected', at: at('09-01'), missed: 1 });
  });

  test('keeps its rhythm when an outcome turns out to be a mistake', () => {
    const story = inEntry();
    story.do(record(at('01-31'), { every: month }), denis, at('01-09'));
    const [won] = story.do(resolve('won'), denis, at('01-31'));
    story.do(resolve('missed'), denis, at('02-28'));
    story.do(
      { type: 'correctRecord', eventId: String(won?.id), reason: 'they had not decided' },
      denis,
      at('03-01'),
    );
    expect(story.known.windows.w).toMatchObject({ at: at('03-31'), won: 0, missed: 1 });
    story.do(resolve('missed'), denis, at('03-31'));
    expect(nextAt(story)).toBe(at('04-30'));
  });
});

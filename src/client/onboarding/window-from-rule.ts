import * as z from 'zod';
import { admit } from '../../errors/admit.ts';
import { invalidInput } from '../../errors/invalid-input.ts';
import { fault, type Problem } from '../../errors/problem.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { dayOf } from '../../time/calendar-day.ts';
import { toDayNumber, weekdayOf } from '../../time/day-number.ts';
import { addDuration, type Duration } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import { instantSchema } from '../../time/instant-schema.ts';
import { timeZoneSchema } from '../../time/time-zone.ts';

/** A rule of recurrence as an iCalendar has it (RFC 5545), and where it is to recur. */
export interface WindowRule {
  /** The first decision (`DTSTART`): ISO-8601 with `Z` or an offset. */
  readonly start: string;
  /** `FREQ=MONTHLY;INTERVAL=6`, with `RRULE:` before it or without. */
  readonly rule: string;
  /** The department's time zone, in which windows recur: `conveyor.blueprint.timeZone`. */
  readonly timeZone: string;
  /** The time zone of the rule (`TZID` of `DTSTART`, or `UTC`). Default: the department's. */
  readonly ruleTimeZone?: string | undefined;
  /** For how many years from the start both are compared: 1 to 100. Default 10. */
  readonly years?: number | undefined;
}

/** A window that recurs as the rule says, and where it does not. */
export interface RecurringWindow {
  /** To be spread into the command `recordWindow`. */
  readonly window: { readonly decidesAt: Instant; readonly every: Duration };
  /**
   * Rounds that come at another moment than the rule's. `rule` is absent where the rule leaves the round out,
   * as the month is too short: a window comes on its last day then.
   */
  readonly differing: readonly { readonly window: Instant; readonly rule?: Instant }[];
}

const ruleSchema = z.strictObject({
  start: instantSchema,
  rule: z.string(),
  timeZone: timeZoneSchema,
  ruleTimeZone: timeZoneSchema.optional(),
  years: z.int().min(1).max(100).default(10),
});

const units = { DAILY: 'days', WEEKLY: 'weeks', MONTHLY: 'months', YEARLY: 'years' } as const;
type Frequency = keyof typeof units;

/**
 * Makes a recurring decision window of an iCalendar rule, and names the rounds at which it differs. A window
 * counts months from its first moment and stays within a short month, where RFC 5545 leaves the month out. It
 * recurs once in each span and without end: a rule that says more than that is refused whole.
 * @throws INVALID_COMMAND: `details.problems` names every part of the rule that a window cannot say.
 * @example
 * const rule = { start: '2026-08-31T07:00:00Z', rule: 'FREQ=MONTHLY;INTERVAL=6', timeZone: 'Europe/Moscow' };
 * const { window, differing } = windowFromRule(rule);
 */
export function windowFromRule(input: WindowRule): RecurringWindow {
  return withArguments('windowFromRule', { input }, () => {
    const told = admit(ruleSchema, input, 'INVALID_COMMAND', WHAT);
    const { start, timeZone, ruleTimeZone = timeZone, years } = told;
    const first = dayOf(start, ruleTimeZone);
    const { problems, every, isLastDay } = spanOf(told.rule, first);
    if (!every) throw refused(problems);
    const end = addDuration(start, { years }, timeZone);
    const differing: { window: Instant; rule?: Instant }[] = [];
    for (let round = 1; ; round++) {
      const window = addDuration(start, times(every, round), timeZone);
      if (window > end) return { window: { decidesAt: start, every }, differing };
      const rule = addDuration(start, times(every, round), ruleTimeZone);
      const isLeftOut = isOfMonths(every) && dayOf(rule, ruleTimeZone).slice(8) !== first.slice(8);
      if (isLeftOut && !isLastDay) differing.push({ window });
      else if (rule !== window) differing.push({ window, rule });
    }
  });
}

const WHAT = 'a rule of decision windows';

const refused = (problems: readonly Problem[]) => invalidInput('INVALID_COMMAND', WHAT, problems);

const isOfMonths = ({ months, years }: Duration) => months !== undefined || years !== undefined;

const times = (span: Duration, round: number): Duration =>
  Object.fromEntries(Object.entries(span).map(([unit, count]) => [unit, count * round]));

interface Span {
  readonly problems: readonly Problem[];
  readonly every?: Duration;
  /** It is the last day of every month. */
  readonly isLastDay?: boolean;
}

/** How often the rule recurs; or everything that it says beside that. `first` is the day it begins. */
function spanOf(rule: string, first: string): Span {
  const problems: Problem[] = [];
  const parts = partsOf(rule, problems);
  const frequency = parts.get('FREQ') as Frequency | undefined;
  const interval = Number(parts.get('INTERVAL') ?? 1);
  if (frequency === undefined || !Object.hasOwn(units, frequency))
    problems.push({ path: 'FREQ', ...fault('NOT_ONE_OF', { allowed: Object.keys(units) }) });
  if (!(Number.isSafeInteger(interval) && interval >= 1 && interval <= 1_000))
    problems.push({ path: 'INTERVAL', ...fault('NOT_VALID') });
  for (const [part, value] of parts) {
    if (part === 'FREQ' || part === 'INTERVAL' || part === 'WKST') continue;
    const allowed = sayable[part]?.(first, frequency, interval) ?? [];
    if (allowed.length === 0) problems.push({ path: part, ...fault('TO_BE_LEFT_OUT') });
    else if (!allowed.includes(inOrder(value)))
      problems.push({ path: part, ...fault('NOT_ONE_OF', { allowed }) });
  }
  if (problems.length > 0 || !frequency) return { problems };
  const months = parts.get('BYMONTH')?.split(',').length ?? 1;
  const every = months > 1 ? { months: 12 / months } : { [units[frequency]]: interval };
  return { problems, every, isLastDay: parts.get('BYMONTHDAY') === '-1' };
}

/** By part, the values that say no more than the first moment and the interval do; else none. */
const sayable: Readonly<
  Record<string, (first: string, frequency: Frequency | undefined, interval: number) => readonly string[]>
> = {
  BYMONTHDAY: (first, frequency) => {
    if (frequency !== 'MONTHLY' && frequency !== 'YEARLY') return [];
    return [String(Number(first.slice(8))), ...(first.endsWith('-31') ? ['-1'] : [])];
  },
  BYDAY: (first, frequency) =>
    frequency === 'WEEKLY' ? [['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][weekday(first) - 1] ?? ''] : [],
  BYMONTH: (first, frequency, interval) => {
    if (frequency !== 'YEARLY') return [];
    return (interval === 1 ? [1, 2, 3, 4, 6, 12] : [1]).map((times) => comingRound(times, first));
  },
};

/** As many months of the year as are wanted, evenly apart, the first day's among them. */
function comingRound(times: number, first: string): string {
  const month = Number(first.slice(5, 7)) - 1;
  return inOrder(Array.from({ length: times }, (_, i) => ((month + (i * 12) / times) % 12) + 1).join());
}

/** Numbers as they are mostly written, the least first; what is none stays as it is. */
const inOrder = (value: string): string => {
  const numbers = value.split(',').map(Number);
  return numbers.some(Number.isNaN) ? value : numbers.sort((a, b) => a - b).join();
};

const weekday = (day: string) => weekdayOf(toDayNumber(day));

function partsOf(rule: string, problems: Problem[]): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of rule
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')) {
    const [name = '', value = '', ...more] = part.split('=');
    if (!name || !value || more.length > 0 || parts.has(name))
      problems.push({ path: name, ...fault('NOT_VALID') });
    else parts.set(name, value);
  }
  return parts;
}

import { millisecondsInDay } from 'date-fns/constants';
import { type Condition, type FactTest, isFactReference } from '../conditions/condition.ts';
import { addToDay, dayOf, startOfDay } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';

/**
 * What a store can ask of stored facts in place of a test that depends on the moment. It passes wherever the
 * test may, and perhaps elsewhere. Undefined where it can ask nothing.
 */
export function storedInstead(
  { fact, is, value }: FactTest,
  now: Instant,
  timeZone: string,
): Condition | undefined {
  if (fact === 'cadence.status') {
    const asked = statusesOf(is, value);
    return asked && { any: asked.flatMap((status) => comeBy(status, now)) };
  }
  if (fact !== 'orders.daysSinceLast' || typeof value !== 'number' || Math.abs(value) > MOST_DAYS)
    return undefined;
  /** When so many days ago began. With a day to spare where clocks are moved: a day may have two pieces. */
  const startOf = (daysAgo: number, spare: number) => {
    const day = addToDay(dayOf(now, timeZone), { days: -daysAgo });
    return startOfDay(isEven(day, timeZone) ? day : addToDay(day, { days: spare }), timeZone);
  };
  const sinceAtLeast = (days: number): Condition => ({
    fact: LAST,
    is: 'before',
    value: startOf(days - 1, 1),
  });
  const sinceAtMost = (days: number): Condition => ({
    not: { fact: LAST, is: 'before', value: startOf(days, -1) },
  });
  switch (is) {
    case 'equals':
      return { all: [sinceAtLeast(Math.floor(value)), sinceAtMost(Math.ceil(value))] };
    case 'atLeast':
      return sinceAtLeast(Math.ceil(value));
    case 'above':
      return sinceAtLeast(Math.floor(value) + 1);
    case 'atMost':
      return sinceAtMost(Math.floor(value));
    case 'below':
      return sinceAtMost(Math.ceil(value) - 1);
    default:
      return undefined;
  }
}

/** Whether no clock is moved on the day, nor on the one before. */
function isEven(day: string, timeZone: string): boolean {
  const start = (days: number) => Date.parse(startOfDay(addToDay(day, { days }), timeZone));
  return start(1) - start(0) === millisecondsInDay && start(0) - start(-1) === millisecondsInDay;
}

const LAST = 'orders.lastAt';
const MOST_DAYS = 100_000;

const statuses = ['onTime', 'overdue', 'dormant', 'lost'] as const;
type Status = (typeof statuses)[number];

/** The values that pass a test of the status; undefined where also an unknown one may. */
function statusesOf(is: FactTest['is'], value: unknown): readonly Status[] | undefined {
  if (isFactReference(value)) return undefined;
  const named = (status: Status) => [value].flat().includes(status);
  if (is === 'equals' || is === 'oneOf') return statuses.filter(named);
  if (is === 'differs' || is === 'noneOf') return statuses.filter((status) => !named(status));
  return is === 'present' ? statuses : undefined;
}

/** What is so of stored facts as long as the status is that one. */
function comeBy(status: Status, now: Instant): Condition[] {
  if (status !== 'onTime') return [{ not: { fact: `cadence.${status}At`, is: 'after', value: now } }];
  const overdue = 'cadence.overdueAt';
  return [
    { fact: overdue, is: 'after', value: now },
    { fact: overdue, is: 'absent' },
  ];
}

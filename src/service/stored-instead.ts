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
  // A day to spare: where a clock is put back over midnight, a day has two pieces.
  const edge = (days: number) =>
    startOfDay(addToDay(dayOf(now, timeZone), { days: 1 - Math.floor(days) }), timeZone);
  const sinceAtLeast: Condition = { not: { fact: LAST, is: 'after', value: edge(value - 2) } };
  const sinceAtMost: Condition = { not: { fact: LAST, is: 'before', value: edge(value + 2) } };
  if (is === 'equals') return { all: [sinceAtLeast, sinceAtMost] };
  if (is === 'atLeast' || is === 'above') return sinceAtLeast;
  return is === 'atMost' || is === 'below' ? sinceAtMost : undefined;
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

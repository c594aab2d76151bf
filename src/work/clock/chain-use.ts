import { millisecondsInHour, millisecondsInMinute } from 'date-fns/constants';
import type { Instant } from '../../time/instant.ts';
import type { Task, TaskStay } from '../task/task.ts';
import { working } from './run-limit.ts';
import { gapsOf, lengthOf, type Span, union, until, without } from './spans.ts';
import { stopsOf } from './task-stops.ts';
import type { WorkHours } from './work-hours.ts';

/** What one party has used up of what was promised, in minutes of working time that count. */
export interface ChainUse {
  /** A queue; absent: whoever opened the task, to whom it went back. */
  readonly queue?: string;
  readonly waitingMinutes: number;
  readonly inHandMinutes: number;
  /** Of these, within pauses that do not stop the clock. */
  readonly restedMinutes: number;
  readonly usedMinutes: number;
  /** What the class allows the queue. */
  readonly withinMinutes?: number;
  /** Whether it has used more. */
  readonly isOver: boolean;
}

const minutes = (milliseconds: number) => milliseconds / millisecondsInMinute;

/**
 * Who has used up how much of the promise. Every moment that counts, from the opening to the end or to now,
 * is one party's. In order of their first part; queues of the chain that have had none come last.
 */
export function chainUse(task: Task, now: Instant, hours: WorkHours): readonly ChainUse[] {
  const { promise, stays, doneAt, cancelled } = task;
  const end = Date.parse(doneAt ?? cancelled?.at ?? now);
  const counted = [...until(workingOf(task, hours), end)];
  const rests = restsOf(task, end);
  const parties = [...new Set([...stays.map(partyOf), ...(promise.chain ?? []).map(({ queue }) => queue)])];
  return parties.map((party) => {
    const used = (place: TaskStay['with']) => {
      const spans = stays.flatMap((stay, i): readonly Span[] => {
        if (partyOf(stay) !== party || stay.with !== place) return [];
        const next = stays[i + 1];
        return [[Date.parse(stay.at), next ? Math.min(Date.parse(next.at), end) : end]];
      });
      return within(counted, union(spans));
    };
    const [waiting, inHand, back] = [used('queue'), used('holder'), used('requester')];
    const all = [...waiting, ...inHand, ...back].sort(([a], [b]) => a - b);
    const allowed = allowedFor(task, party);
    return {
      ...(party !== undefined && { queue: party }),
      waitingMinutes: minutes(lengthOf(waiting)),
      inHandMinutes: minutes(lengthOf(inHand)),
      restedMinutes: minutes(lengthOf(within(all, rests))),
      usedMinutes: minutes(lengthOf(all)),
      ...(allowed !== undefined && { withinMinutes: minutes(allowed) }),
      isOver: allowed !== undefined && lengthOf(all) > allowed,
    };
  });
}

/** The time that counts of a task's promise, wherever it is. */
export const workingOf = (task: Task, hours: WorkHours): Iterable<Span> =>
  working({
    start: Date.parse(task.openedAt),
    shifts: hours.shiftsOf(task),
    timeZone: hours.timeZone,
    stops: stopsOf(task),
  });

/** What the chain of a task allows a queue, in milliseconds. Undefined where it says nothing of it. */
export function allowedFor({ promise }: Task, queue: string | undefined): number | undefined {
  const links = promise.chain?.filter((link) => link.queue === queue);
  if (!links?.length) return undefined;
  return links.reduce((sum, { within }) => sum + within.workingHours * millisecondsInHour, 0);
}

export const partyOf = (stay: TaskStay): string | undefined =>
  stay.with === 'requester' ? undefined : stay.queue;

/** Pauses that do not stop the clock. */
const restsOf = ({ pauses }: Task, end: number): readonly Span[] =>
  union(
    Object.values(pauses)
      .filter(({ stopsClock, withdrawn }) => !(stopsClock || withdrawn))
      .map(({ from, until: ends }): Span => [Date.parse(from), ends ? Date.parse(ends) : end]),
  );

/** The part of some spans that lies within others. */
const within = (spans: readonly Span[], others: readonly Span[]): readonly Span[] => [
  ...without(spans, gapsOf(others)),
];

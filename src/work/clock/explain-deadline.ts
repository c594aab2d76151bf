import { millisecondsInMinute } from 'date-fns/constants';
import type { WorkingTime } from '../../blueprint/working-time.ts';
import { spansOn, workingWeek } from '../../blueprint/working-week.ts';
import type { Truth } from '../../conditions/condition.ts';
import type { Explanation } from '../../conditions/explanation.ts';
import type { FactValue } from '../../conditions/fact-schema.ts';
import { dayOf } from '../../time/calendar-day.ts';
import { toDayNumber, weekdayOf } from '../../time/day-number.ts';
import { type Instant, toInstant } from '../../time/instant.ts';
import type { ServiceLimit } from '../document/service-limit.ts';
import type { PromiseHours } from '../task/promise.ts';
import type { ServiceClasses } from '../task/service-classes.ts';
import type { Task } from '../task/task.ts';
import type { TaskTarget } from '../task/task-event.ts';
import { runsAlways } from './run-limit.ts';
import { lengthOf, type Span, union, until, without, workingSpans } from './spans.ts';
import { deadlineOf, runOf, type TaskDeadline } from './task-deadlines.ts';
import type { WorkHours } from './work-hours.ts';

/** How a deadline comes about: all that was counted, and all that was not. Plain JSON. */
export interface DeadlineExplanation extends TaskDeadline {
  readonly taskType: string;
  readonly openedAt: Instant;
  readonly limit: ServiceLimit;
  /** The class of service. */
  readonly service: string;
  /** The classes that were asked, in order, the one that applies last. */
  readonly classes: readonly TriedClass[];
  /** What was known of the facts that decided; `null` where it was erased since. */
  readonly facts: Readonly<Record<string, FactValue | null>>;
  readonly hours: PromiseHours;
  readonly timeZone: string;
  /** Of whole days, where the task came too late for its own day: the first that counts, `YYYY-MM-DD`. */
  readonly firstDay?: string;
  /** The spans that count, up to the deadline or up to where the clock stands still. */
  readonly counted: readonly CountedSpan[];
  readonly countedMinutes: number;
  /** What is left from now on. Absent where it is past, or whole days of a clock that stands still. */
  readonly leftMinutes?: number;
  /** Days on which there would be work by the week, and is none. */
  readonly daysOff: readonly string[];
  /** Days whose hours are others than their weekday's. */
  readonly changedDays: readonly string[];
  readonly pauses: readonly ExplainedPause[];
}

/** A class that was asked whether the task is one of its. */
export interface TriedClass {
  readonly service: string;
  readonly truth: Truth;
  /** Why, where the document still has the class and its condition. */
  readonly explanation?: Explanation;
}

/** A time that counts. */
export interface CountedSpan {
  readonly from: Instant;
  readonly to: Instant;
  readonly minutes: number;
}

/** A pause, and how much of the time that counts lay within it. */
export interface ExplainedPause {
  readonly pauseId: string;
  readonly reason: string;
  readonly from: Instant;
  /** Absent: it goes on. */
  readonly until?: Instant;
  readonly stopsClock: boolean;
  /**
   * By how much it moved the deadline on. 0 outside working time, once the promise was kept or broken, and
   * while the task was done. What pauses share is told of the first, so that costs add up.
   */
  readonly costMinutes: number;
}

const minutes = (milliseconds: number) => milliseconds / millisecondsInMinute;

/** Explains one deadline as of a moment; undefined where nothing of the kind was promised. */
export function explainTaskDeadline(
  task: Task,
  target: TaskTarget,
  now: Instant,
  { hours, classes }: { readonly hours: WorkHours; readonly classes: ServiceClasses | undefined },
): DeadlineExplanation | undefined {
  const { promise, openedAt } = task;
  const limit = promise[target];
  const run = runOf(task, target, hours);
  if (!(limit && run)) return undefined;
  const deadline = deadlineOf(task, target, run, now, hours);
  const moment = Date.parse(now);
  const last = run.end ?? Math.max(moment, Date.parse(openedAt));
  const left =
    deadline.at === undefined ? run.left : lengthOf(run.spans) - lengthOf(until(run.spans, moment));
  return {
    ...deadline,
    taskType: task.type,
    openedAt,
    limit,
    service: promise.service,
    classes: promise.tried.map(({ service, truth }) => {
      const explanation = classes?.explain(service, promise.rests, openedAt);
      return { service, truth, ...(explanation && { explanation }) };
    }),
    facts: promise.rests,
    hours: promise.hours,
    timeZone: hours.timeZone,
    ...(run.firstDay !== undefined && { firstDay: run.firstDay }),
    counted: run.spans.map(([from, to]) => ({
      from: toInstant(from),
      to: toInstant(to),
      minutes: minutes(to - from),
    })),
    countedMinutes: minutes(lengthOf(run.spans)),
    ...(left !== undefined && left > 0 && { leftMinutes: minutes(left) }),
    ...(runsAlways(limit)
      ? { daysOff: [], changedDays: [] }
      : oddDays(hours.workingTimeOf(task), openedAt, toInstant(last), hours.timeZone)),
    pauses: pausesOf(
      task,
      limit,
      {
        now: moment,
        met: deadline.metAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(deadline.metAt),
        end: run.end ?? Number.POSITIVE_INFINITY,
      },
      hours,
    ),
  };
}

/** The days from one moment to another that are not like their weekday. */
function oddDays(workingTime: WorkingTime, from: Instant, to: Instant, timeZone: string) {
  const week = workingWeek(workingTime);
  const [first, last] = [dayOf(from, timeZone), dayOf(to, timeZone)];
  const odd = Object.keys(week.dates)
    .filter((day) => day >= first && day <= last)
    .sort();
  const usual = (day: string) => week.week[weekdayOf(toDayNumber(day)) - 1] ?? [];
  const isOff = (day: string) => spansOn(week, toDayNumber(day)).length === 0;
  return {
    daysOff: odd.filter((day) => isOff(day) && usual(day).length > 0),
    changedDays: odd.filter((day) => !isOff(day)),
  };
}

function pausesOf(
  task: Task,
  limit: ServiceLimit,
  { now, met, end }: { readonly now: number; readonly met: number; readonly end: number },
  { shiftsOf, timeZone }: WorkHours,
): readonly ExplainedPause[] {
  const { pauses, idle, openedAt } = task;
  const rested = union(
    idle
      .map(({ from, until: ends }): Span => [Date.parse(from), Date.parse(ends)])
      .filter(([from]) => from < met),
  );
  const cost = (from: number, to: number) => {
    if (to <= from) return 0;
    const spans: Iterable<Span> = runsAlways(limit)
      ? [[from, to]]
      : workingSpans(shiftsOf(task), from, timeZone);
    return minutes(lengthOf(without(until(spans, to), rested)));
  };
  let reached = Date.parse(openedAt);
  return Object.entries(pauses)
    .filter(([, { withdrawn }]) => !withdrawn)
    .sort(([a, { from }], [b, other]) => (from < other.from || (from === other.from && a < b) ? -1 : 1))
    .map(([pauseId, { reason, from, until: ends, stopsClock }]) => {
      const begins = Date.parse(from);
      const since = Math.max(begins, reached);
      const last = Math.min(ends === undefined ? now : Date.parse(ends), end);
      const isCounted = stopsClock && begins < met;
      if (isCounted) reached = Math.max(reached, last);
      return {
        pauseId,
        reason,
        from,
        ...(ends !== undefined && { until: ends }),
        stopsClock,
        costMinutes: isCounted ? cost(since, last) : 0,
      };
    });
}

import { millisecondsInHour } from 'date-fns/constants';
import { lookup } from '../../conditions/lookup.ts';
import { earlier, type Instant, toInstant } from '../../time/instant.ts';
import type { Task } from '../task/task.ts';
import type { TaskTarget } from '../task/task-event.ts';
import { type ChainDeadline, chainDeadline } from './chain-deadline.ts';
import { type LimitClock, type LimitRun, runLimit, runsAlways, working } from './run-limit.ts';
import { before, type Span, until } from './spans.ts';
import { stopsOf } from './task-stops.ts';
import type { WorkHours } from './work-hours.ts';

/**
 * How a promise stands. `running`: it can be kept. `stopped`: the clock stands still. `overdue`: it is too
 * late, and not done. `onTime`, `late`: it was done. `cancelled`: nobody waits for it.
 */
export type DeadlineStatus = 'running' | 'stopped' | 'overdue' | 'onTime' | 'late' | 'cancelled';

/** When one promise of a task falls due. */
export interface TaskDeadline {
  readonly target: TaskTarget;
  /** The last moment that is in time. Absent: the clock stands still, and nobody knows until when. */
  readonly at?: Instant;
  /** When it was done. */
  readonly metAt?: Instant;
  readonly status: DeadlineStatus;
  /** When the task is brought before a role, as its class says. */
  readonly escalateAt?: Instant;
}

/** When what is promised of a task falls due. */
export interface TaskDeadlines {
  readonly respond?: TaskDeadline;
  readonly resolve?: TaskDeadline;
  /** The first to fall due of those that are still to be kept. */
  readonly due?: TaskDeadline & { readonly at: Instant };
  /** When the queue that has the task will have used up its part of the chain. */
  readonly chain?: ChainDeadline;
  /** The first of which somebody is to be reminded: every deadline by itself, and each only once. */
  readonly reminder?: TaskReminder;
  /** The calendar of the promise, where the document has it no more: no deadline can be worked out. */
  readonly lacksCalendar?: string;
}

/** A deadline of which somebody is to be reminded: of a promise, or of a queue's part of the chain. */
export type TaskReminder = (TaskDeadline | ChainDeadline) & {
  readonly at: Instant;
  readonly escalateAt: Instant;
};

/** When what is promised of a task falls due, and how it stands at a moment. */
export function taskDeadlines(task: Task, now: Instant, hours: WorkHours): TaskDeadlines {
  const lacksCalendar = hours.lackingFor(task);
  if (lacksCalendar !== undefined) return { lacksCalendar };
  const [respond, resolve] = (['respond', 'resolve'] as const).map((target) => {
    const run = runOf(task, target, hours);
    return run && deadlineOf(task, target, run, now, hours);
  });
  const open = [respond, resolve].filter(
    (one): one is TaskDeadline & { at: Instant } => one?.at !== undefined && isOpen(one),
  );
  const [due] = open.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const chain = chainDeadline(task, hours);
  // The promise itself is told of at the same time, or before.
  const isOwn = chain && (resolve?.at === undefined || chain.at < resolve.at);
  const [reminder] = [...open, ...(isOwn ? [chain] : [])]
    .filter((one): one is TaskReminder => one.escalateAt !== undefined && !isTold(task, one))
    .sort((a, b) => (a.escalateAt < b.escalateAt ? -1 : 1));
  return {
    ...(respond && { respond }),
    ...(resolve && { resolve }),
    ...(due && { due }),
    ...(chain && { chain }),
    ...(reminder && { reminder }),
  };
}

/** Whether the task was brought before somebody for this very deadline. */
function isTold({ reminded, escalated }: Task, deadline: TaskDeadline | ChainDeadline): boolean {
  const { at } = deadline;
  if ('queue' in deadline) return lookup(reminded?.chain ?? {}, deadline.queue) === at;
  const { target } = deadline;
  if (reminded?.[target] === at) return true;
  // A snapshot of an earlier release has only the last one.
  const cause = escalated?.cause;
  return cause?.code === 'DEADLINE_NEAR' && cause.target === target && cause.deadline === at;
}

const isOpen = ({ status }: TaskDeadline) => status === 'running' || status === 'overdue';

/** When it was done: a response, too, when the task was. */
const metAt = ({ answeredAt, doneAt }: Task, target: TaskTarget): Instant | undefined =>
  target === 'resolve' || answeredAt === undefined ? doneAt : earlier(doneAt, answeredAt);

/** How far a promise has run. Undefined where none was given. */
export function runOf(task: Task, target: TaskTarget, hours: WorkHours): LimitRun | undefined {
  const limit = task.promise[target];
  if (!limit) return undefined;
  return runLimit(limit, clockOf(task, target, hours));
}

function clockOf(task: Task, target: TaskTarget, hours: WorkHours): LimitClock {
  const met = metAt(task, target);
  return {
    start: Date.parse(task.openedAt),
    shifts: hours.shiftsOf(task),
    timeZone: hours.timeZone,
    stops: stopsOf(task, met === undefined ? undefined : Date.parse(met)),
  };
}

/**
 * A limit on the calendar runs at night, too; the working hours before its end do not. Where there are none,
 * there is only its beginning.
 */
const workedBefore = (end: number, clock: LimitClock): readonly Span[] => [
  [clock.start, clock.start],
  ...until(working(clock), end),
];

/** When a promise falls due that has run so far. */
export function deadlineOf(
  task: Task,
  target: TaskTarget,
  { end, spans }: LimitRun,
  now: Instant,
  hours: WorkHours,
): TaskDeadline {
  const at = end === undefined ? undefined : toInstant(end);
  const met = metAt(task, target);
  const { escalate, [target]: limit } = task.promise;
  const worked =
    limit && runsAlways(limit) && end !== undefined ? workedBefore(end, clockOf(task, target, hours)) : spans;
  return {
    target,
    ...(at !== undefined && { at }),
    ...(met !== undefined && { metAt: met }),
    status: statusOf(task, at, met, now),
    ...(escalate &&
      end !== undefined && {
        escalateAt: toInstant(
          before({ spans: worked, end }, escalate.before.workingHours * millisecondsInHour),
        ),
      }),
  };
}

function statusOf(
  { status }: Task,
  at: Instant | undefined,
  met: Instant | undefined,
  now: Instant,
): DeadlineStatus {
  if (met !== undefined) return at === undefined || met <= at ? 'onTime' : 'late';
  if (status === 'cancelled') return 'cancelled';
  if (at === undefined) return 'stopped';
  return now > at ? 'overdue' : 'running';
}

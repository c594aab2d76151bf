import { millisecondsInMinute } from 'date-fns/constants';
import { shiftsFor } from '../../blueprint/calendar-of.ts';
import { lookup } from '../../conditions/lookup.ts';
import { dayOf } from '../../time/calendar-day.ts';
import { toDayNumber } from '../../time/day-number.ts';
import type { Instant } from '../../time/instant.ts';
import type { Work } from '../../work/define-work.ts';
import type { Task } from '../../work/task/task.ts';
import type { TaskRefusal } from '../../work/task/task-refusal.ts';
import type { Employee } from '../../workforce/employee.ts';
import { absenceAt, isEmployed } from '../../workforce/presence.ts';
import type { ServiceContext } from '../service-context.ts';
import { taskLists } from './task-documents.ts';
import { tasksIn } from './task-pages.ts';

/** Why somebody may be given none; else with which roles, and how many minutes they have. */
export interface QueueWorker {
  readonly refused: readonly TaskRefusal[];
  readonly roles: readonly string[];
  minutesLeft(): Promise<number>;
}

interface Asking {
  readonly queue: string;
  readonly by: string;
  readonly employee: Employee | undefined;
  readonly now: Instant;
}

/** Whether somebody may be given a task now, and how many minutes of today are left beside what they have. */
export function queueWorker(
  context: ServiceContext,
  work: Work,
  { queue, by, employee, now }: Asking,
): QueueWorker {
  const none = (refusal: TaskRefusal) => ({ refused: [refusal], roles: [], minutesLeft: async () => 0 });
  const { role, lead } = lookup(work.document.queues, queue) ?? {};
  if (role === undefined)
    return none({ code: 'UNKNOWN_QUEUE', queue, known: Object.keys(work.document.queues) });
  const roles = employee && isEmployed(employee, now) ? employee.roles : [];
  const isTheirs = [role, lead].some((one) => one !== undefined && roles.includes(one));
  if (!employee || !isTheirs) return none({ code: 'NOT_IN_QUEUE', employeeId: by, queue });
  const [away] = awayRefused(employee, now);
  if (away) return none(away);
  const minutesLeft = async () =>
    minutesToday(context, employee, role, now) -
    minutesHeld(work, await tasksIn(context, taskLists.heldBy(by)));
  return { refused: [], roles, minutesLeft };
}

/** Who is away is given nothing. */
export function awayRefused(employee: Employee, now: Instant): readonly TaskRefusal[] {
  const absence = absenceAt(employee, now);
  if (!absence) return [];
  const { to: until } = absence;
  return [{ code: 'WORKER_AWAY', employeeId: employee.id, ...(until !== undefined && { until }) }];
}

/** What is left of their working day, by their own hours and zone. It is of the day on which it begins. */
export function minutesToday(
  { conveyor }: ServiceContext,
  employee: Employee,
  role: string,
  now: Instant,
): number {
  const [shiftsOn, zone] = shiftsFor(conveyor.blueprint, role, employee);
  const moment = Date.parse(now);
  const today = toDayNumber(dayOf(now, zone));
  // Who works past midnight is at work of the day before until that ends.
  const isOfYesterday = shiftsOn(today - 1).some(([from, to]) => from <= moment && moment < to);
  const shifts = shiftsOn(isOfYesterday ? today - 1 : today);
  return (
    shifts.reduce((sum, [from, to]) => sum + Math.max(0, to - Math.max(from, moment)), 0) /
    millisecondsInMinute
  );
}

/** Minutes of the tasks that they have in hand; what rests takes none. */
export function minutesHeld({ document }: Work, held: readonly Task[]): number {
  let minutes = 0;
  for (const { status, type } of held)
    if (status === 'inHand') minutes += lookup(document.tasks, type)?.load?.minutes ?? 0;
  return minutes;
}

import type { Blueprint } from '../../blueprint/blueprint.ts';
import { type Shifts, shiftsOf } from '../../blueprint/shifts.ts';
import type { WorkingTime } from '../../blueprint/working-time.ts';
import { kept } from '../../conditions/kept.ts';
import { lookup } from '../../conditions/lookup.ts';
import { ConveyorError } from '../../errors/conveyor-error.ts';
import type { WorkDocument } from '../document/work-schema.ts';
import type { Task } from '../task/task.ts';

/** The hours in which promises run. */
export interface WorkHours {
  readonly timeZone: string;
  /**
   * Of a task's promise: a calendar, or the hours of a role, its own or else the department's. Once the task
   * is done, they are as they were then.
   * @throws INVALID_HISTORY where the document has no such calendar any more
   */
  workingTimeOf(task: Task): WorkingTime;
  /** The shifts of each of its days, worked out once. */
  shiftsOf(task: Task): Shifts;
  /** The calendar of a task's promise, where the document has it no more: nothing can be counted. */
  lackingFor(task: Task): string | undefined;
}

/** Most tasks share theirs, and the days of these are worked out once: so many are kept. */
const MOST_KEPT = 1_000;

/** The hours that a document and its blueprint say. */
export function workHours(
  { calendars }: WorkDocument,
  { timeZone, workingTime, roles }: Blueprint,
): WorkHours {
  const then = new Map<string, WorkingTime>();
  const known = ({ promise: { hours }, hoursThen }: Task): WorkingTime | undefined => {
    if (hoursThen) {
      if (then.size > MOST_KEPT) then.clear();
      return kept(then, JSON.stringify(hoursThen), () => hoursThen);
    }
    return 'role' in hours
      ? (lookup(roles, hours.role)?.workingHours ?? workingTime)
      : lookup(calendars, hours.calendar);
  };
  const lackingFor = (task: Task) => {
    const { hours } = task.promise;
    return known(task) || 'role' in hours ? undefined : hours.calendar;
  };
  const workingTimeOf = (task: Task): WorkingTime => {
    const hours = known(task);
    if (hours) return hours;
    const calendar = lackingFor(task) ?? '';
    const message = `Task "${task.id}" was promised by the calendar "${calendar}", which the document of work in queues has no more in "calendars"`;
    const details = { taskId: task.id, calendar, known: Object.keys(calendars) };
    throw new ConveyorError('INVALID_HISTORY', message, { details });
  };
  return {
    timeZone,
    workingTimeOf,
    shiftsOf: (task) => shiftsOf(workingTimeOf(task), timeZone),
    lackingFor,
  };
}

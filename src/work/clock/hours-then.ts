import { dayOf } from '../../time/calendar-day.ts';
import { fromDayNumber, toDayNumber } from '../../time/day-number.ts';
import { toInstant } from '../../time/instant.ts';
import type { HoursThen } from '../task/promise.ts';
import type { Task } from '../task/task.ts';
import { runOf } from './task-deadlines.ts';
import type { WorkHours } from './work-hours.ts';

/**
 * The hours that the promise of a task ran in, as they are known now that it is done. Of days that are not
 * like their weekday, those from its opening to its last deadline. Undefined where the calendar is gone.
 */
export function hoursThen(task: Task, hours: WorkHours): HoursThen | undefined {
  if (hours.lackingFor(task) !== undefined) return undefined;
  const known = hours.workingTimeOf(task);
  const ends = (['respond', 'resolve'] as const).map((target) => runOf(task, target, hours)?.end ?? 0);
  const end = Math.max(Date.parse(task.doneAt ?? task.openedAt), ...ends);
  // The work of the day before may still have gone on.
  const first = fromDayNumber(toDayNumber(dayOf(task.openedAt, hours.timeZone)) - 1) ?? '';
  const last = dayOf(toInstant(end), hours.timeZone);
  const couldCount = (day: string) => day >= first && day <= last;
  const dates = Object.entries(known.dates ?? {}).filter(([day]) => couldCount(day));
  return {
    shifts: 'shifts' in known ? known.shifts : [{ days: known.days, from: known.from, to: known.to }],
    holidays: known.holidays.filter(couldCount),
    dates: Object.fromEntries(dates),
  };
}

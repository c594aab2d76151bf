import { addDuration, type Duration } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import type { WorkingCalendar, WorkingPerson } from './working-calendar.ts';

/** A span of working time, in hours. */
export interface WorkingHours {
  readonly workingHours: number;
}

/** How long somebody has for something: on the calendar, or in working time. */
export type TimeLimit = Duration | WorkingHours;

export const isWorkingHours = (limit: TimeLimit): limit is WorkingHours => 'workingHours' in limit;

interface Clock {
  readonly blueprint: { readonly timeZone: string };
  readonly calendar: WorkingCalendar;
}

/** When a limit that runs for somebody in the role, or for that one person, since `start` is over. */
export const limitEnds = (
  start: Instant,
  limit: TimeLimit,
  { blueprint, calendar }: Clock,
  role?: string,
  by?: WorkingPerson,
): Instant =>
  isWorkingHours(limit)
    ? calendar.addWorkingHours(start, limit.workingHours, role, by)
    : addDuration(start, limit, blueprint.timeZone);

import type { Instant } from '../time/instant.ts';
import type { OwnHours } from './working-time.ts';

/** Somebody who works, as far as a calendar has to know them. */
export interface WorkingPerson {
  readonly id?: string;
  /** Theirs, in place of those of the role and the department. */
  readonly workingHours?: OwnHours | undefined;
}

/**
 * Which hours are worked, by whoever has a role where one is named, or by one person. A CRM may bring one of
 * its own as the option `calendar` of a conveyor.
 */
export interface WorkingCalendar {
  /** Hours worked from one moment to another, on the real clock; 0 where the second is not later. */
  workingHoursBetween(from: Instant, to: Instant, role?: string, by?: WorkingPerson): number;
  /**
   * The first instant at which so many working hours have passed since `start`.
   * @throws NO_WORKING_TIME where there is none within ten years.
   */
  addWorkingHours(start: Instant, hours: number, role?: string, by?: WorkingPerson): Instant;
}

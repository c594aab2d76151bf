import type { Blueprint } from '../../blueprint/blueprint.ts';
import { type Shifts, shiftsOf } from '../../blueprint/shifts.ts';
import type { WorkingTime } from '../../blueprint/working-time.ts';
import { lookup } from '../../conditions/lookup.ts';
import { ConveyorError } from '../../errors/conveyor-error.ts';
import type { WorkDocument } from '../document/work-schema.ts';
import type { PromiseHours } from '../task/promise.ts';

/** The hours in which promises run. */
export interface WorkHours {
  readonly timeZone: string;
  /**
   * A calendar, or the hours of a role: its own, else the department's.
   * @throws INVALID_HISTORY where the document has no such calendar any more
   */
  workingTimeOf(hours: PromiseHours): WorkingTime;
  /** The shifts of each of its days, worked out once. */
  shiftsOf(hours: PromiseHours): Shifts;
}

/** The hours that a document and its blueprint say. */
export function workHours(
  { calendars }: WorkDocument,
  { timeZone, workingTime, roles }: Blueprint,
): WorkHours {
  const workingTimeOf = (hours: PromiseHours): WorkingTime => {
    if ('role' in hours) return lookup(roles, hours.role)?.workingHours ?? workingTime;
    const calendar = lookup(calendars, hours.calendar);
    if (calendar) return calendar;
    const message = `A task was promised by the calendar "${hours.calendar}", which there is no more`;
    throw new ConveyorError('INVALID_HISTORY', message, { details: { calendar: hours.calendar } });
  };
  return { timeZone, workingTimeOf, shiftsOf: (hours) => shiftsOf(workingTimeOf(hours), timeZone) };
}

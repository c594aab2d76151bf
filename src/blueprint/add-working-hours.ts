import * as z from 'zod';
import { examine } from '../errors/admit.ts';
import { invalidArgument } from '../errors/invalid-argument.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { type Instant, toInstant } from '../time/instant.ts';
import { checkedShifts } from './checked-shifts.ts';
import { afterHours } from './shifts.ts';
import type { WorkingTime } from './working-time.ts';

const hoursSchema = z.object({ hours: z.number().min(0) });

/**
 * The same as `addWorkingHours` of the calendar of this working time.
 * @throws INVALID_ARGUMENT where the working time, its zone or the hours are none.
 */
export function addWorkingHours(
  start: Instant,
  hours: number,
  workingTime: WorkingTime,
  timeZone: string,
): Instant {
  const given = { 'start: string': start, 'hours: number': hours, workingTime, 'timeZone: string': timeZone };
  return withArguments('addWorkingHours', given, () => {
    const { problems } = examine(hoursSchema, { hours });
    if (problems.length > 0) throw invalidArgument('addWorkingHours', problems);
    return afterHours(
      toInstant(start),
      hours,
      checkedShifts('addWorkingHours', workingTime, timeZone),
      timeZone,
    );
  });
}

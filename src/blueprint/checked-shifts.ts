import * as z from 'zod';
import { kept } from '../conditions/kept.ts';
import { examine } from '../errors/admit.ts';
import { invalidArgument } from '../errors/invalid-argument.ts';
import { timeZoneSchema } from '../time/time-zone.ts';
import { type Shifts, shiftsOf } from './shifts.ts';
import { type WorkingTime, workingTimeSchema } from './working-time.ts';

const argumentsSchema = z.object({ workingTime: workingTimeSchema, timeZone: timeZoneSchema });

const known = new WeakMap<WorkingTime, Map<string, Shifts>>();

/**
 * The shifts of a working time that nobody has checked. What is no hour would be as good as no work. Each
 * working time is looked at once in a zone.
 * @throws INVALID_ARGUMENT of the function that is named, with every fault
 */
export function checkedShifts(of: string, workingTime: WorkingTime, timeZone: string): Shifts {
  const shifts = known.get(workingTime)?.get(timeZone);
  if (shifts) return shifts;
  const { data, problems } = examine(argumentsSchema, { workingTime, timeZone });
  if (!data) throw invalidArgument(of, problems);
  const checked = shiftsOf(data.workingTime, timeZone);
  kept(known, workingTime, () => new Map<string, Shifts>()).set(timeZone, checked);
  return checked;
}

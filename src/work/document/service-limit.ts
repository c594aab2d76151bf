import * as z from 'zod';
import type { TimeLimit } from '../../blueprint/time-limit.ts';
import { timeLimitSchema } from '../../blueprint/time-limit-schema.ts';
import { endTimeSchema } from '../../blueprint/working-time.ts';

/**
 * A promise in whole working days. A day counts if the clock of the task runs at its cut-off; the limit is
 * over as the work of the day ends that comes so many counted days after the first.
 */
export interface DayLimit {
  /** 0 is the same day: the first at whose cut-off the clock runs. */
  readonly workingDays: number;
  /** What is there before it, `HH:mm`, is for the day. Without it, and on shorter days, the end of work. */
  readonly cutOff?: string;
  /**
   * When on the last day, `HH:mm`, if before the end of work: the lorry leaves. Later than a `cutOff` of the
   * same day.
   */
  readonly by?: string;
}

/** How long a queue has: working hours, a span on the calendar, or whole working days. */
export type ServiceLimit = TimeLimit | DayLimit;

export const isDayLimit = (limit: ServiceLimit): limit is DayLimit => 'workingDays' in limit;

/** Admits {@link ServiceLimit}. */
export const serviceLimitSchema = z.union([
  ...timeLimitSchema.options,
  z.strictObject({
    workingDays: z.int().min(0).max(250),
    cutOff: z.exactOptional(endTimeSchema),
    by: z.exactOptional(endTimeSchema),
  }),
]) satisfies z.ZodType<ServiceLimit>;

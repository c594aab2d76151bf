import * as z from 'zod';
import type { TimeLimit } from '../../blueprint/time-limit.ts';
import { workingHoursSchema } from '../../blueprint/time-limit-schema.ts';
import { endTimeSchema } from '../../blueprint/working-time.ts';
import { issue } from '../../errors/problem.ts';
import { durationSchema } from '../../time/duration-schema.ts';

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

/**
 * A span on the calendar that takes time. What has only keys of other forms is not looked at further: else a
 * parser would hold it for what was meant wherever one of these forms has a wrong value.
 */
export const spanSchema = z.strictObject(durationSchema.shape).superRefine((span, context) => {
  const parts = Object.values(span);
  if (parts.some((part) => part > 0)) return;
  const fault = parts.length > 0 ? issue('TOO_SMALL', { above: 0, of: 'number' }) : issue('EMPTY_DURATION');
  context.addIssue({ code: 'custom', continue: context.issues.length === 0, ...fault });
});

/** Admits {@link ServiceLimit}. */
export const serviceLimitSchema = z.union([
  spanSchema,
  workingHoursSchema,
  z.strictObject({
    workingDays: z.int().min(0).max(250),
    cutOff: z.exactOptional(endTimeSchema),
    by: z.exactOptional(endTimeSchema),
  }),
]) satisfies z.ZodType<ServiceLimit>;

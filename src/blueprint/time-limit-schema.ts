import * as z from 'zod';
import { durationSchema } from '../time/duration-schema.ts';
import type { TimeLimit, WorkingHours } from './time-limit.ts';

/** Of every limit in working hours, the longest. */
export const LONGEST_LIMIT = 2000;

/** Admits a span of working time. */
export const workingHoursSchema = z.strictObject({
  workingHours: z.number().positive().max(LONGEST_LIMIT),
}) satisfies z.ZodType<WorkingHours>;

/** Admits {@link TimeLimit}. */
export const timeLimitSchema = z.union([durationSchema, workingHoursSchema]) satisfies z.ZodType<TimeLimit>;

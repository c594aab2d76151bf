import * as z from 'zod';
import { durationSchema } from '../time/duration-schema.ts';
import type { TimeLimit } from './time-limit.ts';

/** Admits {@link TimeLimit}. */
export const timeLimitSchema = z.union([
  durationSchema,
  z.strictObject({ workingHours: z.number().positive().max(2000) }),
]) satisfies z.ZodType<TimeLimit>;

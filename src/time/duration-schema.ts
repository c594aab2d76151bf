import * as z from 'zod';
import { issue } from '../errors/problem.ts';

const part = (max: number) => z.exactOptional(z.int().min(0).max(max));

/** Each part at most a century, so that no bound computed from it leaves the calendar. */
export const durationSchema = z
  .strictObject({
    years: part(100),
    months: part(1_200),
    weeks: part(5_218),
    days: part(36_525),
    hours: part(876_600),
    minutes: part(52_596_000),
  })
  .refine((duration) => Object.keys(duration).length > 0, issue('EMPTY_DURATION'));

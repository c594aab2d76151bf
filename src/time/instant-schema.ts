import * as z from 'zod';
import { issue } from '../errors/problem.ts';
import { type Instant, parseInstant } from './instant.ts';

/** Any ISO-8601 moment to the second or finer, with `Z` or an offset; the output is canonical. */
export const instantSchema = z.iso.datetime({ offset: true }).transform((text, context): Instant => {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  context.addIssue({ code: 'custom', input: text, ...issue('OUT_OF_CALENDAR') });
  return z.NEVER;
});

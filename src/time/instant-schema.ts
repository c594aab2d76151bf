import * as z from 'zod';
import { issue } from '../errors/problem.ts';
import { forms } from '../errors/problem-words.ts';
import { type Instant, parseInstant } from './instant.ts';

const moment = (params: z.core.$ZodISODateTimeParams) =>
  z.iso.datetime(params).transform((text, context): Instant => {
    const instant = parseInstant(text);
    if (instant !== undefined) return instant;
    context.addIssue({
      code: 'custom',
      input: text,
      ...issue('OUT_OF_CALENDAR', { first: '0000', last: '9999' }),
    });
    return z.NEVER;
  });

/** Any ISO-8601 moment to the second or finer, with `Z` or an offset; the output is canonical. */
export const instantSchema = moment({ offset: true });

/**
 * The same where time is counted from the moment, of the years 0001 to 9899. Limits of a hundred years stay
 * within the calendar, in any zone.
 */
export const countedInstantSchema = instantSchema.refine(
  (instant) => instant >= '0001' && instant < '99',
  issue('OUT_OF_CALENDAR', { first: '0001', last: '9899' }),
);

/** The same where a day may be told, too, and was made a moment of. What is neither is told so. */
export const dayAsInstantSchema = moment({
  offset: true,
  error: ({ code }) => (code === 'invalid_format' ? forms.dayOrMoment : undefined),
});

import * as z from 'zod';

const text = z.string().min(1);

/** Admits a {@link Protection}. */
export const protectionSchema = z.union([
  text,
  z.discriminatedUnion('code', [
    z.strictObject({ code: z.literal('RULE'), why: text }),
    z.strictObject({
      code: z.literal('HOLD'),
      hold: text,
      reason: z.string(),
      /** Who placed it, and when; absent in plans of before that was kept. */
      by: text.optional(),
      since: text.optional(),
    }),
    /** With the latest of the moves, where that is known. */
    z.strictObject({ code: z.enum(['MOVED_LATELY', 'MOVED_OFTEN']), at: text.optional() }),
    z.strictObject({ code: z.enum(['NOT_OF_SEGMENT', 'NO_OVERLOAD']) }),
  ]),
]);

/**
 * Why a client stays with its holder. A hold, a rule of the policy with its words, recent moves, or that the
 * plan's own reason does not concern it. A text where whoever wrote the problem says why, and in plans of
 * before there were codes.
 */
export type Protection = z.output<typeof protectionSchema>;

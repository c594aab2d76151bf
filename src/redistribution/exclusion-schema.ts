import * as z from 'zod';

const text = z.string().min(1);

/** Admits an {@link Exclusion}. */
export const exclusionSchema = z.union([
  text,
  z.discriminatedUnion('code', [
    /** `until`: the first moment back, where that is known. */
    z.strictObject({ code: z.literal('AWAY'), until: text.optional() }),
    z.strictObject({ code: z.enum(['NOT_HIRED_YET', 'LEAVES']), at: text }),
    z.strictObject({ code: z.enum(['LACKS_ROLE', 'GIVES_AWAY', 'OTHERS_GAIN', 'OVERLOADED']) }),
  ]),
]);

/**
 * Why somebody gains no clients by a plan: away, not hired yet, leaving, without the role. Or the plan's own
 * reason leaves them out: it hands their clients on, is for others, or takes an overload off them. A text
 * where whoever wrote the problem says why.
 */
export type Exclusion = z.output<typeof exclusionSchema>;

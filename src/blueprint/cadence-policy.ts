import * as z from 'zod';
import type { Duration } from '../time/duration.ts';
import { durationSchema } from '../time/duration-schema.ts';

/**
 * How long a client may be silent after a purchase. A policy is data:
 * - `fixed`: so long after the last purchase. `{ days: 60 }` and `{ months: 2 }` are different rules.
 * - `ownMedian`: a multiple of the client's own median interval between purchase days (default in the
 *   field: twice).
 * - `ownPercentile`: a percentile of the client's own intervals (in the field: above 80% at risk, near 100%
 *   gone), by nearest rank: the smallest interval that at least this share of them do not exceed. Of 2, 3, 10
 *   and 20 days 0.8 is 20; interpolating packages say 14.
 * - `timesOverdue`: a multiple of the overdue span, at least so long; for the dormant and lost thresholds. No
 *   limit where silence is never overdue.
 * - `custom`: a rule handed to `defineConveyor` by name.
 *
 * The own-rhythm policies need `minMoments` purchase days within the `window` before the last one, the
 * first and the last of them at least `minDays` apart (three days in a row are no rhythm yet); else
 * `otherwise` decides. What they give is never shorter than `atLeast` and never longer than `atMost`.
 */
export type CadencePolicy =
  | { kind: 'fixed'; after: Duration }
  | ({ kind: 'ownMedian'; times: number } & OwnRhythm)
  | ({ kind: 'ownPercentile'; percentile: number } & OwnRhythm)
  | { kind: 'timesOverdue'; times: number; atLeast: Duration }
  | { kind: 'custom'; name: string; params?: Record<string, unknown> | undefined };

/** How a limit follows the client's own intervals, and what holds where there are too few. */
export interface OwnRhythm {
  minMoments: number;
  minDays?: number | undefined;
  window: Duration;
  otherwise: CadencePolicy;
  atLeast?: Duration | undefined;
  atMost?: Duration | undefined;
}

const ownRhythm = {
  minMoments: z.int().min(2),
  minDays: z.int().positive().optional(),
  window: durationSchema,
  atLeast: durationSchema.optional(),
  atMost: durationSchema.optional(),
};

export const cadencePolicySchema: z.ZodType<CadencePolicy> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('fixed'), after: durationSchema }),
    z.strictObject({
      kind: z.literal('ownMedian'),
      times: z.number().positive(),
      ...ownRhythm,
      otherwise: cadencePolicySchema,
    }),
    z.strictObject({
      kind: z.literal('ownPercentile'),
      percentile: z.number().gt(0).lte(1),
      ...ownRhythm,
      otherwise: cadencePolicySchema,
    }),
    z.strictObject({ kind: z.literal('timesOverdue'), times: z.number().gt(1), atLeast: durationSchema }),
    z.strictObject({
      kind: z.literal('custom'),
      name: z.string().min(1),
      params: z.record(z.string(), z.unknown()).optional(),
    }),
  ]),
);

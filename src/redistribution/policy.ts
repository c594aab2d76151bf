import * as z from 'zod';
import { weightsSchema } from './weights.ts';

const share = z.number().nonnegative();
const pair = z.strictObject({ clientId: z.string().min(1), employeeId: z.string().min(1) });

const partOfBase = z.strictObject({
  clients: share.optional(),
  hours: share.optional(),
  revenue: share.optional(),
});

/** Admits {@link RedistributionPolicyInput}. */
export const redistributionPolicySchema = z.strictObject({
  weights: weightsSchema,
  /**
   * Whose clients may move: only those that have to (`displaced`), or `all`.
   * @defaultValue `displaced` where somebody keeps none
   */
  movable: z.enum(['displaced', 'all']).optional(),
  limits: z
    .strictObject({
      /**
       * Share of capacity in use, other hours included.
       * @defaultValue at most 1
       */
      utilisation: z.strictObject({ min: share.optional(), max: share.default(1) }).prefault({}),
      /** How far, as a share, utilisation may be from the mean; 0.05 is ±5%. */
      loadBand: share.optional(),
      /** The same for potential per hour of capacity. */
      potentialBand: share.optional(),
      /** Share of what they had that anybody who stays may lose. */
      maxLoss: partOfBase.default({}),
      /** Share of what they had that anybody may gain; those who had nothing are free. */
      maxGain: partOfBase.default({}),
      /**
       * Clients that may move although they could stay. One that is pinned elsewhere counts; one that has to
       * go does not, as whoever holds it keeps none or is forbidden it.
       */
      maxMoves: z.int().nonnegative().optional(),
      /** Share of all revenue that may move although it could stay, counted alike. */
      maxMovedRevenue: share.optional(),
    })
    .prefault({}),
  /** Who is to have a client, decided by hand. */
  pins: z.array(pair).default([]),
  /** Who is not to have a client; if that is its holder, it must go. */
  forbidden: z.array(pair).default([]),
  /**
   * Clients of one group of companies that are together stay together.
   * @defaultValue true
   */
  keepGroupsTogether: z.boolean().default(true),
});

/** How clients are to be redistributed, as it may be written: what has a default may be left out. */
export type RedistributionPolicyInput = z.input<typeof redistributionPolicySchema>;

/** How clients are to be redistributed: plain JSON, every default filled in. */
export interface RedistributionPolicy extends z.output<typeof redistributionPolicySchema> {}

/**
 * Three ready-made policies: fewest voluntary moves, balance where it pays, balance above all. Extend them:
 * `{ ...policies.balanced, limits: { loadBand: 0.1 } }`.
 */
export const policies = {
  leastDisruption: { weights: { load: 0.5, potential: 0.1, disruption: 1, similarity: 0.3 } },
  balanced: { movable: 'all', weights: { load: 1, potential: 0.5, disruption: 0.3, similarity: 0.1 } },
  bestBalance: { movable: 'all', weights: { load: 1, potential: 1, disruption: 0.02, similarity: 0.02 } },
} as const satisfies Record<string, RedistributionPolicyInput>;

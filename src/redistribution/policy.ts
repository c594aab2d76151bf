import * as z from 'zod';

const share = z.number().nonnegative();
const weight = z.number().nonnegative().max(1000);
const pair = z.strictObject({ clientId: z.string().min(1), employeeId: z.string().min(1) });

const partOfBase = z.strictObject({
  clients: share.optional(),
  hours: share.optional(),
  revenue: share.optional(),
});

/** Admits {@link RedistributionPolicyInput}. */
export const redistributionPolicySchema = z.strictObject({
  /**
   * Weights of the objective's parts, which are normalized. With `load: 1` and `disruption: 0.3` a client
   * that does not have to move moves only if utilisations differ by more than 15% of the mean.
   */
  weights: z
    .strictObject({
      /**
       * Imbalance of load: mean squared deviation of utilisation from the mean, in shares of the mean.
       * @defaultValue 1
       */
      load: weight.default(1),
      /**
       * The same for potential per hour of capacity.
       * @defaultValue 0.5
       */
      potential: weight.default(0.5),
      /**
       * Share of all relationship value that moves; what has to move counts the same for whoever gets it.
       * @defaultValue 0.3
       */
      disruption: weight.default(0.3),
      /**
       * Share of relationship value that moves, times how unlike the receiver's experience is.
       * @defaultValue 0.1
       */
      similarity: weight.default(0.1),
      /**
       * Share of under-served potential that does not lie with somebody free and experienced.
       * @defaultValue 0
       */
      coverage: weight.default(0),
      /**
       * What clients cost with whom they end (`costBy`), on average over all clients.
       * @defaultValue 1
       */
      cost: weight.default(1),
      /**
       * Share of clients that end elsewhere than in the plan to stay near.
       * @defaultValue 0.2
       */
      nearness: weight.default(0.2),
    })
    .prefault({}),
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

import * as z from 'zod';
import type { Condition } from '../../conditions/condition.ts';
import { conditionSchema } from '../../conditions/condition-schema.ts';
import type { Duration } from '../../time/duration.ts';
import { durationSchema } from '../../time/duration-schema.ts';
import { instantSchema } from '../../time/instant-schema.ts';
import { redistributionPolicySchema } from '../policy.ts';

const condition = conditionSchema as z.ZodType<Condition, Condition>;
const duration = durationSchema as z.ZodType<Duration, Duration>;
const path = z.string().min(1);

/** Admits {@link PlanPolicyInput}. */
export const planPolicySchema = redistributionPolicySchema.extend({
  /**
   * Who can have which client beside its holder: a condition on the facts of both.
   * @defaultValue everybody of the role
   */
  eligible: condition.optional(),
  /**
   * What a client takes and costs with whom: conditions on the facts of both, as a language or a distance. Of
   * several that hold, the factors are multiplied and the costs added up; a cost counts as `costBy` of a
   * problem's client does.
   */
  pairs: z
    .array(
      z.strictObject({
        when: condition,
        hoursFactor: z.number().positive().max(100).optional(),
        cost: z.number().nonnegative().max(1e6).optional(),
      }),
    )
    .max(50)
    .optional(),
  /**
   * Clients that stay with their holders, each for a reason. A rule is in force until its own end, if it has
   * one.
   */
  protect: z
    .array(
      z.strictObject({ when: condition, why: z.string().min(1).max(200), until: instantSchema.optional() }),
    )
    .default([]),
  /**
   * Holds that protect.
   * @defaultValue those that block transfers, and `protected`
   */
  protectingHolds: z.array(z.string()).optional(),
  /** How long a client stays after a plan has moved it. */
  coolDown: duration.optional(),
  /** Maximum number of moves of a client by plans within a period. */
  maxMovesPerClient: z.strictObject({ moves: z.int().positive(), within: duration }).optional(),
  /**
   * Whether clients in the role's pool are given out, too.
   * @defaultValue only those whom a departure has brought there
   */
  pool: z.boolean().default(false),
  /**
   * Which of the client's facts say what. Default: the facts called `accountGroup` and `industry`; revenue of
   * the last 365 days by orders.
   */
  facts: z
    .strictObject({
      accountGroup: path.optional(),
      industry: path.optional(),
      potential: path.optional(),
      revenue: path.optional(),
      /**
       * What it costs to move the client.
       * @defaultValue its revenue
       */
      relationship: path.optional(),
      /** Our share, 0 to 1, of what the client buys; where it is not known nothing counts as under-served. */
      shareOfWallet: path.optional(),
    })
    .prefault({}),
  /**
   * At which moment capacities are taken: of the month from then on.
   * @defaultValue when the plan takes effect
   */
  capacityAt: instantSchema.optional(),
  /**
   * By when after the move the new holder is to be introduced to the client. Default 7 days; `null`: it is
   * not asked for.
   */
  introduceWithin: duration.nullable().default({ days: 7 }),
  /** How long the former holder is still credited. Default 30 days; `null`: not at all. */
  grace: duration.nullable().default({ days: 30 }),
  /**
   * What makes a plan stale. A change of something it rests on (`substance`), or any change of its clients or
   * employees (`anyChange`).
   */
  staleOn: z.enum(['substance', 'anyChange']).default('substance'),
  /** Days after which the plan's outcome is due for review. */
  reviewAfterDays: z.array(z.int().positive().max(3660)).max(20).default([30, 90, 180]),
});

/** How a plan is made and carried out, as input. What has a default may be left out. */
export type PlanPolicyInput = z.input<typeof planPolicySchema>;

/** How a plan is made and carried out: plain JSON, every default filled in. */
export interface PlanPolicy extends z.output<typeof planPolicySchema> {}

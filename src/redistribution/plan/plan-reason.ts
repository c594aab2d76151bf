import * as z from 'zod';
import type { Condition } from '../../conditions/condition.ts';
import { conditionSchema } from '../../conditions/condition-schema.ts';
import { idSchema } from '../../conditions/id-schema.ts';
import { instantSchema } from '../../time/instant-schema.ts';

const condition = conditionSchema as z.ZodType<Condition, Condition>;
const employeeIds = z.array(idSchema).min(1).max(1000);

/** Admits {@link PlanReasonInput}. */
export const planReasonSchema = z.discriminatedUnion('kind', [
  /**
   * Somebody leaves, or has left. All that they hold goes to others; what they held until they left is
   * fetched from the pool.
   */
  z.strictObject({ kind: z.literal('departure'), employeeId: idSchema }),
  /** Somebody is away for long: what they hold goes to others and, once they are back, returns. */
  z.strictObject({
    kind: z.literal('absence'),
    employeeId: idSchema,
    /** The first moment back; without it the clients return when the absence is over. */
    until: instantSchema.optional(),
    /**
     * When they are back, `runDue` makes the plan of return for somebody to look at, or makes and applies it.
     */
    onReturn: z.enum(['propose', 'apply']).default('propose'),
  }),
  /** Somebody is new: only they gain. */
  z.strictObject({ kind: z.literal('newHire'), employeeId: idSchema }),
  /**
   * Some have too much: only they lose, and gain nothing. Without names: who is above the policy's highest
   * utilisation.
   */
  z.strictObject({ kind: z.literal('overload'), employeeIds: employeeIds.optional() }),
  /** Clients of a segment go to those who are to work it; no others move. */
  z.strictObject({ kind: z.literal('newSegment'), when: condition, employeeIds }),
  /** Whatever the policy brings about. */
  z.strictObject({ kind: z.literal('manual'), note: z.string().min(1).max(500).optional() }),
]);

/** Why a plan is asked for, as input. What has a default may be left out. */
export type PlanReasonInput = z.input<typeof planReasonSchema>;

/**
 * Why there is a plan. Somebody asked for it, or an earlier plan is taken back (`undo`) or is over
 * (`return`).
 */
export type PlanReason =
  | z.output<typeof planReasonSchema>
  | { readonly kind: 'undo'; readonly planId: string }
  | { readonly kind: 'return'; readonly planId: string; readonly employeeId: string };

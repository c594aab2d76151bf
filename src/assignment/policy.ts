import * as z from 'zod';
import type { Condition } from '../conditions/condition.ts';
import { conditionSchema } from '../conditions/condition-schema.ts';
import { idSchema } from '../conditions/id-schema.ts';
import { admit } from '../errors/admit.ts';
import { durationSchema } from '../time/duration-schema.ts';

const condition = conditionSchema as z.ZodType<Condition, Condition>;
const amount = z.number().nonnegative();
const count = z.int().nonnegative();

/** Admits an assignment policy and fills in what was left out. */
export const assignmentPolicySchema = z.strictObject({
  /** What is dealt round fairly: hours of load, or clients, each counting one. */
  measure: z.enum(['hours', 'clients']).default('hours'),
  /** A client of less load counts so many hours, so that clients without a load norm are dealt round, too. */
  leastHours: z.number().positive().default(0.25),
  /** Who can take which client: a condition on the facts of both. */
  eligible: condition.optional(),
  /** Who suits a client better than others. Bonuses add up, to no more than `maxBonus`. */
  affinity: z.array(z.strictObject({ when: condition, bonus: amount })).default([]),
  /** In the measure's unit: for so much debt at most, affinity may go before fairness. */
  maxBonus: amount.default(1),
  /** What nobody is to exceed by an assignment. */
  caps: z
    .strictObject({
      /** Clients held in the role. */
      openClients: count.optional(),
      /** Share of capacity that all clients held take, in whatever role; 0.85 leaves room to breathe. */
      utilisation: amount.optional(),
      newPerDay: count.optional(),
      /** From Monday on. */
      newPerWeek: count.optional(),
    })
    .default({}),
  /**
   * Reasons for which losing an assigned client is not held against the one who loses it. The charge is taken
   * back, and the caps of that day and week have room again. A reason of a release or of a move, such as why
   * a client is disqualified; or a transfer's name, also of one that time brings about. In whatever way it
   * comes, once for each assignment; what is undone later is not charged again. A duplicate that is merged
   * away is refunded without being named here, unless its holder keeps the client.
   *
   * People write reasons of releases freely, so a name that the blueprint does not have is good. One of five
   * letters or more that is within two typing errors of a reason or transfer of the blueprint is taken for a
   * misspelling of it and refused, unless that name is in the list, too.
   */
  refundReasons: z.array(z.string().min(1)).default([]),
  /** Refunded is what is lost within so long after the assignment. Absent: however late. */
  refundWithin: durationSchema.optional(),
  /**
   * On whose behalf `runDue` tries clients in the pool again: an employee or a service. Absent: it does not.
   * It does so where something has happened since it last found nobody that may change the answer: an event
   * of an employee or of a client that is or was in the pool, another ledger or, where the policy caps it,
   * another load, somebody who comes or goes, another day or policy.
   */
  retryPoolAs: idSchema.optional(),
});

/** How clients are dealt round in a role, as input. What has a default may be left out. */
export type AssignmentPolicyInput = z.input<typeof assignmentPolicySchema>;
/** How clients are dealt round in a role: plain JSON. */
export interface AssignmentPolicy extends z.output<typeof assignmentPolicySchema> {}

/**
 * Fills in what was left out.
 * @throws INVALID_ASSIGNMENT listing every fault.
 */
export function parseAssignmentPolicy(input: AssignmentPolicyInput): AssignmentPolicy {
  return admit(assignmentPolicySchema, input, 'INVALID_ASSIGNMENT', 'an assignment policy');
}

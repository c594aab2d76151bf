import * as z from 'zod';
import { exclusionSchema } from './exclusion-schema.ts';
import { redistributionPolicySchema } from './policy.ts';
import { protectionSchema } from './protection-schema.ts';

const id = z.string().min(1).max(200);
const amount = z.number().nonnegative().max(1e12);

const clientSchema = z.strictObject({
  id,
  /** Whose it is now; absent: nobody's. */
  holder: id.optional(),
  /** Load, in hours a month. */
  hours: amount,
  /**
   * Hours with those with whom they are others, by employee id: a language, a distance, a grade. The mean
   * load counts `hours`.
   */
  hoursBy: z.record(id, amount).optional(),
  /**
   * What it costs to be with somebody, by employee id, in units of the objective. 0 with whoever is not
   * named.
   */
  costBy: z.record(id, amount).optional(),
  /**
   * In any one unit.
   * @defaultValue its hours
   */
  potential: amount.optional(),
  /**
   * Of the last year, in any one unit.
   * @defaultValue 0
   */
  revenue: amount.default(0),
  /** What its move costs, in any one unit. Default: its revenue; its hours where no client has revenue. */
  relationship: amount.optional(),
  /** The group of companies that it belongs to. */
  accountGroup: id.optional(),
  industry: z.string().min(1).optional(),
  /**
   * Who may have it beside its holder.
   * @defaultValue everybody who accepts clients
   */
  eligible: z.array(id).optional(),
  /** Why it stays with its holder. It does not hold back a client whose holder keeps none. */
  protected: protectionSchema.optional(),
  /** Which share of its potential is not worked, 0 to 1. */
  underServed: z.number().min(0).max(1).default(0),
});

const employeeSchema = z.strictObject({
  id,
  /** Effective hours a month for this role. */
  capacity: amount,
  /**
   * Whether clients may be added.
   * @defaultValue true
   */
  accepts: z.boolean().default(true),
  /** Why none may be added; it counts where `accepts` is false. */
  excluded: exclusionSchema.optional(),
  /**
   * Whether clients may stay; false for one who leaves: then none is added either.
   * @defaultValue true
   */
  keeps: z.boolean().default(true),
  /** Years by industry. */
  experience: z.record(z.string().min(1), amount).default({}),
  /** Hours a month taken by what is not in this problem. */
  otherHours: amount.default(0),
});

/** Admits {@link RedistributionProblem}. */
export const redistributionProblemSchema = z.strictObject({
  clients: z.array(clientSchema).min(1, 'there are no clients'),
  employees: z.array(employeeSchema).min(1, 'there are no employees'),
  policy: redistributionPolicySchema.prefault({}),
});

/**
 * Clients and employees of one role as they are, and how to redistribute: plain JSON. What has a default may
 * be left out.
 */
export type RedistributionProblem = z.input<typeof redistributionProblemSchema>;
/** A client as a {@link RedistributionProblem} gives it. */
export type ProblemClient = RedistributionProblem['clients'][number];
/** An employee as a {@link RedistributionProblem} gives it. */
export type ProblemEmployee = RedistributionProblem['employees'][number];

/** A problem without faults, every default filled in. */
export type FullProblem = z.output<typeof redistributionProblemSchema>;
export type FullClient = FullProblem['clients'][number];
export type FullEmployee = FullProblem['employees'][number];

/** What an employee's id has of its own in a record of a client; undefined where it has nothing. */
export const ofEmployee = (
  by: Readonly<Record<string, number>> | undefined,
  employeeId: string,
): number | undefined => (by && Object.hasOwn(by, employeeId) ? by[employeeId] : undefined);

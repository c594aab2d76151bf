import * as z from 'zod';
import type { Conveyor } from '../../client/conveyor.ts';
import { compileCondition } from '../../conditions/compile-condition.ts';
import type { Condition } from '../../conditions/condition.ts';
import { idSchema } from '../../conditions/id-schema.ts';
import { admitWhole } from '../../errors/admit-whole.ts';
import type { Problem } from '../../errors/problem.ts';
import { reshaped } from '../../errors/reshaped.ts';
import { unknownName } from '../../errors/unknown-name.ts';
import { unknownFacts } from '../../redistribution/plan/client-values.ts';
import { type PlanPolicyInput, planPolicySchema } from '../../redistribution/plan/plan-policy.ts';
import { type PlanReasonInput, planReasonSchema } from '../../redistribution/plan/plan-reason.ts';
import type { RedistributionProgress } from '../../redistribution/redistribute.ts';
import { instantSchema } from '../../time/instant-schema.ts';
import { compileMatch } from '../../workforce/match.ts';

/** What a plan is asked for. */
export interface PlanInput {
  readonly reason: PlanReasonInput;
  /** In which role clients are redistributed. */
  readonly role: string;
  /**
   * Default: displaced clients go where there is room, for a reason that leaves some; else balance where it
   * pays.
   */
  readonly policy?: PlanPolicyInput | undefined;
  /**
   * When the plan is to take effect, ISO-8601 with `Z` or an offset. It is not applied before; once approved,
   * `runDue` applies it then.
   */
  readonly effective?: string | undefined;
  /** The plan's id, up to 100 characters. Default: a new one. */
  readonly id?: string | undefined;
  /** How much work is done, as a multiple of what is usual for the size: about a second or two. Default 1. */
  readonly effort?: number | undefined;
  /** Cuts the search short: the best plan so far is kept. */
  readonly signal?: { readonly aborted: boolean } | undefined;
  /** Told how far the search is. */
  readonly onProgress?: ((progress: RedistributionProgress) => void) | undefined;
}

/** How the search for a plan goes. */
export type Searching = Pick<PlanInput, 'effort' | 'signal' | 'onProgress'>;

const planInputSchema = z.strictObject({
  reason: planReasonSchema,
  role: z.string(),
  policy: planPolicySchema.prefault({}),
  effective: instantSchema.optional(),
  id: idSchema.max(100).optional(),
  effort: z.number().positive().max(100).optional(),
});

/** What was asked for, every default filled in. */
export type ParsedPlanInput = z.output<typeof planInputSchema>;

/**
 * Checks what is asked for; every fault at once.
 * @throws INVALID_PLAN, INVALID_CONDITION
 */
export function parsePlanInput(input: PlanInput, conveyor: Conveyor): ParsedPlanInput {
  const asked = reshaped(input, ({ signal: _, onProgress: __, ...rest }) => withoutLocale(rest));
  const parsed = admitWhole(planInputSchema, asked, 'INVALID_PLAN', 'a plan', (plan) =>
    faultsOf(plan, conveyor),
  );
  const { reason, policy } = parsed;
  const { rules } = conveyor;
  const { facts, readerOf, blueprint } = rules;
  const onClient = (when: Condition) =>
    compileCondition(when, { facts, readerOf, timeZone: blueprint.timeZone });
  if (policy.eligible) compileMatch(policy.eligible, rules);
  for (const { when } of policy.pairs ?? []) compileMatch(when, rules);
  for (const { when } of policy.protect) onClient(when);
  if (reason.kind === 'newSegment') onClient(reason.when);
  return parsed;
}

/** The policy of a plan from before words left the log also says a language. It may be used again. */
function withoutLocale<Input extends Pick<PlanInput, 'policy'>>(input: Input): Input {
  if (typeof input.policy !== 'object' || input.policy === null || !('locale' in input.policy)) return input;
  const { locale: _, ...policy } = input.policy;
  return { ...input, policy };
}

function faultsOf({ role, policy }: ParsedPlanInput, { blueprint, rules }: Conveyor): readonly Problem[] {
  const roles = Object.keys(blueprint.roles);
  const holds = Object.keys(blueprint.holds);
  const unknownHolds = (policy.protectingHolds ?? []).filter((hold) => !holds.includes(hold));
  return [
    ...(roles.includes(role) ? [] : [{ path: 'role', ...unknownName('role', role, roles) }]),
    ...unknownHolds.map((hold) => ({
      path: 'policy.protectingHolds',
      ...unknownName('hold', hold, holds),
    })),
    ...unknownFacts(policy, rules),
  ];
}

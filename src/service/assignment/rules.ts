import {
  type AssignmentPolicy,
  type AssignmentPolicyInput,
  parseAssignmentPolicy,
} from '../../assignment/policy.ts';
import type { Conveyor } from '../../client/conveyor.ts';
import type { CompiledCondition } from '../../conditions/compile.ts';
import { meant } from '../../errors/did-you-mean.ts';
import { invalidInput } from '../../errors/invalid-input.ts';
import { fault } from '../../errors/problem.ts';
import { compileMatch, type Match } from '../../workforce/match.ts';

/** A role's policy with its conditions made ready to run. */
export interface AssignmentRules {
  readonly policy: AssignmentPolicy;
  readonly eligible?: CompiledCondition<Match>;
  readonly affinity: readonly { readonly when: CompiledCondition<Match>; readonly bonus: number }[];
}

/** The rules of every role; one without a policy of its own has the default one. */
export type RulesByRole = Readonly<Record<string, AssignmentRules>>;

/**
 * Makes the policies ready to run.
 * @throws INVALID_ASSIGNMENT where a policy is none or is for no role of the blueprint, INVALID_CONDITION
 * where a condition asks for what is no fact.
 */
export function compileAssignment(
  conveyor: Conveyor,
  policies: Readonly<Record<string, AssignmentPolicyInput | undefined>>,
): RulesByRole {
  const unknown = Object.keys(policies).filter((role) => !Object.hasOwn(conveyor.blueprint.roles, role));
  const problems = unknown.map((role) => ({
    path: role,
    ...fault('UNKNOWN_NAME', {
      kind: 'role',
      name: role,
      ...meant(role, Object.keys(conveyor.blueprint.roles)),
    }),
  }));
  if (problems.length > 0) throw invalidInput('INVALID_ASSIGNMENT', 'an assignment policy', problems);
  const compiled = Object.keys(conveyor.blueprint.roles).map((role) => {
    const policy = parseAssignmentPolicy(Object.hasOwn(policies, role) ? (policies[role] ?? {}) : {});
    const eligible = policy.eligible && compileMatch(policy.eligible, conveyor.rules);
    const affinity = policy.affinity.map(({ when, bonus }) => ({
      when: compileMatch(when, conveyor.rules),
      bonus,
    }));
    return [role, { policy, affinity, ...(eligible && { eligible }) }] as const;
  });
  return Object.fromEntries(compiled);
}

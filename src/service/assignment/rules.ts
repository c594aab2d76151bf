import {
  type AssignmentPolicy,
  type AssignmentPolicyInput,
  parseAssignmentPolicy,
} from '../../assignment/policy.ts';
import type { Conveyor } from '../../client/conveyor.ts';
import type { CompiledCondition } from '../../conditions/compile.ts';
import { meant } from '../../errors/did-you-mean.ts';
import { invalidInput } from '../../errors/invalid-input.ts';
import { fault, formatPath, type Problem } from '../../errors/problem.ts';
import { unknownName } from '../../errors/unknown-name.ts';
import { compileMatch, type Match } from '../../workforce/match.ts';

/** A role's policy with its conditions made ready to run. */
export interface AssignmentRules {
  readonly policy: AssignmentPolicy;
  readonly eligible?: CompiledCondition<Match>;
  readonly affinity: readonly { readonly when: CompiledCondition<Match>; readonly bonus: number }[];
}

/** So many unknown roles at most are told, each after a search for the nearest known one. */
const MOST_TOLD = 100;

/** The rules of every role; one without a policy of its own has the default one. */
export type RulesByRole = Readonly<Record<string, AssignmentRules>>;

/**
 * Makes the policies ready to run.
 * @throws INVALID_ASSIGNMENT where a policy is invalid, is for no role of the blueprint, or misspells a
 * reason of it; INVALID_CONDITION where a condition asks for what is no fact.
 */
export function compileAssignment(
  conveyor: Conveyor,
  policies: Readonly<Record<string, AssignmentPolicyInput | undefined>>,
): RulesByRole {
  const unknown = Object.keys(policies).filter((role) => !Object.hasOwn(conveyor.blueprint.roles, role));
  const problems: Problem[] = unknown.slice(0, MOST_TOLD).map((role) => ({
    path: role,
    ...unknownName('role', role, Object.keys(conveyor.blueprint.roles)),
  }));
  const parsed = Object.keys(conveyor.blueprint.roles).map((role) => {
    const policy = parseAssignmentPolicy(Object.hasOwn(policies, role) ? (policies[role] ?? {}) : {});
    return [role, policy] as const;
  });
  problems.push(...misspeltReasons(conveyor, parsed));
  if (problems.length > 0) throw invalidInput('INVALID_ASSIGNMENT', 'an assignment policy', problems);
  const compiled = parsed.map(([role, policy]) => {
    const eligible = policy.eligible && compileMatch(policy.eligible, conveyor.rules);
    const affinity = policy.affinity.map(({ when, bonus }) => ({
      when: compileMatch(when, conveyor.rules),
      bonus,
    }));
    return [role, { policy, affinity, ...(eligible && { eligible }) }] as const;
  });
  return Object.fromEntries(compiled);
}

/**
 * Reasons that look like one of the blueprint's, and are none. A short text looks like too many; who lists
 * both names means both.
 */
function misspeltReasons(
  { blueprint }: Conveyor,
  policies: readonly (readonly [role: string, policy: AssignmentPolicy])[],
): Problem[] {
  const known = Object.entries(blueprint.transfers).flatMap(([transfer, { reasons, handoff }]) => [
    transfer,
    ...Object.keys({ ...reasons, ...handoff?.rejections, ...handoff?.onReturn?.reasons }),
  ]);
  known.push(...Object.keys(blueprint.releaseReasons ?? {}));
  return policies.flatMap(([role, { refundReasons }]) =>
    refundReasons.flatMap((name, i) => {
      if (name.length < 5 || known.includes(name)) return [];
      const near = meant(
        name,
        known.filter((one) => !refundReasons.includes(one)),
      );
      return near.meant === undefined
        ? []
        : [
            {
              path: formatPath([role, 'refundReasons', i]),
              ...fault('UNKNOWN_NAME', { kind: 'reason', name, ...near }),
            },
          ];
    }),
  );
}

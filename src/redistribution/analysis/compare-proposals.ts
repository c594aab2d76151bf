import { withArguments } from '../../errors/with-arguments.ts';
import type { RedistributionProblem } from '../problem.ts';
import { amountsOf, type Responsible, ranked, type WeighedRule, weighedRules } from './plan-analysis.ts';
import { type AnalysedProposal, readPlan, readProblem } from './read-plan.ts';

/** By how much one rule weighs more in the second proposal than in the first. */
export interface RuleDifference {
  readonly rule: WeighedRule;
  /** In units of the objective; below 0 the second is better by this rule. */
  readonly difference: number;
  readonly employees: readonly Responsible[];
  readonly clients: readonly Responsible[];
}

/** What tells two proposals for one problem apart. */
export interface ProposalComparison {
  /** The sum of the rules' differences: below 0 the second proposal is better. */
  readonly difference: number;
  readonly rules: readonly RuleDifference[];
  /** Clients that end with different people, by id. */
  readonly placedOtherwise: readonly {
    readonly clientId: string;
    readonly first?: string | undefined;
    readonly second?: string | undefined;
  }[];
}

/**
 * Compares two proposals for one problem by rule, with the clients and employees responsible. Swapping the
 * proposals flips every sign; the rules add up to the difference of the objectives. Computed from the problem
 * alone, by the code that checks plans.
 * @throws INVALID_PROBLEM. INVALID_PLAN where a move is not of this problem.
 */
export function compareProposals(
  problem: RedistributionProblem,
  first: AnalysedProposal,
  second: AnalysedProposal,
): ProposalComparison {
  return withArguments('compareProposals', { problem, first, second }, () =>
    compared(problem, first, second),
  );
}

function compared(
  problem: RedistributionProblem,
  first: AnalysedProposal,
  second: AnalysedProposal,
): ProposalComparison {
  const base = readProblem(problem);
  const [one, other] = [readPlan(base, first), readPlan(base, second)];
  const [before, after] = [amountsOf(one), amountsOf(other)];
  const rules = weighedRules.map((rule): RuleDifference => {
    const [a, b] = [before[rule], after[rule]];
    return {
      rule,
      difference: b.amount - a.amount,
      employees: ranked(differences(a.employees, b.employees)),
      clients: ranked(differences(a.clients, b.clients)),
    };
  });
  const placedOtherwise = base.problem.clients.flatMap((client) => {
    const [a, b] = [one.placeOf(client), other.placeOf(client)];
    return a === b ? [] : [{ clientId: client.id, first: a, second: b }];
  });
  return {
    difference: rules.reduce((sum, { difference }) => sum + difference, 0),
    rules,
    placedOtherwise: placedOtherwise.sort((a, b) => (a.clientId < b.clientId ? -1 : 1)),
  };
}

function differences(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): Map<string, number> {
  const ids = new Set([...a.keys(), ...b.keys()]);
  return new Map([...ids].map((id) => [id, (b.get(id) ?? 0) - (a.get(id) ?? 0)]));
}

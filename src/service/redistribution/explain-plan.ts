import {
  compareProposals,
  type ProposalComparison,
} from '../../redistribution/analysis/compare-proposals.ts';
import { type PlanAnalysis, planAnalysis } from '../../redistribution/analysis/plan-analysis.ts';
import type { AnalysedProposal } from '../../redistribution/analysis/read-plan.ts';
import type { ReceiverOption } from '../../redistribution/analysis/receivers.ts';
import { rankReceivers, type WhyStays, whyStays } from '../../redistribution/analysis/why-stays.ts';
import type { RedistributionProblem } from '../../redistribution/problem.ts';
import { turn } from '../../time/turn.ts';
import type { PlanResult } from './plan-options.ts';

/** A plan as it was found, with the problem that it solves. */
export interface ExplainedPlan {
  readonly problem: RedistributionProblem;
  readonly proposal: AnalysedProposal;
}

/**
 * What explains a plan, rule by rule. It is recomputed from what the plan was made from, not from how things
 * are now.
 */
export interface PlanExplanations {
  /**
   * Which rule makes which part of the objective, and who is responsible. Undefined where there is no such
   * plan.
   */
  analyse(planId: string): Promise<PlanAnalysis | undefined>;
  /**
   * Why the plan leaves a client where it is, or that it does not. Undefined where there is no such plan.
   * @throws INVALID_PLAN where the client was not among those that the plan is about
   */
  whyStays(planId: string, clientId: string): Promise<WhyStays | undefined>;
  /**
   * Who could have a client instead, all else as planned. They are ranked, with the difference by rule and
   * the limits in the way.
   * @throws INVALID_PLAN where the client was not among those that the plan is about
   */
  receivers(planId: string, clientId: string): Promise<readonly ReceiverOption[] | undefined>;
  /**
   * What tells two plans apart that were made from one look, as those of `compare`. The first one's rules and
   * weights are used. Undefined where one of them is not there.
   * @throws INVALID_PLAN where the second moves clients whom the first is not about, or not from whom the
   * first has them
   */
  tellApart(firstId: string, secondId: string): Promise<ProposalComparison | undefined>;
}

export function planExplanations(
  read: (planId: string) => Promise<ExplainedPlan | undefined>,
): PlanExplanations {
  const explained = async <Answer>(planId: string, answer: (plan: ExplainedPlan) => Answer) => {
    const plan = await read(planId);
    return plan && answer(plan);
  };
  return {
    analyse: (planId) => explained(planId, ({ problem, proposal }) => planAnalysis(problem, proposal)),
    whyStays: (planId, clientId) =>
      explained(planId, ({ problem, proposal }) => whyStays(problem, proposal, clientId)),
    receivers: (planId, clientId) =>
      explained(planId, ({ problem, proposal }) => rankReceivers(problem, proposal, clientId)),
    tellApart: async (firstId, secondId) => {
      const [first, second] = [await read(firstId), await read(secondId)];
      return first && second && compareProposals(first.problem, first.proposal, second.proposal);
    },
  };
}

/** Of plans that were made from one look: what tells each apart from the first one. */
export async function differencesOf<Name extends string>(
  plans: Readonly<Record<Name, PlanResult>>,
  read: (planId: string) => Promise<ExplainedPlan | undefined>,
): Promise<Partial<Record<Name, ProposalComparison>>> {
  const differences: Partial<Record<Name, ProposalComparison>> = {};
  let first: ExplainedPlan | undefined;
  for (const [name, made] of Object.entries(plans) as [Name, PlanResult][]) {
    const own = made.ok ? await read(made.plan.id) : undefined;
    if (own && first) differences[name] = compareProposals(first.problem, first.proposal, own.proposal);
    first ??= own;
    await turn();
  }
  return differences;
}

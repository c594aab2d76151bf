import { withArguments } from '../../errors/with-arguments.ts';
import { heldBy } from '../check/measure.ts';
import type { RedistributionProblem } from '../problem.ts';
import type { ObjectiveParts } from '../proposal.ts';
import { type AnalysedProposal, type ReadPlan, readPlan, readProblem } from './read-plan.ts';

/** A rule of the policy that weighs: a part of the objective. */
export type WeighedRule = Exclude<keyof ObjectiveParts, 'total'>;

/** In the order in which they are told. */
export const weighedRules = [
  'load',
  'potential',
  'disruption',
  'similarity',
  'coverage',
  'cost',
  'nearness',
] as const satisfies readonly WeighedRule[];

/** What somebody or something adds to a rule, in units of the objective. */
export interface Responsible {
  readonly id: string;
  readonly amount: number;
}

/** What one rule makes of the objective, and who is responsible, the most responsible first. */
export interface RuleAnalysis {
  readonly rule: WeighedRule;
  /** The policy's weight. */
  readonly weight: number;
  /** The rule's part in the objective, its weight included. */
  readonly amount: number;
  /** Of the whole objective, from 0 to 1. */
  readonly share: number;
  /**
   * Whose load or potential is off the mean; of other rules, who has the clients. Those who add nothing are
   * left out.
   */
  readonly employees: readonly Responsible[];
  /** Empty for load and potential, which belong to employees. */
  readonly clients: readonly Responsible[];
}

/** A plan's objective taken apart: rule by rule. */
export interface PlanAnalysis {
  readonly total: number;
  readonly rules: readonly RuleAnalysis[];
}

/**
 * Which rule makes which part of a plan's objective, and which clients and employees are responsible for it.
 * Computed from the problem alone, by what checks plans and not by what makes them. With `moves: []` it tells
 * how things are before any plan.
 * @throws INVALID_PROBLEM. INVALID_PLAN where a move is not of this problem.
 * @example planAnalysis(problem, proposal).rules[0]; // { rule: 'load', weight: 1, amount: 0.0087, share: 0.61, … }
 */
export function planAnalysis(problem: RedistributionProblem, proposal: AnalysedProposal): PlanAnalysis {
  return withArguments('planAnalysis', { problem, proposal }, () => analysed(problem, proposal));
}

function analysed(problem: RedistributionProblem, proposal: AnalysedProposal): PlanAnalysis {
  const plan = readPlan(readProblem(problem), proposal);
  const { weights } = plan.base.problem.policy;
  const amounts = amountsOf(plan);
  const total = weighedRules.reduce((sum, rule) => sum + amounts[rule].amount, 0);
  return {
    total,
    rules: weighedRules.map((rule) => {
      const { amount, employees, clients } = amounts[rule];
      const share = total > 0 ? amount / total : 0;
      return {
        rule,
        weight: weights[rule],
        amount,
        share,
        employees: ranked(employees),
        clients: ranked(clients),
      };
    }),
  };
}

/** What a rule comes to, altogether and by whom. */
export interface RuleAmounts {
  amount: number;
  readonly employees: Map<string, number>;
  readonly clients: Map<string, number>;
}

/** The objective by rule, employee and client. */
export function amountsOf({ base, weighing, placeOf }: ReadPlan): Readonly<Record<WeighedRule, RuleAmounts>> {
  const amounts = Object.fromEntries(
    weighedRules.map((rule) => [rule, { amount: 0, employees: new Map(), clients: new Map() }]),
  ) as unknown as Record<WeighedRule, RuleAmounts>;
  for (const client of base.problem.clients) {
    const place = placeOf(client);
    if (place === undefined) continue;
    const parts = weighing.partsOf(client, place);
    for (const [rule, part] of Object.entries(parts) as [keyof typeof parts, number][]) {
      if (part === 0) continue;
      amounts[rule].amount += part;
      add(amounts[rule].employees, place, part);
      add(amounts[rule].clients, client.id, part);
    }
  }
  const held = heldBy(base.problem.clients, placeOf);
  for (const { rule, employeeId, target, weight } of weighing.balances) {
    const part = weight * ((held[rule].get(employeeId) ?? 0) - target) ** 2;
    amounts[rule].amount += part;
    add(amounts[rule].employees, employeeId, part);
  }
  return amounts;
}

const add = (sums: Map<string, number>, id: string, amount: number) =>
  void sums.set(id, (sums.get(id) ?? 0) + amount);

/** Whoever adds anything, the largest first; by id where they add alike. */
export function ranked(sums: ReadonlyMap<string, number>): readonly Responsible[] {
  return [...sums]
    .flatMap(([id, amount]) => (amount === 0 ? [] : [{ id, amount }]))
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || (a.id < b.id ? -1 : 1));
}

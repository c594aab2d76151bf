import { groupBy } from '../../conditions/group-by.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { limitsOf, type RuleLimit, tallyOf } from '../check/limits.ts';
import { heldBy, tolerancesOf } from '../check/measure.ts';
import { figuresOf, type WeighingFigures } from '../check/weighing.ts';
import type { RedistributionProblem } from '../problem.ts';
import { type AnalysedProposal, readPlan, readProblem } from './read-plan.ts';

/**
 * What a balanced sum costs whoever holds it. It is `weight` times the square of how far it is `off` what
 * would be even.
 */
export interface BalancePrice {
  readonly rule: 'load' | 'potential';
  readonly weight: number;
  /** Hours or potential above what would be even; below 0, under it. */
  readonly off: number;
}

/** How much may still come under a limit, and how much may go. */
export interface RoomLeft extends Pick<RuleLimit, 'rule' | 'measure' | 'scope'> {
  /** Absent without end. */
  readonly most?: number;
  readonly least?: number;
}

/** What it costs to give an employee one client more, or to take one away. */
export interface EmployeePrices {
  readonly employeeId: string;
  /** Whether clients may be added, and whether they may stay. */
  readonly accepts: boolean;
  readonly keeps: boolean;
  readonly balances: readonly BalancePrice[];
  readonly room: readonly RoomLeft[];
}

/**
 * All that ranking the receivers of a client takes once a plan is done: a few numbers for each employee.
 * Plain JSON.
 */
export interface PlanPrices {
  readonly figures: WeighingFigures;
  readonly employees: readonly EmployeePrices[];
  /** Under limits of everybody together. */
  readonly room: readonly RoomLeft[];
}

/**
 * The prices that hold where a plan ends, for {@link recommending}: worked out once, they answer for every
 * client.
 * @throws INVALID_PROBLEM. INVALID_PLAN where a move is not of this problem.
 */
export function planPrices(problem: RedistributionProblem, proposal: AnalysedProposal): PlanPrices {
  return withArguments('planPrices', { problem, proposal }, () => pricesOf(problem, proposal));
}

function pricesOf(problem: RedistributionProblem, proposal: AnalysedProposal): PlanPrices {
  const { base, weighing, placeOf } = readPlan(readProblem(problem), proposal);
  const held = heldBy(base.problem.clients, placeOf);
  const now = tallyOf(base, (client) => placeOf(client) ?? '');
  const toleranceFor = tolerancesOf(base.problem);
  const roomOf = new Map<string | undefined, RoomLeft[]>();
  for (const { rule, measure, scope, employeeId, min, max } of limitsOf(base)) {
    const sum = now(scope, measure, employeeId);
    const slack = toleranceFor(measure);
    const room: RoomLeft = {
      rule,
      measure,
      scope,
      ...(max < Number.POSITIVE_INFINITY && { most: max + slack - sum }),
      ...(min > 0 && { least: sum - (min - slack) }),
    };
    roomOf.set(employeeId, [...(roomOf.get(employeeId) ?? []), room]);
  }
  const balancesOf = groupBy(weighing.balances, ({ employeeId }) => employeeId);
  return {
    figures: figuresOf(base),
    employees: base.problem.employees.map(({ id, keeps, accepts }) => ({
      employeeId: id,
      accepts: keeps && accepts,
      keeps,
      balances: (balancesOf.get(id) ?? []).map(({ rule, target, weight }) => ({
        rule,
        weight,
        off: (held[rule].get(id) ?? 0) - target,
      })),
      room: roomOf.get(id) ?? [],
    })),
    room: roomOf.get(undefined) ?? [],
  };
}

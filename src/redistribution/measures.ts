import { atOnce, type Steps } from '../time/in-turns.ts';
import { hoursWith } from './amounts.ts';
import type { FullClient, FullProblem } from './problem.ts';

/** How evenly employees with capacity who keep clients are used; each figure as it was and as it will be. */
export interface BalanceMeasures {
  /** The highest utilisation over the mean one. */
  readonly maxToMean: number;
  /**
   * Standard deviation over mean of utilisations. They are of all employees, so the squares are divided by n,
   * not by n - 1.
   */
  readonly variation: number;
  /** Gini coefficient of utilisations. */
  readonly gini: number;
}

/** The effect of a plan as a whole. */
export interface PlanMeasures {
  readonly before: BalanceMeasures;
  readonly after: BalanceMeasures;
  /** Shares of the total that change hands; hours as they are as a rule. */
  readonly moved: { readonly clients: number; readonly hours: number; readonly revenue: number };
  readonly clientsWithoutHolder: { readonly before: number; readonly after: number };
  readonly gap: number;
}

/** A plan's measures, given with whom each client will be. */
export const measuresOf = (
  problem: FullProblem,
  after: (client: FullClient) => string | undefined,
  gap: number,
): PlanMeasures => atOnce(measuring(problem, after, gap));

/** Step-by-step form of the function above. */
export function* measuring(
  problem: FullProblem,
  after: (client: FullClient) => string | undefined,
  gap: number,
): Steps<PlanMeasures> {
  const { clients } = problem;
  const holderOf = ({ holder }: FullClient) => holder;
  const moved = clients.filter((client) => after(client) !== client.holder);
  yield;
  const share = (of: (client: FullClient) => number) => {
    const total = sumOf(clients.map(of));
    return total > 0 ? sumOf(moved.map(of)) / total : 0;
  };
  const without = (place: typeof after) => clients.filter((client) => place(client) === undefined).length;
  const before = balanceOf(utilisations(problem, holderOf));
  yield;
  const then = balanceOf(utilisations(problem, after));
  yield;
  const shares = {
    clients: share(() => 1),
    hours: share(({ hours }) => hours),
    revenue: share(({ revenue }) => revenue),
  };
  yield;
  return {
    before,
    after: then,
    moved: shares,
    clientsWithoutHolder: { before: without(holderOf), after: without(after) },
    gap,
  };
}

function utilisations(
  { clients, employees }: FullProblem,
  place: (client: FullClient) => string | undefined,
) {
  const hours = new Map<string, number>();
  for (const client of clients) {
    const holder = place(client);
    if (holder !== undefined) hours.set(holder, (hours.get(holder) ?? 0) + hoursWith(client, holder));
  }
  return employees
    .filter(({ keeps, capacity }) => keeps && capacity > 0)
    .map(({ id, capacity, otherHours }) => ((hours.get(id) ?? 0) + otherHours) / capacity)
    .sort((a, b) => a - b);
}

/** Of numbers in ascending order. The Gini coefficient is `sum((2i - n - 1) x_i) / (n sum(x))`, i from 1. */
function balanceOf(shares: readonly number[]): BalanceMeasures {
  const n = shares.length;
  const total = sumOf(shares);
  if (total === 0) return { maxToMean: 1, variation: 0, gini: 0 };
  const mean = total / n;
  return {
    maxToMean: (shares.at(-1) as number) / mean,
    variation: Math.sqrt(sumOf(shares.map((share) => (share - mean) ** 2)) / n) / mean,
    gini: sumOf(shares.map((share, i) => (2 * (i + 1) - n - 1) * share)) / (n * total),
  };
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

import { type Amounts, hoursWith } from './amounts.ts';
import type { ClientGroup, IndexedProblem } from './indexed-problem.ts';
import type { LimitedMeasure, RelaxableRule } from './infeasible.ts';
import type { FullClient } from './problem.ts';

/** A hard limit, in the problem's units. */
export interface Bound {
  readonly rule: RelaxableRule;
  readonly measure: LimitedMeasure;
  /** `moved` are clients that move although they could stay; the rest as in the solver's `Limit`. */
  readonly scope: 'held' | 'kept' | 'gained' | 'moved';
  /** Index of the employee; -1 for everybody together. */
  readonly employee: number;
  readonly min: number;
  readonly max: number;
}

/** Whether moving a group counts against the budgets of moves. One that is pinned elsewhere does. */
export const couldStay = ({ current }: Pick<ClientGroup, 'current'>) => current >= 0;

/** A group's amount with an employee, or in general without one. */
export function amountOf(
  { clients }: Pick<ClientGroup, 'clients'>,
  measure: LimitedMeasure,
  amounts: Pick<Amounts, 'potentialOf'>,
  employeeId?: string,
): number {
  let sum = 0;
  for (const one of clients) sum += amountOfOne(one, measure, amounts, employeeId);
  return sum;
}

function amountOfOne(
  client: FullClient,
  measure: LimitedMeasure,
  { potentialOf }: Pick<Amounts, 'potentialOf'>,
  employeeId?: string,
): number {
  switch (measure) {
    case 'clients':
      return 1;
    case 'hours':
      return hoursWith(client, employeeId);
    case 'potential':
      return potentialOf(client);
    case 'revenue':
      return client.revenue;
  }
}

/**
 * The policy's limits by employee. An employee who exceeds a limit by clients that cannot move may stay above
 * it, but gains nothing. Minimums apply only to employees who can gain clients.
 */
export function boundsOf(indexed: IndexedProblem, amounts: Amounts): readonly Bound[] {
  return [
    ...utilisations(indexed, amounts),
    ...bands(indexed, amounts),
    ...shares(indexed, amounts),
    ...budgets(indexed, amounts),
  ];
}

function utilisations(indexed: IndexedProblem, amounts: Amounts): readonly Bound[] {
  const { min = 0, max } = indexed.problem.policy.limits.utilisation;
  const locked = lockedAmounts(indexed, 'hours', amounts);
  return indexed.employees.flatMap(({ keeps, accepts, capacity, otherHours }, employee) => {
    if (!keeps) return [];
    const most = Math.max(max * capacity - otherHours, locked[employee] as number, 0);
    const bounds: Bound[] = [{ ...held('utilisation.max', 'hours', employee), max: most }];
    const least = min * capacity - otherHours;
    if (accepts && least > 0) bounds.push({ ...held('utilisation.min', 'hours', employee), min: least });
    return bounds;
  });
}

function bands(indexed: IndexedProblem, amounts: Amounts): readonly Bound[] {
  const { loadBand, potentialBand } = indexed.problem.policy.limits;
  const { meanUtilisation, meanPotential } = amounts;
  const band = (
    rule: 'loadBand' | 'potentialBand',
    measure: 'hours' | 'potential',
    width: number,
    mean: number,
  ) => {
    const locked = lockedAmounts(indexed, measure, amounts);
    return indexed.employees.flatMap(({ keeps, accepts, capacity, otherHours }, employee): Bound[] => {
      if (!keeps || capacity <= 0) return [];
      const beside = measure === 'hours' ? otherHours : 0;
      const [least, most] = [1 - width, 1 + width].map((share) => share * mean * capacity - beside) as [
        number,
        number,
      ];
      const max = Math.max(most, locked[employee] as number, 0);
      return [{ ...held(rule, measure, employee), max, min: accepts ? Math.max(0, least) : 0 }];
    });
  };
  return [
    ...(loadBand === undefined ? [] : band('loadBand', 'hours', loadBand, meanUtilisation)),
    ...(potentialBand === undefined ? [] : band('potentialBand', 'potential', potentialBand, meanPotential)),
  ];
}

function shares(indexed: IndexedProblem, amounts: Amounts): readonly Bound[] {
  const { maxLoss, maxGain } = indexed.problem.policy.limits;
  return (['clients', 'hours', 'revenue'] as const).flatMap((measure) => {
    const [loss, gain] = [maxLoss[measure], maxGain[measure]];
    if (loss === undefined && gain === undefined) return [];
    const had = ownAmounts(indexed, measure, amounts);
    return indexed.employees.flatMap(({ keeps }, employee): Bound[] => {
      const base = had[employee] as number;
      if (!keeps || base === 0) return [];
      const kept = {
        rule: `maxLoss.${measure}`,
        measure,
        scope: 'kept',
        employee,
        max: Number.POSITIVE_INFINITY,
      } as const;
      const gained = { rule: `maxGain.${measure}`, measure, scope: 'gained', employee, min: 0 } as const;
      return [
        ...(loss === undefined || loss >= 1 ? [] : [{ ...kept, min: (1 - loss) * base }]),
        ...(gain === undefined ? [] : [{ ...gained, max: gain * base }]),
      ];
    });
  });
}

function budgets({ problem }: IndexedProblem, { totals }: Amounts): readonly Bound[] {
  const { maxMoves, maxMovedRevenue } = problem.policy.limits;
  const everybody = { scope: 'moved', employee: -1, min: 0 } as const;
  const bounds: Bound[] = [];
  if (maxMoves !== undefined)
    bounds.push({ ...everybody, rule: 'maxMoves', measure: 'clients', max: maxMoves });
  if (maxMovedRevenue !== undefined) {
    bounds.push({
      ...everybody,
      rule: 'maxMovedRevenue',
      measure: 'revenue',
      max: maxMovedRevenue * totals.revenue,
    });
  }
  return bounds;
}

const held = (rule: RelaxableRule, measure: LimitedMeasure, employee: number) =>
  ({ rule, measure, scope: 'held', employee, min: 0, max: Number.POSITIVE_INFINITY }) as const;

/** By employee: the amounts that cannot move. */
function lockedAmounts(
  { employees, groups }: IndexedProblem,
  measure: LimitedMeasure,
  amounts: Amounts,
): Float64Array {
  const sums = new Float64Array(employees.length);
  for (const group of groups) {
    if (!group.locked) continue;
    const own = amountOf(group, measure, amounts, employees[group.current]?.id);
    sums[group.current] = (sums[group.current] as number) + own;
  }
  return sums;
}

/** By employee: the present amounts. */
export function ownAmounts(
  { employees, indexOf, problem }: IndexedProblem,
  measure: LimitedMeasure,
  amounts: Amounts,
): Float64Array {
  const sums = new Float64Array(employees.length);
  for (const client of problem.clients) {
    if (client.holder === undefined) continue;
    const e = indexOf.get(client.holder) as number;
    sums[e] = (sums[e] as number) + amountOfOne(client, measure, amounts, client.holder);
  }
  return sums;
}

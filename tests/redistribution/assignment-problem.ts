import type { RedistributionProblem } from '../../src/redistribution/problem.ts';
import type { Instance } from '../../src/redistribution/solver/model/instance.ts';

/** A generalized assignment problem as a head of sales would state it: hours and cost by pair, capacities, nothing else weighs. */
export function toAssignmentProblem({
  items,
  employees,
  start,
  employee,
  cost,
  measures: [amounts = new Float64Array()],
  limits,
}: Instance): RedistributionProblem {
  const idOf = (e: number) => `e${String(e).padStart(3, '0')}`;
  const ofItem = (i: number, column: Float64Array) =>
    Object.fromEntries(
      Array.from({ length: (start[i + 1] as number) - (start[i] as number) }, (_, at) => {
        const entry = (start[i] as number) + at;
        return [idOf(employee[entry] as number), column[entry] as number];
      }),
    );
  return {
    clients: Array.from({ length: items }, (_, i) => ({
      id: `k${String(i).padStart(4, '0')}`,
      hours: 1,
      hoursBy: ofItem(i, amounts),
      costBy: ofItem(i, cost),
    })),
    employees: Array.from({ length: employees }, (_, e) => ({
      id: idOf(e),
      capacity: limits.find((one) => one.employee === e)?.max ?? 0,
    })),
    policy: {
      movable: 'all',
      weights: { load: 0, potential: 0, disruption: 0, similarity: 0, coverage: 0, nearness: 0, cost: 1 },
    },
  };
}

import type { Steps } from '../time/in-turns.ts';
import { amountOf } from './bounds.ts';
import type { Compiled } from './compile.ts';
import type { FullEmployee } from './problem.ts';
import type { ObjectiveParts } from './proposal.ts';

type Model = Pick<Compiled, 'indexed' | 'amounts' | 'costOf'>;

/** What each employee would hold if the groups went to `receivers`. */
export function heldBy(
  { indexed, amounts }: Pick<Model, 'indexed' | 'amounts'>,
  receivers: ArrayLike<number>,
) {
  const { groups, employees } = indexed;
  const hours = new Float64Array(employees.length);
  const potential = new Float64Array(employees.length);
  for (const [i, group] of groups.entries()) {
    const e = receivers[i] as number;
    if (e < 0) continue;
    hours[e] = (hours[e] as number) + amountOf(group, 'hours', amounts, employees[e]?.id);
    potential[e] = (potential[e] as number) + amountOf(group, 'potential', amounts);
  }
  return { hours, potential };
}

export type Held = ReturnType<typeof heldBy>;

/**
 * The objective in the problem's own terms. Imbalance is, over all who keep clients and have capacity, the
 * mean of `(utilisation / mean utilisation - 1)^2`, weighted by capacity; of potential the same with
 * potential per hour of capacity.
 */
export function* weighing(model: Model, receivers: ArrayLike<number>): Steps<ObjectiveParts> {
  const { indexed, costOf } = model;
  const held = heldBy(model, receivers);
  yield;
  let [load, potential, disruption, similarity, coverage, cost, nearness] = [0, 0, 0, 0, 0, 0, 0];
  const imbalance = imbalances(model);
  for (let e = 0; e < indexed.employees.length; e++) {
    load += imbalance.load(e, held.hours[e] as number);
    potential += imbalance.potential(e, held.potential[e] as number);
  }
  for (const [i, group] of indexed.groups.entries()) {
    const costs = costOf(group, receivers[i] as number);
    disruption += costs.disruption;
    similarity += costs.similarity;
    coverage += costs.coverage;
    cost += costs.cost;
    nearness += costs.nearness;
    if (i % AT_ONCE === AT_ONCE - 1) yield;
  }
  const total = load + potential + disruption + similarity + coverage + cost + nearness;
  return { total, load, potential, disruption, similarity, coverage, cost, nearness };
}

/** Groups weighed between two steps. */
const AT_ONCE = 20_000;

/** What one employee adds to the imbalance of load and of potential by holding so much. */
function imbalances({ indexed, amounts }: Model) {
  const { employees, problem } = indexed;
  const { weights } = problem.policy;
  const { meanUtilisation, meanPotential, knowsPotential } = amounts;
  const squared = ({ keeps, capacity }: FullEmployee, amount: number, mean: number) =>
    keeps && capacity > 0 && mean > 0
      ? (capacity / amounts.capacity) * (amount / capacity / mean - 1) ** 2
      : 0;
  return {
    load: (e: number, hours: number): number => {
      const employee = employees[e] as FullEmployee;
      return weights.load * squared(employee, hours + employee.otherHours, meanUtilisation);
    },
    potential: (e: number, amount: number): number =>
      knowsPotential ? weights.potential * squared(employees[e] as FullEmployee, amount, meanPotential) : 0,
  };
}

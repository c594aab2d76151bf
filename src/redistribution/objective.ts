import type { Steps } from '../time/in-turns.ts';
import { amountOf } from './bounds.ts';
import type { Compiled } from './compile.ts';
import { sumOfCosts } from './costs.ts';
import type { ClientGroup } from './indexed-problem.ts';
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
  for (let e = 0; e < indexed.employees.length; e++) {
    const imbalance = imbalanceAt(model, e, {
      hours: held.hours[e] as number,
      potential: held.potential[e] as number,
    });
    load += imbalance.load;
    potential += imbalance.potential;
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
function imbalanceAt(
  { indexed, amounts }: Model,
  e: number,
  held: { readonly hours: number; readonly potential: number },
) {
  const { weights } = indexed.problem.policy;
  const { keeps, capacity, otherHours } = indexed.employees[e] as Model['indexed']['employees'][number];
  const { meanUtilisation, meanPotential, knowsPotential } = amounts;
  if (!keeps || capacity <= 0) return { load: 0, potential: 0 };
  const squared = (amount: number, mean: number) =>
    mean > 0 ? (capacity / amounts.capacity) * (amount / capacity / mean - 1) ** 2 : 0;
  return {
    load: weights.load * squared(held.hours + otherHours, meanUtilisation),
    potential: knowsPotential ? weights.potential * squared(held.potential, meanPotential) : 0,
  };
}

/** The rise of the objective if the group went to another employee instead of `from`, all else equal. */
export function risesFrom(
  model: Model,
  { hours: ofHours, potential: ofPotential }: Held,
  group: ClientGroup,
  from: number,
): (to: number) => number {
  const potential = amountOf(group, 'potential', model.amounts);
  const change = (e: number, times: number) => {
    const hours = amountOf(group, 'hours', model.amounts, model.indexed.employees[e]?.id);
    const held = { hours: ofHours[e] as number, potential: ofPotential[e] as number };
    const changed = { hours: held.hours + times * hours, potential: held.potential + times * potential };
    const [before, after] = [imbalanceAt(model, e, held), imbalanceAt(model, e, changed)];
    return after.load + after.potential - before.load - before.potential;
  };
  const own = (e: number) => sumOfCosts(model.costOf(group, e));
  const left = change(from, -1) - own(from);
  return (to) => (to === from ? 0 : left + change(to, 1) + own(to));
}

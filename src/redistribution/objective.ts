import { amountOf } from './bounds.ts';
import type { Compiled } from './compile.ts';
import { sumOfCosts } from './costs.ts';
import type { Part } from './parts.ts';
import type { ObjectiveParts } from './proposal.ts';

type Model = Pick<Compiled, 'situation' | 'amounts' | 'costOf'>;

/** What each employee would hold if the parts went to these. */
export function heldBy(
  { situation, amounts }: Pick<Model, 'situation' | 'amounts'>,
  receivers: ArrayLike<number>,
) {
  const { parts, employees } = situation;
  const hours = new Float64Array(employees.length);
  const potential = new Float64Array(employees.length);
  for (const [i, part] of parts.entries()) {
    const e = receivers[i] as number;
    if (e < 0) continue;
    hours[e] = (hours[e] as number) + amountOf(part, 'hours', amounts, employees[e]?.id);
    potential[e] = (potential[e] as number) + amountOf(part, 'potential', amounts);
  }
  return { hours, potential };
}

export type Held = ReturnType<typeof heldBy>;

/**
 * The objective in the problem's own terms. Imbalance is, over all who keep clients and have capacity, the mean of
 * `(utilisation / mean utilisation - 1)^2`, weighted by capacity; of potential the same with potential per hour of capacity.
 */
export function objectiveOf(model: Model, receivers: ArrayLike<number>): ObjectiveParts {
  const { situation, costOf } = model;
  const held = heldBy(model, receivers);
  let [load, potential, disruption, similarity, coverage, cost, nearness] = [0, 0, 0, 0, 0, 0, 0];
  for (let e = 0; e < situation.employees.length; e++) {
    const imbalance = imbalanceAt(model, e, {
      hours: held.hours[e] as number,
      potential: held.potential[e] as number,
    });
    load += imbalance.load;
    potential += imbalance.potential;
  }
  for (const [i, part] of situation.parts.entries()) {
    const costs = costOf(part, receivers[i] as number);
    disruption += costs.disruption;
    similarity += costs.similarity;
    coverage += costs.coverage;
    cost += costs.cost;
    nearness += costs.nearness;
  }
  const total = load + potential + disruption + similarity + coverage + cost + nearness;
  return { total, load, potential, disruption, similarity, coverage, cost, nearness };
}

/** What one employee adds to the imbalance of load and of potential by holding so much. */
function imbalanceAt(
  { situation, amounts }: Model,
  e: number,
  held: { readonly hours: number; readonly potential: number },
) {
  const { weights } = situation.problem.policy;
  const { keeps, capacity, otherHours } = situation.employees[e] as Model['situation']['employees'][number];
  const { meanUtilisation, meanPotential, knowsPotential } = amounts;
  if (!keeps || capacity <= 0) return { load: 0, potential: 0 };
  const squared = (amount: number, mean: number) =>
    mean > 0 ? (capacity / amounts.capacity) * (amount / capacity / mean - 1) ** 2 : 0;
  return {
    load: weights.load * squared(held.hours + otherHours, meanUtilisation),
    potential: knowsPotential ? weights.potential * squared(held.potential, meanPotential) : 0,
  };
}

/** By how much the objective would rise if the part went to another employee instead of `from`, all else as it is. */
export function risesFrom(
  model: Model,
  { hours: ofHours, potential: ofPotential }: Held,
  part: Part,
  from: number,
): (to: number) => number {
  const potential = amountOf(part, 'potential', model.amounts);
  const change = (e: number, times: number) => {
    const hours = amountOf(part, 'hours', model.amounts, model.situation.employees[e]?.id);
    const held = { hours: ofHours[e] as number, potential: ofPotential[e] as number };
    const changed = { hours: held.hours + times * hours, potential: held.potential + times * potential };
    const [before, after] = [imbalanceAt(model, e, held), imbalanceAt(model, e, changed)];
    return after.load + after.potential - before.load - before.potential;
  };
  const own = (e: number) => sumOfCosts(model.costOf(part, e));
  const left = change(from, -1) - own(from);
  return (to) => (to === from ? 0 : left + change(to, 1) + own(to));
}

import type { FullClient, FullEmployee } from '../problem.ts';
import type { ObjectiveParts, RedistributionProposal } from '../proposal.ts';
import { groupBy, type Measure, means, measures, type Plan, totalOf } from './plan.ts';
import type { PlanViolation } from './violation.ts';

/** The parts of the objective that are not what the plan says. */
export function wrongObjective(
  plan: Plan,
  { objective, near }: RedistributionProposal,
): readonly PlanViolation[] {
  const actual = recomputed(plan, near);
  return (Object.keys(actual) as (keyof ObjectiveParts)[])
    .filter((part) => !(Math.abs(objective[part] - actual[part]) <= 1e-8 * Math.max(1, actual.total)))
    .map((part) => ({ code: 'WRONG_OBJECTIVE', part, actual: actual[part] }));
}

function recomputed(plan: Plan, near: RedistributionProposal['near']): ObjectiveParts {
  const { clients, employees, policy } = plan.problem;
  const { weights } = policy;
  const { balanced, capacity, hoursMean, potentialMean } = means(plan.problem);
  const after = groupBy(clients, plan.after);
  const before = groupBy(clients, ({ holder }) => holder);
  const imbalance = (measure: Measure, mean: number, beside: (one: FullEmployee) => number) =>
    balanced.reduce((sum, one) => {
      const share = (totalOf(after.get(one.id) ?? [], measure) + beside(one)) / one.capacity / (mean || 1);
      return mean === 0 ? sum : sum + (one.capacity / capacity) * (share - 1) ** 2;
    }, 0);

  const revenue = totalOf(clients, measures.revenue);
  const relationship = (one: FullClient) => one.relationship ?? (revenue > 0 ? one.revenue : one.hours);
  const relationships = totalOf(clients, relationship);
  const worthOf = (one: FullClient) =>
    relationships > 0 ? relationship(one) / relationships : 1 / clients.length;
  const neglect = (one: FullClient) => one.underServed * measures.potential(one);
  const neglected = totalOf(clients, neglect) || 1;
  const freeOf = (id: string) => {
    const { capacity: own, otherHours } = plan.staff.get(id) as FullEmployee;
    return own > 0 ? Math.max(0, 1 - (totalOf(before.get(id) ?? [], measures.hours) + otherHours) / own) : 0;
  };
  const freeShares = new Map(employees.map(({ id }) => [id, freeOf(id)]));
  const most = new Map<string, number>();
  for (const { experience } of employees) {
    for (const [industry, years] of Object.entries(experience))
      most.set(industry, Math.max(years, most.get(industry) ?? 0));
  }
  const earlier = new Map(near?.map(({ clientId, to }) => [clientId, to]));

  let [disruption, similarity, coverage, nearness] = [0, 0, 0, 0];
  for (const client of clients) {
    const place = plan.after(client) as string;
    const moves = place !== client.holder;
    const fit = fitOf(plan, client, place, most);
    if (moves) disruption += worthOf(client);
    if (moves) similarity += worthOf(client) * (1 - fit);
    coverage += (neglect(client) / neglected) * (1 - (freeShares.get(place) ?? 0) * fit);
    if (near && place !== (earlier.get(client.id) ?? client.holder)) nearness += 1 / clients.length;
  }
  const parts = {
    load: weights.load * imbalance(measures.hours, hoursMean, (one) => one.otherHours),
    potential: clients.some((one) => one.potential !== undefined)
      ? weights.potential * imbalance(measures.potential, potentialMean, () => 0)
      : 0,
    disruption: weights.disruption * disruption,
    similarity: weights.similarity * similarity,
    coverage: weights.coverage * coverage,
    nearness: weights.nearness * nearness,
  };
  const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
  return { total, ...parts };
}

function fitOf(
  plan: Plan,
  { industry, holder }: FullClient,
  place: string,
  most: ReadonlyMap<string, number>,
): number {
  const yearsOf = (id: string, name: string) =>
    new Map(Object.entries(plan.staff.get(id)?.experience ?? {})).get(name) ?? 0;
  if (industry !== undefined)
    return most.get(industry) ? yearsOf(place, industry) / (most.get(industry) as number) : 1;
  if (holder === undefined || holder === place) return 1;
  const years = [...most.keys()].map((name) => [yearsOf(holder, name), yearsOf(place, name)] as const);
  const either = years.reduce((sum, [a, b]) => sum + Math.max(a, b), 0);
  return either > 0 ? years.reduce((sum, [a, b]) => sum + Math.min(a, b), 0) / either : 1;
}

import type { RedistributionPolicy } from '../policy.ts';
import { type FullClient, type FullEmployee, ofEmployee } from '../problem.ts';
import type { ObjectiveParts, ProposedMove } from '../proposal.ts';
import { means, measures, totalOf } from './measure.ts';
import type { Base } from './unit.ts';

/** The parts of the objective that each client adds for itself. */
type ClientParts = Omit<ObjectiveParts, 'total' | 'load' | 'potential'>;

/**
 * `weight` times the squared distance of what an employee holds from the target is their part in the
 * objective.
 */
interface WeighedBalance {
  readonly rule: 'load' | 'potential';
  readonly employeeId: string;
  readonly target: number;
  readonly weight: number;
}

/** By how much a balance rises where so much is added to a sum that is `off` its target. */
export const balanceRise = (weight: number, off: number, amount: number): number =>
  weight * amount * (2 * off + amount);

/** The objective by clients and employees, every part times its weight. */
export interface Weighing {
  readonly balances: readonly WeighedBalance[];
  partsOf(client: FullClient, place: string): ClientParts;
}

/** What weighing a single client takes of all others: plain JSON. */
export interface WeighingFigures {
  readonly weights: RedistributionPolicy['weights'];
  readonly clients: number;
  readonly revenue: number;
  readonly relationships: number;
  /** Potential that is not worked. */
  readonly neglected: number;
  /** Years by industry, and the share of capacity that was free before the plan. */
  readonly staff: readonly (Pick<FullEmployee, 'id' | 'experience'> & { readonly free: number })[];
}

/** How a problem's policy weighs; `near` are the moves of the plan to stay near. */
export function weigh(base: Base, near?: readonly ProposedMove[]): Weighing {
  return { balances: balancesOf(base), partsOf: partsBy(figuresOf(base), near) };
}

export function figuresOf(base: Base): WeighingFigures {
  const { clients, employees, policy } = base.problem;
  const revenue = totalOf(clients, measures.revenue);
  const free = freeShares(base);
  return {
    weights: policy.weights,
    clients: clients.length,
    revenue,
    relationships: totalOf(clients, (one) => relationship(one, revenue)),
    neglected: totalOf(clients, neglect),
    staff: employees.map(({ id, experience }) => ({ id, experience, free: free.get(id) as number })),
  };
}

const relationship = (one: FullClient, revenue: number) =>
  one.relationship ?? (revenue > 0 ? one.revenue : one.hours);
const neglect = (one: FullClient) => one.underServed * measures.potential(one);

/** What clients add for themselves, by figures of all. */
export function partsBy(
  { weights, clients, revenue, relationships, neglected, staff }: WeighingFigures,
  near?: readonly ProposedMove[],
): Weighing['partsOf'] {
  const worthOf = (one: FullClient) =>
    relationships > 0 ? relationship(one, revenue) / relationships : 1 / clients;
  const fitOf = fitting(staff);
  const free = new Map(staff.map((one) => [one.id, one.free]));
  const earlier = new Map(near?.map(({ clientId, to }) => [clientId, to]));
  return (client, place) => {
    const moves = place !== client.holder;
    const fit = moves || weights.coverage > 0 ? fitOf(client, place) : 1;
    const strays = near !== undefined && place !== (earlier.get(client.id) ?? client.holder);
    return {
      disruption: moves ? weights.disruption * worthOf(client) : 0,
      similarity: moves ? weights.similarity * worthOf(client) * (1 - fit) : 0,
      coverage: weights.coverage * (neglect(client) / (neglected || 1)) * (1 - (free.get(place) ?? 0) * fit),
      cost: (weights.cost * (ofEmployee(client.costBy, place) ?? 0)) / clients,
      nearness: strays ? weights.nearness / clients : 0,
    };
  };
}

/**
 * With utilisation u and its mean m: capacity share times `(u / m - 1)^2`. Potential is weighed alike, per
 * hour of capacity.
 */
function balancesOf({ problem }: Base): readonly WeighedBalance[] {
  const { weights } = problem.policy;
  const { balanced, capacity, hoursMean, potentialMean } = means(problem);
  const of = (rule: 'load' | 'potential', mean: number, besideOf: (one: FullEmployee) => number) =>
    mean <= 0 || weights[rule] === 0
      ? []
      : balanced.map((one): WeighedBalance => {
          const target = mean * one.capacity - besideOf(one);
          const weight = weights[rule] / (capacity * one.capacity * mean ** 2);
          return { rule, employeeId: one.id, target, weight };
        });
  const knowsPotential = problem.clients.some((one) => one.potential !== undefined);
  return [
    ...of('load', hoursMean, ({ otherHours }) => otherHours),
    ...(knowsPotential ? of('potential', potentialMean, () => 0) : []),
  ];
}

/** What of their capacity everybody has free before the plan. */
function freeShares({ problem: { clients, employees } }: Base): ReadonlyMap<string, number> {
  const used = new Map(employees.map(({ id, otherHours }) => [id, otherHours]));
  for (const client of clients) {
    const { holder } = client;
    if (holder !== undefined) used.set(holder, (used.get(holder) ?? 0) + measures.hours(client, holder));
  }
  return new Map(
    employees.map(({ id, capacity }) => [
      id,
      capacity > 0 ? Math.max(0, 1 - (used.get(id) ?? 0) / capacity) : 0,
    ]),
  );
}

/**
 * How well somebody's experience suits a client. It goes by the client's industry, else by the likeness to
 * its holder's; 1 where nothing is known.
 */
function fitting(employees: WeighingFigures['staff']): (client: FullClient, place: string) => number {
  const years = new Map(employees.map(({ id, experience }) => [id, new Map(Object.entries(experience))]));
  const most = new Map<string, number>();
  for (const known of years.values()) {
    for (const [industry, own] of known) most.set(industry, Math.max(own, most.get(industry) ?? 0));
  }
  const alike = new Map<string, Map<string, number>>();
  const likeness = (holder: string, place: string) => {
    let [both, either] = [0, 0];
    for (const industry of most.keys()) {
      const [a, b] = [years.get(holder)?.get(industry) ?? 0, years.get(place)?.get(industry) ?? 0];
      both += Math.min(a, b);
      either += Math.max(a, b);
    }
    return either > 0 ? both / either : 1;
  };
  return ({ industry, holder }, place) => {
    if (industry !== undefined) {
      const best = most.get(industry);
      return best ? (years.get(place)?.get(industry) ?? 0) / best : 1;
    }
    if (holder === undefined || holder === place || most.size === 0) return 1;
    const ofHolder = alike.get(holder) ?? new Map<string, number>();
    alike.set(holder, ofHolder);
    const known = ofHolder.get(place) ?? likeness(holder, place);
    ofHolder.set(place, known);
    return known;
  };
}

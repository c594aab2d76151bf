import { type Amounts, hoursWith } from './amounts.ts';
import { fitting } from './fit.ts';
import type { ClientGroup, IndexedProblem } from './indexed-problem.ts';
import { ofEmployee } from './problem.ts';
import type { ProposedMove } from './proposal.ts';

/** The parts of the objective that each client adds for itself, weighted. */
interface PartCosts {
  readonly disruption: number;
  readonly similarity: number;
  readonly coverage: number;
  readonly cost: number;
  readonly nearness: number;
}

/** All of them together. */
export const sumOfCosts = ({ disruption, similarity, coverage, cost, nearness }: PartCosts): number =>
  disruption + similarity + coverage + cost + nearness;

/** The costs of giving a client group to an employee. */
export type CostOf = (group: ClientGroup, employee: number) => PartCosts;

/**
 * What each rule costs for a pair. With r, the client's share of all relationship value, u of under-served
 * potential, 1/n of clients: disruption is r where the client moves, the same for whoever gets it; similarity
 * r (1 - fit) where it moves; coverage u (1 - free fit), `free` being the share of capacity that the employee
 * has free now; cost what the pair costs, times 1/n; nearness 1/n where it ends elsewhere than in the earlier
 * plan. Each times its weight.
 */
export function costing(indexed: IndexedProblem, amounts: Amounts, near?: readonly ProposedMove[]): CostOf {
  const { problem, employees } = indexed;
  const { weights } = problem.policy;
  const fitOf = fitting(employees);
  const free = freeCapacities(indexed);
  const earlier = new Map(near?.map(({ clientId, to }) => [clientId, to]));
  const share = 1 / problem.clients.length;

  return (group, e) => {
    const { clients } = group;
    const employee = employees[e] as (typeof employees)[number];
    let [disruption, similarity, coverage, cost, nearness] = [0, 0, 0, 0, 0];
    for (const client of clients) {
      const value = amounts.relationshipOf(client);
      const moves = client.holder !== employee.id;
      const suits = moves || weights.coverage > 0 ? fitOf(client, employee) : 1;
      if (moves) disruption += value;
      if (moves) similarity += value * (1 - suits);
      if (weights.coverage > 0) coverage += amounts.underServedOf(client) * (1 - (free[e] as number) * suits);
      if (client.costBy) cost += share * (ofEmployee(client.costBy, employee.id) ?? 0);
      if (near && (earlier.get(client.id) ?? client.holder) !== employee.id) nearness += share;
    }
    return {
      disruption: disruption * weights.disruption,
      similarity: similarity * weights.similarity,
      coverage: coverage * weights.coverage,
      cost: cost * weights.cost,
      nearness: nearness * weights.nearness,
    };
  };
}

function freeCapacities({ problem, employees, indexOf }: IndexedProblem): readonly number[] {
  const used = employees.map(({ otherHours }) => otherHours);
  for (const client of problem.clients) {
    if (client.holder === undefined) continue;
    const e = indexOf.get(client.holder) as number;
    used[e] = (used[e] as number) + hoursWith(client, client.holder);
  }
  return employees.map(({ capacity }, e) =>
    capacity > 0 ? Math.max(0, 1 - (used[e] as number) / capacity) : 0,
  );
}

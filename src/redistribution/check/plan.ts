import type { FullClient, FullEmployee, FullProblem } from '../problem.ts';
import type { ProposedMove } from '../proposal.ts';

/** A problem together with a plan for it, as the checker reads them. */
export interface Plan {
  readonly problem: FullProblem;
  readonly onlyOrphans: boolean;
  readonly staff: ReadonlyMap<string, FullEmployee>;
  readonly after: (client: FullClient) => string | undefined;
  readonly pinOf: (client: FullClient) => string | undefined;
  readonly isForbidden: (clientId: string, employeeId: string) => boolean;
  /** Clients with one holder in one holding; a client without a holding is alone. */
  readonly mates: (client: FullClient) => readonly FullClient[];
  readonly holdings: ReadonlyMap<string, readonly FullClient[]>;
  readonly mustGo: (client: FullClient) => boolean;
  /** Whether the place of the client or its holding was decided by hand. */
  readonly isPinned: (client: FullClient) => boolean;
}

export function readPlan(problem: FullProblem, moves: readonly ProposedMove[]): Plan {
  const { clients, employees, policy } = problem;
  const staff = new Map(employees.map((one) => [one.id, one]));
  const to = new Map(moves.map((move) => [move.clientId, move.to]));
  const pins = new Map(policy.pins.map((pin) => [pin.clientId, pin.employeeId]));
  const forbidden = new Set(policy.forbidden.map((pair) => JSON.stringify([pair.clientId, pair.employeeId])));
  const isForbidden = (clientId: string, employeeId: string) =>
    forbidden.has(JSON.stringify([clientId, employeeId]));
  const holdings = new Map<string, FullClient[]>();
  for (const client of policy.keepHoldingsTogether ? clients : []) {
    if (client.holding === undefined) continue;
    const known = holdings.get(client.holding);
    if (known) known.push(client);
    else holdings.set(client.holding, [client]);
  }
  const whole = (client: FullClient) => holdings.get(client.holding ?? '') ?? [client];
  const mates = (client: FullClient) => whole(client).filter(({ holder }) => holder === client.holder);
  const mustGo = (client: FullClient) => {
    const { holder } = client;
    if (holder === undefined || !staff.get(holder)?.keeps) return true;
    return mates(client).some(({ id }) => isForbidden(id, holder));
  };
  const isPinned = (client: FullClient) => {
    const stayers = new Set(whole(client).flatMap((one) => (mustGo(one) ? [] : [one.holder])));
    return (stayers.size < 2 ? whole(client) : mates(client)).some(({ id }) => pins.has(id));
  };
  return {
    problem,
    staff,
    onlyOrphans: (policy.who ?? (employees.some(({ keeps }) => !keeps) ? 'orphans' : 'all')) === 'orphans',
    after: ({ id, holder }) => to.get(id) ?? holder,
    pinOf: ({ id }) => pins.get(id),
    isForbidden,
    mates,
    holdings,
    mustGo,
    isPinned,
  };
}

export type Measure = (client: FullClient) => number;
export const measures = {
  clients: () => 1,
  hours: ({ hours }) => hours,
  revenue: ({ revenue }) => revenue,
  potential: ({ potential, hours }) => potential ?? hours,
} satisfies Record<string, Measure>;

export const totalOf = (clients: readonly FullClient[], measure: Measure) =>
  clients.reduce((sum, one) => sum + measure(one), 0);

/** What cannot leave its holder is not held against them. */
export function isStuck(plan: Plan, client: FullClient): boolean {
  if (plan.mustGo(client) || plan.isPinned(client)) return false;
  if (plan.onlyOrphans || plan.mates(client).some((mate) => mate.protected !== undefined)) return true;
  const whole = plan.holdings.get(client.holding ?? '') ?? [client];
  return whole.length > plan.mates(client).length;
}

/** Capacity of those whose balance counts, and what there is per hour of it. */
export function means({ clients, employees }: FullProblem) {
  const balanced = employees.filter((one) => one.keeps && one.capacity > 0);
  const capacity = balanced.reduce((sum, one) => sum + one.capacity, 0);
  const hours = balanced.reduce((sum, one) => sum + one.otherHours, totalOf(clients, measures.hours));
  const potential = totalOf(clients, measures.potential);
  return {
    balanced,
    capacity,
    hoursMean: capacity > 0 ? hours / capacity : 0,
    potentialMean: capacity > 0 ? potential / capacity : 0,
  };
}

/** Clients by whose they are; those that nobody has are left out. */
export function groupBy(clients: readonly FullClient[], key: (client: FullClient) => string | undefined) {
  const groups = new Map<string, FullClient[]>();
  for (const client of clients) {
    const place = key(client);
    if (place === undefined) continue;
    const known = groups.get(place);
    if (known) known.push(client);
    else groups.set(place, [client]);
  }
  return groups;
}

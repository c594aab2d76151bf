import { type FullClient, type FullProblem, ofEmployee, type ProblemClient } from './problem.ts';

/** Totals of a problem's clients and employees, and the weight of each client. */
export interface Amounts {
  /** Indexed like `measures`. */
  readonly totals: {
    readonly clients: number;
    readonly hours: number;
    readonly potential: number;
    readonly revenue: number;
  };
  /** Capacity of the employees whose balance counts: those who keep clients and have capacity. */
  readonly capacity: number;
  /**
   * Hours of all clients, as a rule, and other hours of those whose balance counts, per hour of that
   * capacity.
   */
  readonly meanUtilisation: number;
  readonly meanPotential: number;
  /** Potential counts for balance only where somebody has said what it is. */
  readonly knowsPotential: boolean;
  /** Whether hours of some client depend on whose it is. */
  readonly hoursByPair: boolean;
  potentialOf(client: FullClient): number;
  /** What moving the client costs, as a share of the relationship value of all clients. */
  relationshipOf(client: FullClient): number;
  /** The client's part in all under-served potential. */
  underServedOf(client: FullClient): number;
}

/** Hours of a client with somebody; with nobody in particular, what it takes as a rule. */
export const hoursWith = (
  { hours, hoursBy }: Pick<ProblemClient, 'hours' | 'hoursBy'>,
  employeeId: string | undefined,
): number => (employeeId === undefined ? undefined : ofEmployee(hoursBy, employeeId)) ?? hours;

export function amountsOf({ clients, employees }: FullProblem): Amounts {
  const sum = (of: (client: FullClient) => number) =>
    clients.reduce((total, client) => total + of(client), 0);
  const balanced = employees.filter(({ keeps, capacity }) => keeps && capacity > 0);
  const capacity = balanced.reduce((total, one) => total + one.capacity, 0);
  const otherHours = balanced.reduce((total, one) => total + one.otherHours, 0);
  const potentialOf = ({ potential, hours }: FullClient) => potential ?? hours;
  const revenue = sum((client) => client.revenue);
  const worthOf = ({ relationship, hours, revenue: own }: FullClient) =>
    relationship ?? (revenue > 0 ? own : hours);
  const value = sum(worthOf);
  const underServed = sum((client) => client.underServed * potentialOf(client));
  const hours = sum((client) => client.hours);
  const potential = sum(potentialOf);
  return {
    totals: { clients: clients.length, hours, potential, revenue },
    capacity,
    meanUtilisation: capacity > 0 ? (hours + otherHours) / capacity : 0,
    meanPotential: capacity > 0 ? potential / capacity : 0,
    knowsPotential: clients.some((client) => client.potential !== undefined),
    hoursByPair: clients.some(({ hoursBy }) => hoursBy !== undefined),
    potentialOf,
    relationshipOf: (client) => (value > 0 ? worthOf(client) / value : 1 / clients.length),
    underServedOf: (client) =>
      underServed > 0 ? (client.underServed * potentialOf(client)) / underServed : 0,
  };
}

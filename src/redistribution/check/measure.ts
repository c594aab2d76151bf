import { type FullClient, type FullProblem, ofEmployee } from '../problem.ts';

/** An amount of a client, with whoever has it. */
export type Measure = (client: FullClient, employeeId?: string) => number;

export const measures = {
  clients: () => 1,
  hours: ({ hours, hoursBy }, id) => (id === undefined ? undefined : ofEmployee(hoursBy, id)) ?? hours,
  revenue: ({ revenue }) => revenue,
  potential: ({ potential, hours }) => potential ?? hours,
} satisfies Record<string, Measure>;

export type MeasureName = keyof typeof measures;

/** What is balanced, under the names of the rules that balance it. */
export const balanced = { load: measures.hours, potential: measures.potential } satisfies Record<
  string,
  Measure
>;

export const totalOf = (clients: readonly FullClient[], measure: Measure) =>
  clients.reduce((sum, one) => sum + measure(one), 0);

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

/** Hours and potential by whoever has the clients, under the names of the rules that balance them. */
export function heldBy(clients: readonly FullClient[], placeOf: (client: FullClient) => string | undefined) {
  const held = { load: new Map<string, number>(), potential: new Map<string, number>() };
  for (const client of clients) {
    const place = placeOf(client);
    if (place === undefined) continue;
    held.load.set(place, (held.load.get(place) ?? 0) + balanced.load(client, place));
    held.potential.set(place, (held.potential.get(place) ?? 0) + balanced.potential(client));
  }
  return held;
}

/**
 * Sums of a measure, compared to a hundred-millionth of the most that it can come to altogether. Each is
 * worked out once.
 */
export function tolerancesOf(problem: FullProblem): (name: MeasureName) => number {
  const known = new Map<MeasureName, number>();
  return (name) => {
    const tolerance = known.get(name) ?? toleranceOf(problem, name);
    known.set(name, tolerance);
    return tolerance;
  };
}

function toleranceOf({ clients }: FullProblem, name: MeasureName): number {
  const most = ({ hours, hoursBy }: FullClient) => Math.max(hours, ...Object.values(hoursBy ?? {}));
  const total =
    name === 'hours' ? clients.reduce((sum, one) => sum + most(one), 0) : totalOf(clients, measures[name]);
  return 1e-8 * total + 1e-12;
}

import { invalidInput } from '../../errors/invalid-input.ts';
import { fault } from '../../errors/problem.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import {
  admitDemand,
  admitStaffed,
  erlangsOf,
  type StaffedQueue,
  type StaffingDemand,
} from './queue-load.ts';

/** How a queue goes with so many people. */
export interface QueueForecast {
  /** Erlangs: people who are busy on average. */
  readonly load: number;
  readonly agents: number;
  /** The share of their time in which people are busy; 1 and more is more than they can do. */
  readonly occupancy: number;
  /** The share of tasks that wait at all. */
  readonly waitProbability: number;
  /** On average, of all tasks. Absent: they wait longer and longer. */
  readonly averageWaitMinutes?: number;
  /** The share that is begun within the minutes that were asked for. */
  readonly serviceLevel?: number;
}

/**
 * How a queue goes with so many people, by Erlang C (M/M/n). It holds where tasks come by themselves, one by
 * one, handling times vary as an exponential does, nobody gives up, and any of the people takes any task.
 * `checkAssumptions` says of measured tasks what does not hold. With too few people all wait, without end.
 * @throws INVALID_QUERY where an input is no such number
 * @example erlangC({ arrivalsPerHour: 720, handlingMinutes: 4, agents: 55, withinMinutes: 0.25 });
 */
export function erlangC(queue: StaffedQueue): QueueForecast {
  return withArguments('erlangC', { queue }, () => {
    const { agents, withinMinutes, ...load } = admitStaffed(queue);
    let blocking = 1;
    for (let n = 1; n <= agents; n++) blocking = blockingOf(blocking, n, erlangsOf(load));
    return forecast(load, agents, blocking, withinMinutes);
  });
}

/** So many people at the most are tried. */
const MOST_AGENTS = 200_000;

/**
 * The fewest people with whom a promise is kept, by Erlang C, and how the queue goes then. They are busy for
 * `maxOccupancy` of their time at the most (0.9 unless told).
 * @throws INVALID_QUERY where an input is no such number, or more than 200,000 people would be needed
 * @example agentsFor({ arrivalsPerHour: 200, handlingMinutes: 3, target: { waitProbability: 0.2 } });
 */
export function agentsFor(demand: StaffingDemand): QueueForecast {
  return withArguments('agentsFor', { demand }, () => {
    const { target, maxOccupancy, ...load } = admitDemand(demand);
    const withinMinutes = 'withinMinutes' in target ? target.withinMinutes : undefined;
    let blocking = 1;
    for (let agents = 1; agents <= MOST_AGENTS; agents++) {
      blocking = blockingOf(blocking, agents, erlangsOf(load));
      if (erlangsOf(load) / agents > maxOccupancy) continue;
      const found = forecast(load, agents, blocking, withinMinutes);
      if (isKept(found, target)) return found;
    }
    throw invalidInput('INVALID_QUERY', 'a queue', [
      { path: 'arrivalsPerHour', ...fault('TOO_BIG', { most: MOST_AGENTS, of: 'number' }) },
    ]);
  });
}

function isKept(found: QueueForecast, target: StaffingDemand['target']): boolean {
  if ('waitProbability' in target) return found.waitProbability <= target.waitProbability;
  if ('serviceLevel' in target) return (found.serviceLevel ?? 0) >= target.serviceLevel;
  return (found.averageWaitMinutes ?? Number.POSITIVE_INFINITY) <= target.averageWaitMinutes;
}

/** Erlang B of so many people from that of one less: stable however large the load is. */
const blockingOf = (ofOneLess: number, agents: number, erlangs: number) =>
  (erlangs * ofOneLess) / (agents + erlangs * ofOneLess);

function forecast(
  load: { readonly arrivalsPerHour: number; readonly handlingMinutes: number },
  agents: number,
  blocking: number,
  withinMinutes: number | undefined,
): QueueForecast {
  const erlangs = erlangsOf(load);
  const occupancy = erlangs / agents;
  const head = { load: erlangs, agents, occupancy };
  if (occupancy >= 1)
    return { ...head, waitProbability: 1, ...(withinMinutes !== undefined && { serviceLevel: 0 }) };
  const waitProbability = blocking / (1 - occupancy * (1 - blocking));
  const free = agents - erlangs;
  return {
    ...head,
    waitProbability,
    averageWaitMinutes: (waitProbability * load.handlingMinutes) / free,
    ...(withinMinutes !== undefined && {
      serviceLevel: 1 - waitProbability * Math.exp((-free * withinMinutes) / load.handlingMinutes),
    }),
  };
}

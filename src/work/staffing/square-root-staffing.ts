import { withArguments } from '../../errors/with-arguments.ts';
import { admitRule, erlangsOf, type SquareRootDemand } from './queue-load.ts';

/** How many people the square-root rule asks for. */
export interface SquareRootStaffing {
  /** Erlangs. */
  readonly load: number;
  /** How many roots of the load are added to it. */
  readonly beta: number;
  readonly agents: number;
}

/**
 * How many people are needed so that no more than a share of the tasks waits. It is the load and a safety
 * of `beta` times its root. By Halfin and Whitt, Heavy-Traffic Limits for Queues with Many Exponential
 * Servers, 1981. It shows what a pooled queue saves: four times the load needs twice the safety.
 * @throws INVALID_QUERY where an input is no such number
 */
export function squareRootStaffing(demand: SquareRootDemand): SquareRootStaffing {
  return withArguments('squareRootStaffing', { demand }, () => {
    const { waitProbability, ...rest } = admitRule(demand);
    const load = erlangsOf(rest);
    const beta = betaFor(waitProbability);
    return { load, beta, agents: Math.ceil(load + beta * Math.sqrt(load)) };
  });
}

/** The `beta` with which so many wait: 1 / (1 + beta Φ(beta) / φ(beta)), which falls as it grows. */
function betaFor(waitProbability: number): number {
  let [low, high] = [0, 40];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (waiting(middle) > waitProbability) low = middle;
    else high = middle;
  }
  return high;
}

const waiting = (beta: number) => 1 / (1 + (beta * normal(beta)) / density(beta));

const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** The normal distribution of x from 0 on, by Marsaglia, Evaluating the Normal Distribution, 2004. */
function normal(x: number): number {
  if (x > 8) return 1;
  let [sum, term, last] = [x, x, 0];
  for (let i = 3; sum !== last; i += 2) {
    last = sum;
    term *= (x * x) / i;
    sum += term;
  }
  return 0.5 + sum * density(x);
}

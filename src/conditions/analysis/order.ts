import type { Demand, Quantity } from './demand.ts';
import { type WorkBudget, work } from './work-budget.ts';

/** `to` is at most `weight` above `from`, or below that. */
interface Bound {
  readonly from: string;
  readonly to: string;
  readonly weight: number;
  readonly strict: boolean;
}

const ZERO = '<zero>';
/** Beyond this, whole numbers are not exact, so nothing is concluded from their being whole. */
const EXACT = 2 ** 52;

/** A demand of order as a bound on a difference; whole numbers leave no room between neighbours. */
function boundOf(
  { less, more, strict }: OrderDemand,
  isWhole: (variable: string) => boolean,
  onlyWhole: boolean,
): Bound {
  if (typeof less === 'string' && typeof more === 'string') {
    return strict && onlyWhole && isWhole(less) && isWhole(more)
      ? { from: more, to: less, weight: -1, strict: false }
      : { from: more, to: less, weight: 0, strict };
  }
  if (typeof more === 'number') {
    if (typeof less === 'number') return { from: ZERO, to: ZERO, weight: more - less, strict };
    if (!isWhole(less) || Math.abs(more) > EXACT) return { from: ZERO, to: less, weight: more, strict };
    const most = strict && Number.isInteger(more) ? more - 1 : Math.floor(more);
    return { from: ZERO, to: less, weight: most, strict: false };
  }
  const least = less as number;
  if (!isWhole(more) || Math.abs(least) > EXACT) return { from: more, to: ZERO, weight: -least, strict };
  const tight = strict && Number.isInteger(least) ? least + 1 : Math.ceil(least);
  return { from: more, to: ZERO, weight: -tight, strict: false };
}

/** One amount is not above another; or a variable is so far above another at most. */
export type OrderDemand = Extract<Demand, { kind: 'order' }>;
/** `to` is at most `by` above `from`: what is known of moments that are a duration apart. */
export interface Distance {
  readonly from: string;
  readonly to: string;
  readonly by: number;
}

/** A value for every variable; strict bounds are kept by `step`, which has to be small enough. */
export type Values = (variable: string, step: number) => number;

/**
 * Whether all bounds on differences can be kept (Bellman and Ford, from the constants backwards). Bounds
 * around a circle whose sum is negative, or zero with a strict one among them, contradict each other: then
 * the answer is `undefined`. Else every variable gets the least value that its bounds leave it. A path meets
 * the constants once only, so nothing is rounded.
 */
export function solveOrder(
  demands: readonly OrderDemand[],
  distances: readonly Distance[],
  isWhole: (variable: string) => boolean,
  budget: WorkBudget,
): Values | undefined {
  work(budget, demands.length + distances.length);
  const onlyWhole = demands.every(
    ({ less, more }) =>
      !(typeof less === 'number' && !Number.isInteger(less)) &&
      !(typeof more === 'number' && !Number.isInteger(more)),
  );
  const bounds = [
    ...demands.map((demand) => boundOf(demand, isWhole, onlyWhole)),
    ...distances.map(({ from, to, by }) => ({ from, to, weight: by, strict: false })),
  ];
  const places = new Map<string, number>([[ZERO, 0]]);
  const placeOf = (variable: string) => {
    const place = places.get(variable) ?? places.size;
    places.set(variable, place);
    return place;
  };
  const edges = bounds.map(({ from, to, weight, strict }) => {
    return { from: placeOf(from), to: placeOf(to), weight, steps: strict ? 1 : 0 };
  });
  // If the bounds can be kept at all, they can with no variable as low as this.
  const floor = edges.reduce((sum, { weight }) => sum + Math.abs(weight), 1);
  const distance = Array.from({ length: places.size }, (_, place) => (place === 0 ? 0 : floor));
  const steps = distance.map(() => 0);
  let isMoving = true;
  for (let round = 0; isMoving; round++) {
    if (round > places.size) return undefined;
    isMoving = false;
    work(budget, edges.length);
    for (const edge of edges) {
      const reached = (distance[edge.to] as number) + edge.weight;
      const taken = (steps[edge.to] as number) + edge.steps;
      const best = distance[edge.from] as number;
      if (reached > best || (reached === best && taken <= (steps[edge.from] as number))) continue;
      if (edge.from === 0) return undefined;
      distance[edge.from] = reached;
      steps[edge.from] = taken;
      isMoving = true;
    }
  }
  return (variable, step) => {
    const place = places.get(variable);
    return place === undefined ? 0 : step * (steps[place] as number) - (distance[place] as number);
  };
}

/** The first pair of amounts that is to differ and does not. */
export function equalPair(
  demands: readonly Demand[],
  amountOf: (quantity: Quantity) => number,
): Extract<Demand, { kind: 'apart' }> | undefined {
  return demands.find(
    (demand): demand is Extract<Demand, { kind: 'apart' }> =>
      demand.kind === 'apart' && amountOf(demand.one) === amountOf(demand.other),
  );
}

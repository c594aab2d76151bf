import type { Instance } from '../model/instance.ts';
import { typicalAmounts } from '../model/mean-of.ts';
import type { Rows } from '../model/rows.ts';
import { newRelaxation, type Relaxation, relax } from './limit-relaxation.ts';

/** The best prices so far, and the relaxation at them. */
export interface Ascent {
  readonly best: { readonly prices: Float64Array; readonly relaxation: Relaxation };
  passes: number;
}

/** Passes in which each price moves on its own, before all move together. */
const FINDING = 20;
/** Share of the last direction that is kept; it damps zigzagging. */
const DEFLECTION = 0.7;
/** Distance of the target above the best bound, as a share of it. */
const ABOVE = 0.02;
/** Passes without a better bound after which steps are halved. */
const PATIENCE = 6;

/**
 * Raises the lower bound pass by pass; yields after each. First each price moves by a step of its own that
 * grows while the sign of its excess stays and shrinks when it turns (as in RPROP, Riedmiller and Braun
 * 1993); then all move together along a deflected subgradient, as far as the distance to a target a little
 * above the best bound says (Polyak 1969, Camerini, Fratta and Maffioli 1975).
 */
export function* ascend(
  instance: Instance,
  rows: Rows,
  from: Float64Array | undefined,
  passes: number,
): Generator<Ascent, Ascent> {
  const unit = unitsOf(instance, rows);
  const prices = from?.slice() ?? new Float64Array(rows.count);
  const best = { prices: prices.slice(), relaxation: newRelaxation(instance, rows) };
  const ascent: Ascent = { best, passes: 0 };
  const relaxation = newRelaxation(instance, rows);
  const finding = from ? 0 : Math.min(FINDING, passes >> 1);
  const step = finding > 0 ? firstStep(instance) : 0;
  const steps = unit.map((one) => step / one);
  const signs = new Float64Array(rows.count);
  const direction = new Float64Array(rows.count);
  let [share, patience] = [from ? 0.3 : 1, PATIENCE];
  while (ascent.passes < passes) {
    relax(instance, rows, prices, relaxation);
    ascent.passes++;
    if (relaxation.value > best.relaxation.value) {
      best.prices.set(prices);
      copyInto(best.relaxation, relaxation);
      patience = PATIENCE;
    } else if (ascent.passes > finding && --patience <= 0) {
      share /= 2;
      patience = PATIENCE;
      prices.set(best.prices);
      direction.fill(0);
      relaxation.excess.set(best.relaxation.excess);
      relaxation.value = best.relaxation.value;
    }
    yield ascent;
    if (ascent.passes <= finding) stepEach(prices, relaxation.excess, steps, signs);
    else {
      const gap =
        Math.max(ABOVE * Math.abs(best.relaxation.value), 1) + best.relaxation.value - relaxation.value;
      if (!stepTogether(prices, relaxation.excess, direction, unit, share * gap)) return ascent;
    }
  }
  return ascent;
}

function stepEach(
  prices: Float64Array,
  excess: Float64Array,
  steps: Float64Array,
  signs: Float64Array,
): void {
  for (let r = 0; r < prices.length; r++) {
    const sign = Math.sign(excess[r] as number);
    const turned = sign * (signs[r] as number);
    if (turned > 0) steps[r]! *= 1.3;
    if (turned < 0) steps[r]! *= 0.5;
    prices[r]! += sign * (steps[r] as number);
    signs[r] = sign;
  }
}

/**
 * Moves all prices along the deflected subgradient.
 * @returns false if there is no excess: the prices are optimal
 */
function stepTogether(
  prices: Float64Array,
  excess: Float64Array,
  direction: Float64Array,
  unit: Float64Array,
  gap: number,
): boolean {
  let norm = 0;
  for (let r = 0; r < prices.length; r++) {
    const own = (excess[r] as number) / (unit[r] as number);
    direction[r] = own + DEFLECTION * (direction[r] as number);
    norm += (direction[r] as number) ** 2;
  }
  if (norm === 0) return false;
  const step = gap / norm;
  for (let r = 0; r < prices.length; r++)
    prices[r]! += (step * (direction[r] as number)) / (unit[r] as number);
  return true;
}

/** A typical amount of each row's measure: the unit in which prices of different measures are comparable. */
function unitsOf({ measures }: Instance, rows: Rows): Float64Array {
  const means = typicalAmounts(measures);
  return Float64Array.from(rows.measure, (d) => means[d] as number);
}

/** A tenth of how much costs differ between the entries of an item, on average. */
function firstStep({ items, start, cost }: Instance): number {
  let spread = 0;
  for (let i = 0; i < items; i++) {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      least = Math.min(least, cost[e] as number);
      most = Math.max(most, cost[e] as number);
    }
    if (most > least) spread += most - least;
  }
  return Math.max(spread / Math.max(items, 1) / 10, 1e-3);
}

function copyInto(into: Relaxation, { chosen, sums, excess, value }: Relaxation): void {
  into.chosen.set(chosen);
  into.sums.set(sums);
  into.excess.set(excess);
  into.value = value;
}

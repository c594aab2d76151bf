import type { Instance } from '../model/instance.ts';
import type { Rows } from '../model/rows.ts';
import { ascendItems, type ItemAscent } from './ascend-items.ts';
import { type Certified, certifyItems } from './certify.ts';
import { closeEnough } from './close-enough.ts';
import { isKept } from './item-choices.ts';

/** Beyond this many entries a pass takes too long, and prices of rows prove nearly as much. */
const MOST_ENTRIES = 200_000;
/** Passes at default effort, and the most work of them, in entries examined. */
const PASSES = 150;
const WORK = 6.6e6;
/** A longer search spends more on them, up to so much. */
const MOST_EFFORT = 4;

/** What is known of an instance: a solution, and the bound that prices of rows prove. */
export interface KnownBound {
  /** Prices of rows. */
  readonly prices: Float64Array;
  readonly proof: Certified;
  readonly cost: number;
  /** Prices of items, where they are known already: then none are sought. */
  readonly itemPrices?: Float64Array | undefined;
}

/**
 * Raises a bound by prices of items, as far as a solution's cost leaves room. Yields the share of work done
 * and the bound; ends as soon as it is told to stop.
 * @returns the higher bound, or the known one
 */
export function* raiseBound(
  instance: Instance,
  rows: Rows,
  { prices, proof, cost, itemPrices }: KnownBound,
  effort: number,
): Generator<{ readonly share: number; readonly bound: number }, Certified, 'go' | 'next' | 'stop'> {
  if (instance.balances.length > 0 || instance.cost.length > MOST_ENTRIES) return proof;
  if (cost <= closeEnough(instance, proof.bound, effort)) return proof;
  if (!rows.measure.some((_, r) => isKept(rows, r))) return proof;
  const more = Math.min(effort, MOST_EFFORT);
  const [passes, work] = itemPrices ? [1, 0] : [PASSES * more, WORK * more];
  let best: ItemAscent | undefined;
  let pass = 0;
  for (const now of ascendItems(instance, rows, prices, cost, itemPrices)) {
    best = now;
    if (now.bound > Number.NEGATIVE_INFINITY) {
      if (++pass >= passes || now.work >= work) break;
      if (cost <= closeEnough(instance, Math.ceil(now.bound - 1e-6), effort)) break;
    }
    const order = yield {
      share: Math.min(1, now.work / Math.max(1, work)),
      bound: Math.max(now.bound, proof.bound),
    };
    if (order !== 'go' && !itemPrices) break;
  }
  if (!best || best.bound <= proof.bound) return proof;
  const raised = certifyItems(instance, rows, best);
  return raised && raised.bound > proof.bound ? raised : proof;
}

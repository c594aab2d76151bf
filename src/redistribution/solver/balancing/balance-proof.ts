import { type Certified, certifyBalanced } from '../bound/certify.ts';
import { type CheapestEntryChooser, toCheapestEntryChooser } from '../bound/cheapest-entries.ts';
import { largestOf } from '../bound/exact-scale.ts';
import { roundingOf } from '../model/check-solution.ts';
import type { Rows } from '../model/rows.ts';
import type { SharedInstance } from '../model/shared-instance.ts';
import type { Progress } from '../model/solution.ts';
import type { BalanceState } from './balance-state.ts';
import { blockPriceAscent } from './block-price-ascent.ts';
import { polyakAscent } from './polyak-ascent.ts';
import { pricedMeasures } from './shared-relaxation.ts';

/**
 * Passes for the bound; passes without a sufficient rise after which it stops; that rise relative to the
 * gap.
 */
const PASSES = 40;
const PATIENCE = 6;
const RISE = 0.002;
/** Up to this many entries, further passes raise the bound. */
const CLIMBED = 5_000;
const CLIMBS = 400;
/** From this many entries on, a bound that is close is enough. */
const LARGE = 50_000;
/** Share of `enough` by which the bound may stay below the cost. */
const CLOSE = 0.1;

/** How hard a proof is tried; `tolls` are the prices of moved units, by measure. */
interface ProofOptions {
  readonly effort: number;
  readonly enough: number;
  readonly tolls: Float64Array;
}

/** Lower bounds of one instance with balances, proven by prices. */
export class BalanceProof {
  /** What prices of 0 prove. */
  readonly nothing: Certified;
  readonly #choose: CheapestEntryChooser;

  constructor(
    readonly instance: SharedInstance,
    readonly rows: Rows,
  ) {
    this.#choose = toCheapestEntryChooser(instance, pricedMeasures(rows));
    this.nothing = this.#certify(new Float64Array(rows.count));
  }

  /** Raises the bound by prices from a feasible state. Any order but `go` ends the ascent. */
  *from(
    state: BalanceState,
    { effort, enough, tolls }: ProofOptions,
  ): Generator<Progress | undefined, Certified, 'go' | 'next' | 'stop'> {
    const { instance, rows, nothing } = this;
    const entries = instance.start[instance.items] as number;
    const cost = state.objective();
    let [best, prices, stale] = [Number.NEGATIVE_INFINITY, new Float64Array(rows.count), 0];
    let passes = 0;
    for (const step of blockPriceAscent(rows, state, this.#choose, tolls)) {
      if (!step) {
        yield undefined;
        continue;
      }
      const rise = RISE * Math.max(0, cost - best);
      stale = step.value > best + rise ? 0 : stale + 1;
      if (step.value > best) {
        best = step.value;
        prices = step.prices.slice();
      }
      passes++;
      if (passes >= PASSES * Math.max(1, Math.min(effort, 4)) || stale >= PATIENCE) break;
      const close = entries >= LARGE && effort <= 1 ? enough * CLOSE : 0;
      if (best + Math.max(close, roundingOf(instance, cost)) >= cost) break;
      const order = yield {
        phase: 'bound',
        share: passes / PASSES,
        bound: Math.max(nothing.bound, best),
        objective: cost,
      };
      if (order !== 'go') break;
    }
    if (entries <= CLIMBED) {
      let left = CLIMBS;
      for (const step of polyakAscent(instance, rows, prices, cost)) {
        if (step.value > best) [best, prices] = [step.value, step.prices.slice()];
        if (--left <= 0 || best + roundingOf(instance, cost) >= cost) break;
      }
    }
    const proven = this.#certify(prices);
    return proven.bound > nothing.bound ? proven : nothing;
  }

  #certify(prices: Float64Array): Certified {
    return certifyBalanced(this.instance, this.rows, prices, {
      dearest: largestOf(this.instance.costs),
      choose: (tables, chosen) => this.#choose(tables, chosen).total,
    });
  }
}

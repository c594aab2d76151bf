import type { Incumbent } from '../model/incumbent.ts';
import type { WorkingSolution } from '../model/working-solution.ts';
import { type CandidateEntries, regretOf } from '../neighbourhoods/candidate-entries.ts';
import { ExchangeForest } from '../neighbourhoods/exchange-forest.ts';
import { seededRandom } from './seeded-random.ts';

/** Average number of alternative entries per employee. */
const ALTERNATIVES = 8;
/** Initial heat relative to the regret limit, and final heat relative to the initial one. */
const HOTTEST = 0.3;
const COOLED = 0.1;
/** Forests between two yields. */
const BATCH = 20;

/** The candidates of the exchanges, and the number of forests. */
interface ExchangeSearchOptions {
  readonly candidates: CandidateEntries;
  readonly forests: number;
}

/**
 * Searches by random exchange forests, each optimized exactly at costs with cooling noise. This approximates
 * sampling at a temperature (forests: Hamze and de Freitas 2004; noise: Papandreou and Yuille 2011). Every
 * solution on the way is feasible. Yields the share of work done.
 */
export function* exchangeSearch(
  solution: WorkingSolution,
  { candidates, forests }: ExchangeSearchOptions,
  incumbent: Incumbent,
  share: (work: number) => number,
): Generator<number, void> {
  const { items, employees } = solution.instance;
  solution.reset(incumbent.chosen);
  const limit = regretOf(candidates, (ALTERNATIVES * employees) / items);
  const exchanges = new ExchangeForest(solution, candidates, limit, seededRandom(1));
  if (exchanges.items.length === 0) return;
  const best = new Best(solution, exchanges.items, incumbent);
  const begun = share(0);
  const shareNow = (drawn: number) =>
    Math.max(share(exchanges.work), begun + ((1 - begun) * drawn) / forests);
  let now = begun;
  for (let drawn = 0; now < 1; now = shareNow(drawn)) {
    const heat = HOTTEST * limit * COOLED ** ((now - begun) / (1 - begun));
    for (let at = 0; at < BATCH; at++) {
      exchanges.improve(heat);
      best.keep();
    }
    drawn += BATCH;
    best.handOver();
    yield now;
  }
}

/** The best solution on the way, for the movable items only. */
class Best {
  readonly #chosen: Int32Array;
  #cost: number;

  constructor(
    readonly solution: WorkingSolution,
    readonly items: Int32Array,
    readonly incumbent: Incumbent,
  ) {
    this.#chosen = new Int32Array(items.length);
    this.#cost = incumbent.cost;
  }

  keep(): void {
    const { cost, chosen } = this.solution;
    if (cost >= this.#cost) return;
    this.#cost = cost;
    for (let at = 0; at < this.items.length; at++)
      this.#chosen[at] = chosen[this.items[at] as number] as number;
  }

  handOver(): void {
    if (this.#cost >= this.incumbent.cost) return;
    this.incumbent.cost = this.#cost;
    for (let at = 0; at < this.items.length; at++) {
      this.incumbent.chosen[this.items[at] as number] = this.#chosen[at] as number;
    }
  }
}

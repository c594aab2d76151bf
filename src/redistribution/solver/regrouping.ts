import { type Candidates, regretOf } from './candidates.ts';
import { numbersFrom } from './numbers-from.ts';
import type { Incumbent } from './oscillation.ts';
import { Regroup } from './regroup.ts';
import type { Standing } from './standing.ts';

/** Employees in a group. */
const SIZE = 7;
/** Entries that one group may take. */
const STEPS = 5_000;
/** So many entries of an item are options, beside the cheapest, on average. */
const ALTERNATIVES = 4;
/** Groups between two yields. */
const BATCH = 50;
/** Noise at the end of each, to that at the beginning. */
const COOLED = 0.05;

/** What groups are chosen by. */
interface Regrouping {
  readonly candidates: Candidates;
  /** The best prices of the limits. */
  readonly prices: Float64Array;
  /** At the beginning costs are up to so much higher, by chance. */
  readonly noise: number;
  /** Times that the noise begins anew. */
  readonly coolings: number;
  /** No solution costs less. */
  readonly bound: number;
}

/**
 * Large neighbourhoods: the items of a few employees who compete for them are given out anew, as well as can be at costs with some
 * noise (Charon and Hudry 1993), of which there is less and less. Every standing on the way keeps the limits.
 */
export function* regroup(
  standing: Standing,
  { candidates, prices, noise, coolings, bound }: Regrouping,
  incumbent: Incumbent,
  share: (work: number) => number,
): Generator<void, void> {
  const random = numbersFrom(1);
  const limit = regretOf(candidates, ALTERNATIVES);
  const regrouping = new Regroup(standing, prices, candidates.regret, limit);
  const group = new Groups(standing, candidates, random);
  const begun = share(0);
  standing.reset(incumbent.chosen);
  for (let now = begun; now < 1; now = share(regrouping.work)) {
    const cooled = (((now - begun) / (1 - begun)) * coolings) % 1;
    const heat = noise * COOLED ** cooled;
    regrouping.limit = Math.min(limit, incumbent.cost - bound);
    for (let at = 0; at < BATCH; at++) {
      regrouping.improve(group.next(), STEPS, heat, random);
      keep(standing, incumbent);
    }
    yield;
  }
}

function keep({ cost, chosen }: Standing, incumbent: Incumbent): void {
  if (cost >= incumbent.cost) return;
  incumbent.cost = cost;
  incumbent.chosen.set(chosen);
}

/** Employees who compete for the same items, by chance. */
class Groups {
  readonly #group: number[] = [];
  readonly #items: number[] = [];

  constructor(
    readonly standing: Standing,
    readonly candidates: Candidates,
    readonly random: () => number,
  ) {}

  next(): readonly number[] {
    const { first, instance } = this.standing;
    const { entries, width } = this.candidates;
    const group = this.#group;
    group.length = 0;
    group.push(this.#below(instance.employees));
    for (let tries = 0; group.length < SIZE && tries < 10 * SIZE; tries++) {
      const j = group[this.#below(group.length)] as number;
      if ((first[j] as number) < 0) {
        if (group.length === 1) group[0] = this.#below(instance.employees);
        continue;
      }
      const e = entries[this.#itemOf(j) * width + this.#below(Math.min(width, NEAREST))] as number;
      const other = e < 0 ? j : (instance.employee[e] as number);
      if (!group.includes(other)) group.push(other);
    }
    return group;
  }

  #itemOf(employee: number): number {
    const { first, next } = this.standing;
    const items = this.#items;
    let count = 0;
    for (let i = first[employee] as number; i >= 0; i = next[i] as number) items[count++] = i;
    return items[this.#below(count)] as number;
  }

  #below(count: number): number {
    return Math.floor(this.random() * count);
  }
}

/** So many of an item's best entries bring employees together. */
const NEAREST = 5;

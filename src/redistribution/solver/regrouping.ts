import type { Candidates } from './candidates.ts';
import type { Incumbent } from './oscillation.ts';
import { numbersFrom } from './numbers-from.ts';
import { Regroup } from './regroup.ts';
import type { Standing } from './standing.ts';

/** Employees in a group. */
const SIZE = Number((globalThis as any).process?.env.Q ?? 5);
/** Entries that one group may take. */
const STEPS = Number((globalThis as any).process?.env.STEPS ?? 5000);
/** Groups between two yields. */
const BATCH = 50;
/** Where each cooling ends, as a share of the work that is left for them. */
const COOLINGS = [1];
/** Noise at the end of a cooling, to that at its beginning. */
const COOLED = 1 / Number((globalThis as any).process?.env.COOL ?? 8);

/**
 * Large neighbourhoods: the items of a few employees who compete for them are given out anew, as well as can be at costs with some
 * noise (Charon and Hudry 1993), of which there is less and less. Every standing on the way keeps the limits.
 */
export function* regroup(
  standing: Standing,
  { candidates, prices }: { readonly candidates: Candidates; readonly prices: Float64Array },
  incumbent: Incumbent,
  share: (work: number) => number,
): Generator<void, void> {
  const random = numbersFrom(1);
  const regrouping = new Regroup(standing, prices, candidates.regret, (() => {
    const all = candidates.regret.slice().sort();
    return all[Math.min(all.length - 1, Math.floor(standing.instance.items * (1 + Number((globalThis as any).process?.env.ALT ?? 6))))]!;
  })());
  const group = new Groups(standing, candidates, random);
  const first = Number((globalThis as any).process?.env.S0 ?? 2 * (candidates.limits[1] as number));
  const E = (globalThis as any).process?.env ?? {}; if (E.VERBOSE) console.log('noise', first, 'limits', candidates.limits.join(' '), 'share', share(0).toFixed(2), 'cost', incumbent.cost);
  const from = share(0);
  let begun = from;
  for (const end of COOLINGS) {
    standing.reset(incumbent.chosen);
    const until = from + (1 - from) * end;
    let now = begun;
    while (now < until) {
      const done = (now - begun) / (until - begun);
      const noise = first * COOLED ** done;
      for (let at = 0; at < BATCH; at++) {
        regrouping.improve(group.next(), STEPS, noise, random);
        keep(standing, incumbent);
      }
      now = share(regrouping.work);
      yield;
    }
    begun = until;
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

/** Somebody may take it or not. Below 0 it costs less to take it. */
export interface Choosable {
  readonly cost: number;
  /** Never negative. */
  readonly amount: number;
}

/**
 * The least that a choice costs whose amounts come to `least` at least and to `most` at most. Where what
 * costs less to take is within both limits it is that; else the other limit is left out of account. Never
 * above the true minimum, and exact where numbers are whole, unless ways are too many to be looked at.
 */
export function leastChoice(choices: readonly Choosable[], least: number, most: number): number {
  const wanted = choices.filter(({ cost }) => cost < 0);
  const cost = sumOf(wanted, (one) => one.cost);
  const amount = sumOf(wanted, (one) => one.amount);
  if (amount > most) return -mostGain(wanted, most);
  if (amount >= least) return cost;
  // As much of the rest is left out as can be; what it costs is gained.
  const rest = choices.filter((one) => one.cost >= 0);
  const room = amount + sumOf(rest, (one) => one.amount) - least;
  return cost + sumOf(rest, (one) => one.cost) - mostGain(rest, room);
}

const sumOf = (choices: readonly Choosable[], of: (one: Choosable) => number) =>
  choices.reduce((sum, one) => sum + of(one), 0);

/** What has been gained, and the room that is left for more. */
interface Way {
  readonly gained: number;
  readonly left: number;
}

/** Ways beyond which the most that any of them could still come to is taken. */
const MOST_WAYS = 200_000;

/**
 * The most that can be gained within a room, where a choice gains the absolute value of its cost. Ways that
 * no other is ahead of in both are followed choice by choice, as long as all that may still fit, the last
 * one in part, makes them the best (Nemhauser and Ullmann 1969; Dantzig 1957).
 */
function mostGain(choices: readonly Choosable[], room: number): number {
  const list = choices
    .filter(({ amount }) => amount <= room)
    .map(({ cost, amount }) => ({ gain: Math.abs(cost), amount }))
    .sort((a, b) => b.gain * a.amount - a.gain * b.amount);
  const before = [{ gain: 0, amount: 0 }];
  for (const [at, { gain, amount }] of list.entries()) {
    const sum = before[at] as (typeof list)[number];
    before.push({ gain: sum.gain + gain, amount: sum.amount + amount });
  }
  /** What fits from a place on, as a whole and with a part of the next one. */
  const reach = (from: number, { gained, left }: Way) => {
    const base = before[from] as (typeof list)[number];
    let [low, high] = [from, list.length];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((before[middle] as typeof base).amount - base.amount <= left) low = middle;
      else high = middle - 1;
    }
    const sum = before[low] as typeof base;
    const [whole, next] = [gained + sum.gain - base.gain, list[low]];
    const rest = left - (sum.amount - base.amount);
    return { whole, atMost: next ? whole + (next.gain * rest) / next.amount : whole };
  };
  const first: Way = { gained: 0, left: room };
  let best = room < 0 ? 0 : reach(0, first).whole;
  let ways = room < 0 ? [] : [first];
  for (const [at, { gain, amount }] of list.entries()) {
    const taking = ways
      .filter(({ left }) => amount <= left)
      .map(({ gained, left }) => ({ gained: gained + gain, left: left - amount }));
    const next: Way[] = [];
    for (const way of byRoom(ways, taking)) {
      if (way.gained <= (next.at(-1)?.gained ?? -1)) continue;
      const { whole, atMost } = reach(at + 1, way);
      best = Math.max(best, whole);
      if (atMost > best) next.push(way);
    }
    if (next.length > MOST_WAYS)
      return next.reduce((most, way) => Math.max(most, reach(at + 1, way).atMost), best);
    ways = next;
  }
  return best;
}

/** Two lists with less and less room as one; with as much room, what has gained more comes first. */
function* byRoom(some: readonly Way[], others: readonly Way[]): Generator<Way> {
  let [a, b] = [0, 0];
  while (a < some.length || b < others.length) {
    const [one, other] = [some[a], others[b]];
    const isFirst =
      one && (!other || one.left > other.left || (one.left === other.left && one.gained >= other.gained));
    if (isFirst) a++;
    else b++;
    yield (isFirst ? one : other) as Way;
  }
}

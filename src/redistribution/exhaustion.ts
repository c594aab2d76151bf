import { EVERYBODY, type Instance, type Limit } from './solver/model/instance.ts';

/** Choices tried before giving up; takes a fraction of a second. */
const MOST_TRIES = 200_000;

/**
 * Enumerates a small instance: a feasible combination, or the proof that none exists. `unknown` if there are
 * too many.
 */
export function exhaust(instance: Instance, most = MOST_TRIES): Int32Array | 'impossible' | 'unknown' {
  const { items, start, employee, limits } = instance;
  if (items * Math.max(limits.length, 1) > LARGEST) return 'unknown';
  const concerned = limitsByEmployee(instance);
  const order = orderOf(instance);
  const outlook = outlookOf(instance, order, concerned);
  const min = Float64Array.from(limits, (limit) => limit.min);
  const max = Float64Array.from(limits, (limit) => limit.max);
  const sums = new Float64Array(limits.length);
  const chosen = new Int32Array(items).fill(-1);
  const twins = order.map((i, depth) => depth > 0 && areTwins(instance, order[depth - 1] as number, i));
  let tries = 0;

  function isHopeful(depth: number): boolean {
    for (let l = 0, at = depth * sums.length; l < sums.length; l++, at++) {
      const sum = sums[l] as number;
      if (sum + (outlook.least[at] as number) > (max[l] as number)) return false;
      if (sum + (outlook.most[at] as number) < (min[l] as number)) return false;
    }
    return true;
  }

  function add(i: number, e: number, sign: number): void {
    for (const l of concerned[employee[e] as number] as Int32Array)
      sums[l]! += sign * amountIn(instance, l, i, e);
  }

  /** Undefined if the budget ran out. */
  function place(depth: number): boolean | undefined {
    if (!isHopeful(depth)) return false;
    if (depth === items) return true;
    const i = order[depth] as number;
    const first = start[i] as number;
    const twin = twins[depth] ? (order[depth - 1] as number) : -1;
    // Identical items are tried in one order only.
    const from = twin < 0 ? first : first + (chosen[twin] as number) - (start[twin] as number);
    for (let e = from; e < (start[i + 1] as number); e++) {
      if (++tries > most) return undefined;
      chosen[i] = e;
      add(i, e, 1);
      const found = place(depth + 1);
      if (found !== false) return found;
      add(i, e, -1);
    }
    return false;
  }

  const found = place(0);
  if (found === undefined) return 'unknown';
  return found ? chosen : 'impossible';
}

/** Items times limits above which enumeration is hopeless. */
const LARGEST = 20_000;

/** By employee, the limits in whose sums what they have may count. */
function limitsByEmployee({ employees, limits }: Instance): readonly Int32Array[] {
  return Array.from({ length: employees }, (_, j) =>
    Int32Array.from(limits.keys()).filter((l) => {
      const { employee } = limits[l] as Limit;
      return employee === j || employee === EVERYBODY;
    }),
  );
}

/** What an entry adds to the sum of a limit. */
function amountIn({ items, current, measures, limits }: Instance, l: number, i: number, e: number): number {
  const { scope, measure } = limits[l] as Limit;
  if (scope !== 'held' && (scope === 'kept') !== (current[i] === e)) return 0;
  const amounts = measures[measure] as Float64Array;
  return amounts[amounts.length === items ? i : e] as number;
}

/** Those with the fewest choices first, then the largest; those alike side by side. */
function orderOf(instance: Instance): readonly number[] {
  const { items, measures } = instance;
  const sizeOf = (i: number) => measures.map((amounts) => amounts[i] as number);
  const keys = Array.from({ length: items }, (_, i) => ({
    i,
    choices: choicesOf(instance, i),
    sizes: sizeOf(i),
    name: `${choicesOf(instance, i).join()};${currentOf(instance, i)}`,
  }));
  keys.sort((a, b) => {
    if (a.choices.length !== b.choices.length) return a.choices.length - b.choices.length;
    const at = a.sizes.findIndex((size, m) => size !== b.sizes[m]);
    if (at >= 0) return (b.sizes[at] as number) - (a.sizes[at] as number);
    return a.name < b.name ? -1 : a.name > b.name ? 1 : a.i - b.i;
  });
  return keys.map(({ i }) => i);
}

const choicesOf = ({ start, employee }: Instance, i: number) => employee.subarray(start[i], start[i + 1]);
const currentOf = ({ current, start }: Instance, i: number) =>
  (current[i] as number) < 0 ? -1 : (current[i] as number) - (start[i] as number);

function areTwins(instance: Instance, a: number, b: number): boolean {
  const [one, other] = [choicesOf(instance, a), choicesOf(instance, b)];
  return (
    one.length === other.length &&
    one.every((e, at) => e === other[at]) &&
    currentOf(instance, a) === currentOf(instance, b) &&
    instance.measures.every((amounts) => amounts.length === instance.items && amounts[a] === amounts[b])
  );
}

/** By depth and limit: what the items from there on add to its sum at least and at most. */
interface Outlook {
  readonly least: Float64Array;
  readonly most: Float64Array;
}

function outlookOf(instance: Instance, order: readonly number[], concerned: readonly Int32Array[]): Outlook {
  const { items, start, employee, limits } = instance;
  const { length } = limits;
  const [least, most] = [new Float64Array((items + 1) * length), new Float64Array((items + 1) * length)];
  const [smallest, greatest, times] = [
    new Float64Array(length),
    new Float64Array(length),
    new Int32Array(length),
  ];
  for (let depth = items - 1; depth >= 0; depth--) {
    const i = order[depth] as number;
    const choices = (start[i + 1] as number) - (start[i] as number);
    smallest.fill(Number.POSITIVE_INFINITY);
    greatest.fill(0);
    times.fill(0);
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      for (const l of concerned[employee[e] as number] as Int32Array) {
        const amount = amountIn(instance, l, i, e);
        times[l]!++;
        smallest[l] = Math.min(smallest[l] as number, amount);
        greatest[l] = Math.max(greatest[l] as number, amount);
      }
    }
    for (let l = 0, at = depth * length; l < length; l++, at++) {
      most[at] = (most[at + length] as number) + (greatest[l] as number);
      least[at] =
        (least[at + length] as number) + (times[l] === choices && choices > 0 ? (smallest[l] as number) : 0);
    }
  }
  return { least, most };
}

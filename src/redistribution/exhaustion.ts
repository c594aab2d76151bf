import { EVERYBODY, type Instance, type Limit } from './solver/model/instance.ts';

/** Choices tried before giving up; takes a fraction of a second. */
const MOST_TRIES = 200_000;

/**
 * Enumerates a small instance: a feasible combination, or the proof that none exists. `unknown` if there are
 * too many.
 */
export function exhaust(instance: Instance, most = MOST_TRIES): Int32Array | 'impossible' | 'unknown' {
  const { items, start, limits } = instance;
  if (items * Math.max(limits.length, 1) > LARGEST) return 'unknown';
  const touched = touchedLimits(instance);
  const order = orderOf(instance);
  const outlook = outlookOf(instance, order, touched);
  const sums = new Float64Array(limits.length);
  const chosen = new Int32Array(items).fill(-1);
  const twins = order.map((i, depth) => depth > 0 && areTwins(instance, order[depth - 1] as number, i));
  let tries = 0;

  const isHopeful = (depth: number) =>
    limits.every(({ min, max }, l) => {
      const { least, most } = outlook[depth] as Outlook;
      const sum = sums[l] as number;
      return sum + (least[l] as number) <= max && sum + (most[l] as number) >= min;
    });

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
      for (const { limit, amount } of touched[e] as Touched[]) sums[limit] = (sums[limit] as number) + amount;
      const found = place(depth + 1);
      if (found !== false) return found;
      for (const { limit, amount } of touched[e] as Touched[]) sums[limit] = (sums[limit] as number) - amount;
    }
    return false;
  }

  const found = place(0);
  if (found === undefined) return 'unknown';
  return found ? chosen : 'impossible';
}

/** Items times limits above which enumeration is hopeless. */
const LARGEST = 20_000;

interface Touched {
  readonly limit: number;
  readonly amount: number;
}

/** By entry, the limits in whose sums it counts. */
function touchedLimits({
  items,
  start,
  employee,
  current,
  measures,
  limits,
}: Instance): readonly Touched[][] {
  const byEmployee = new Map<number, { limit: number; what: Limit }[]>();
  for (const [limit, what] of limits.entries()) {
    byEmployee.set(what.employee, [...(byEmployee.get(what.employee) ?? []), { limit, what }]);
  }
  const touched: Touched[][] = [];
  for (let i = 0; i < items; i++) {
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      const scope = current[i] === e ? 'kept' : 'gained';
      const own = [...(byEmployee.get(employee[e] as number) ?? []), ...(byEmployee.get(EVERYBODY) ?? [])];
      touched[e] = own.flatMap(({ limit, what }) => {
        if (what.scope !== 'held' && what.scope !== scope) return [];
        const amounts = measures[what.measure] as Float64Array;
        const amount = amounts[amounts.length === items ? i : e] as number;
        return amount > 0 ? [{ limit, amount }] : [];
      });
    }
  }
  return touched;
}

/** Those with the fewest choices first, then the largest; those alike side by side. */
function orderOf(instance: Instance): readonly number[] {
  const { items, measures } = instance;
  const sizeOf = (i: number) => measures.map((amounts) => amounts[i] as number);
  const keys = Array.from({ length: items }, (_, i) => ({
    i,
    choices: choicesOf(instance, i),
    sizes: sizeOf(i),
  }));
  keys.sort((a, b) => {
    if (a.choices.length !== b.choices.length) return a.choices.length - b.choices.length;
    const at = a.sizes.findIndex((size, m) => size !== b.sizes[m]);
    if (at >= 0) return (b.sizes[at] as number) - (a.sizes[at] as number);
    const [one, other] = [a, b].map(({ choices, i }) => `${choices.join()};${currentOf(instance, i)}`) as [
      string,
      string,
    ];
    return one < other ? -1 : one > other ? 1 : a.i - b.i;
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

/** What items from a depth on add to each limit's sum at least and at most. */
interface Outlook {
  readonly least: Float64Array;
  readonly most: Float64Array;
}

function outlookOf(
  { start, limits }: Instance,
  order: readonly number[],
  touched: readonly Touched[][],
): readonly Outlook[] {
  const nothing = { least: new Float64Array(limits.length), most: new Float64Array(limits.length) };
  const outlook: Outlook[] = [nothing];
  for (const i of order.toReversed()) {
    const { least, most } = outlook[0] as Outlook;
    const next = { least: least.slice(), most: most.slice() };
    const entries = Array.from(
      { length: (start[i + 1] as number) - (start[i] as number) },
      (_, at) => (start[i] as number) + at,
    );
    const limitsOf = new Map<number, number[]>();
    for (const e of entries) {
      for (const { limit, amount } of touched[e] as Touched[])
        limitsOf.set(limit, [...(limitsOf.get(limit) ?? []), amount]);
    }
    for (const [limit, amounts] of limitsOf) {
      next.most[limit] = (next.most[limit] as number) + Math.max(...amounts);
      if (amounts.length === entries.length)
        next.least[limit] = (next.least[limit] as number) + Math.min(...amounts);
    }
    outlook.unshift(next);
  }
  return outlook;
}

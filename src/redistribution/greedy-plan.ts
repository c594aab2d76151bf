import type { Steps } from '../time/in-turns.ts';
import { amountOf } from './bounds.ts';
import type { Compiled } from './compile.ts';
import { BalanceState } from './solver/balancing/balance-state.ts';
import { ascending } from './solver/model/ascending.ts';

/** Allowed distance of utilisation from the mean without a band. */
const USUAL_BAND = 0.02;

/** Employees looked at, or clients given, between two steps. */
const AT_ONCE = 100_000;
const GIVEN = 15_000;

/**
 * A greedy plan, as a manager would make it by hand. First clients without a holder, then those of employees
 * above the band, then above the mean; the least revenue per hour first, each to the least utilised eligible
 * employee.
 */
export function* greedyPlan(compiled: Compiled): Steps<Int32Array> {
  return (yield* byHand(compiled, true)).chosen;
}

/** The current assignment, with only forced moves made greedily; undefined if that breaks a limit. */
export function* leftAsItIs(compiled: Compiled): Steps<Int32Array | undefined> {
  const { broken, open, chosen } = yield* byHand(compiled, false);
  return broken > 0 || open > 0 ? undefined : chosen;
}

function* byHand(compiled: Compiled, isEvened: boolean): Steps<BalanceState> {
  const { indexed, amounts, instance } = compiled;
  const { groups, employees, problem } = indexed;
  const { meanUtilisation: mean, hoursByPair } = amounts;
  const band = problem.policy.limits.loadBand ?? USUAL_BAND;
  const state = new BalanceState(instance);
  const rule = Float64Array.from(groups, (group) => amountOf(group, 'hours', amounts));
  const hoursWith = (i: number, e: number) =>
    hoursByPair
      ? amountOf(groups[i] as (typeof groups)[number], 'hours', amounts, employees[e]?.id)
      : (rule[i] as number);
  const used = employees.map(({ otherHours }) => otherHours);
  const levelOf = (e: number, more = 0) => {
    const { capacity, keeps } = employees[e] as (typeof employees)[number];
    return keeps && capacity > 0 ? ((used[e] as number) + more) / capacity : Number.POSITIVE_INFINITY;
  };
  const holderOf = (i: number) => state.holder(i);
  const give = (i: number, entry: number) => {
    const from = holderOf(i);
    const to = state.employee(i, entry);
    if (from >= 0) used[from] = (used[from] as number) - hoursWith(i, from);
    used[to] = (used[to] as number) + hoursWith(i, to);
    state.move(i, entry);
    lowest = -1;
  };
  /** The lowest level of anybody; below 0 until it is asked for. */
  let lowest = -1;
  const lowestLevel = () => {
    if (lowest >= 0) return lowest;
    looked += employees.length;
    lowest = employees.reduce((least, _, e) => Math.min(least, levelOf(e)), Number.POSITIVE_INFINITY);
    return lowest;
  };
  let looked = 0;
  const isDue = () => {
    if (looked < AT_ONCE) return false;
    looked = 0;
    return true;
  };
  /** The least utilised eligible employee who stays within the level. */
  const pass = (i: number, isOpen: (e: number) => boolean, most: number) => {
    const from = state.chosen[i] as number;
    if (from >= 0 && from === instance.current[i] && state.isHeldBack(i)) return false;
    let [best, receiver] = [-1, -1];
    looked += (instance.start[i + 1] as number) - (instance.start[i] as number);
    for (let entry = instance.start[i] as number; entry < (instance.start[i + 1] as number); entry++) {
      const e = state.employee(i, entry);
      if (entry === from || !isOpen(e)) continue;
      if (best >= 0 && levelOf(e) >= levelOf(receiver)) continue;
      if (levelOf(e, hoursWith(i, e)) > most) continue;
      if (isEvened ? state.breach(i, from, entry) > 0 : state.exceeds(i, entry)) continue;
      [best, receiver] = [entry, e];
    }
    if (best >= 0) give(i, best);
    return best >= 0;
  };

  yield;
  for (let i = 0; i < groups.length; i++) {
    if ((instance.current[i] as number) >= 0) give(i, instance.current[i] as number);
    if (i % GIVEN === GIVEN - 1) yield;
  }
  if (!isEvened && state.open === 0) return state;
  const worthOf = Float64Array.from(groups, ({ clients }, i) => {
    const revenue = clients.reduce((sum, one) => sum + one.revenue, 0);
    const hours = rule[i] as number;
    return hours > 0 ? revenue / hours : Number.POSITIVE_INFINITY;
  });
  yield;
  const order = ascending(worthOf);
  yield;
  const [high, low] = [(1 + band) * mean, (1 - band) * mean];
  for (const i of order) {
    if (holderOf(i) < 0) pass(i, () => true, Number.POSITIVE_INFINITY);
    if (isDue()) yield;
  }
  yield;
  if (!isEvened) return state;
  for (const i of order) {
    if (isDue()) yield;
    if (holderOf(i) >= 0 && levelOf(holderOf(i)) > high && lowestLevel() <= high) pass(i, () => true, high);
  }
  yield;
  for (const i of order) {
    if (isDue()) yield;
    if (lowestLevel() >= low) break;
    const from = holderOf(i);
    if (from >= 0 && levelOf(from) > mean) pass(i, (e) => levelOf(e) < low, high);
  }
  return state;
}

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
  const used = Float64Array.from(employees, ({ otherHours }) => otherHours);
  /** Capacities; those of nobody who keeps clients are 0, which makes their level infinite. */
  const room = Float64Array.from(employees, ({ capacity, keeps }) => (keeps ? Math.max(0, capacity) : 0));
  const levelWith = (e: number, hours: number) =>
    (room[e] as number) > 0 ? hours / (room[e] as number) : Number.POSITIVE_INFINITY;
  /** Utilisations as they are. */
  const levels = used.map((hours, e) => levelWith(e, hours));
  const take = (e: number, hours: number) => {
    used[e] = (used[e] as number) + hours;
    levels[e] = levelWith(e, used[e] as number);
  };
  const levelOf = (e: number) => levels[e] as number;
  const holderOf = (i: number) => state.holder(i);
  const give = (i: number, entry: number) => {
    const from = holderOf(i);
    const to = state.employee(i, entry);
    if (from >= 0) take(from, -hoursWith(i, from));
    take(to, hoursWith(i, to));
    state.move(i, entry);
    lowest = -1;
  };
  /** The lowest level of anybody; below 0 until it is asked for. */
  let lowest = -1;
  const lowestLevel = () => {
    if (lowest >= 0) return lowest;
    looked += employees.length;
    lowest = Number.POSITIVE_INFINITY;
    for (let e = 0; e < levels.length; e++) lowest = Math.min(lowest, levels[e] as number);
    return lowest;
  };
  let looked = 0;
  const isDue = () => {
    if (looked < AT_ONCE) return false;
    looked = 0;
    return true;
  };
  /** To the least utilised eligible employee, of those below a level, who stays within another. */
  const pass = (i: number, below: number, most: number) => {
    const from = state.chosen[i] as number;
    if (from >= 0 && from === instance.current[i] && state.isHeldBack(i)) return false;
    let [best, receiver] = [-1, -1];
    looked += (instance.start[i + 1] as number) - (instance.start[i] as number);
    for (let entry = instance.start[i] as number; entry < (instance.start[i + 1] as number); entry++) {
      const e = state.employee(i, entry);
      if (entry === from || (below < Number.POSITIVE_INFINITY && levelOf(e) >= below)) continue;
      if (best >= 0 && levelOf(e) >= levelOf(receiver)) continue;
      if (levelWith(e, (used[e] as number) + hoursWith(i, e)) > most) continue;
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
    if (holderOf(i) < 0) pass(i, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
    if (isDue()) yield;
  }
  yield;
  if (!isEvened) return state;
  for (const i of order) {
    if (isDue()) yield;
    const from = holderOf(i);
    if (from >= 0 && levelOf(from) > high && lowestLevel() <= high) pass(i, Number.POSITIVE_INFINITY, high);
  }
  yield;
  for (const i of order) {
    if (isDue()) yield;
    if (lowestLevel() >= low) break;
    const from = holderOf(i);
    if (from >= 0 && levelOf(from) > mean) pass(i, low, high);
  }
  return state;
}

import { type Balance, EVERYBODY, type Instance, type Limit } from './solver/instance.ts';
import type { Multipliers } from './solver/solution.ts';

/** A plan made without looking back, with prices that tell what it is worth. */
export interface FirstPlan {
  readonly chosen: Int32Array;
  /** Of the solver's; undefined where the plan breaks a limit. */
  readonly objective?: number;
  readonly multipliers: Multipliers;
}

/**
 * What can stay stays, the rest goes one by one, largest first, to whom it costs least. The prices are those of the balances at
 * this plan, but the same for all who can get something: then no entry is cheap by chance.
 */
export function firstPlan(instance: Instance): FirstPlan {
  const { items, start, employee, home, cost, limits, balances } = instance;
  const held = new Float64Array(instance.measures.length * instance.employees);
  const rules = rulesByEmployee(instance);
  const amountOf = (i: number, e: number, measure: number) => {
    const amounts = instance.measures[measure] as Float64Array;
    return amounts[amounts.length === items ? i : e] as number;
  };
  const chosen = new Int32Array(items).fill(-1);
  const place = (i: number, e: number) => {
    chosen[i] = e;
    for (let measure = 0; measure < instance.measures.length; measure++) {
      const at = measure * instance.employees + (employee[e] as number);
      held[at] = (held[at] as number) + amountOf(i, e, measure);
    }
  };
  const rise = (i: number, e: number) => {
    const j = employee[e] as number;
    const own = rules[j] as Rules;
    let [price, excess] = [cost[e] as number, 0];
    for (const { measure, target, weight } of own.balances) {
      const before = (held[measure * instance.employees + j] as number) - target;
      const amount = amountOf(i, e, measure);
      price += weight * amount * (2 * before + amount);
    }
    for (const { measure, max } of own.ceilings) {
      const after = (held[measure * instance.employees + j] as number) + amountOf(i, e, measure);
      excess += Math.max(0, after - max) / Math.max(max, 1);
    }
    return { price, excess };
  };

  const open: number[] = [];
  for (let i = 0; i < items; i++) {
    const at = home[i] as number;
    if (at >= 0) place(i, at);
    else open.push(i);
  }
  const sizeOf = (i: number) => amountOf(i, start[i] as number, 0);
  if (instance.measures.length > 0) open.sort((a, b) => sizeOf(b) - sizeOf(a) || a - b);
  for (const i of open) {
    let best = { entry: -1, price: 0, excess: 0 };
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      const one = { entry: e, ...rise(i, e) };
      if (
        best.entry < 0 ||
        one.excess < best.excess ||
        (one.excess === best.excess && one.price < best.price)
      )
        best = one;
    }
    if (best.entry >= 0) place(i, best.entry);
  }
  const isOpen = new Uint8Array(instance.employees);
  for (let i = 0; i < items; i++) {
    const [from, to] = [start[i] as number, start[i + 1] as number];
    if (to - from < 2) continue;
    for (let e = from; e < to; e++) isOpen[employee[e] as number] = 1;
  }
  const slopes = balances.map(({ measure, employee: j, target, weight }) =>
    Math.round(2 * weight * ((held[measure * instance.employees + j] as number) - target)),
  );
  const level = (of: number) => {
    const ofOpen = slopes.filter(
      (_, b) => balances[b]?.measure === of && isOpen[balances[b]?.employee as number],
    );
    return Math.round(ofOpen.reduce((sum, slope) => sum + slope, 0) / Math.max(1, ofOpen.length));
  };
  const levels = instance.measures.map((_, measure) => level(measure));
  const prices = balances.map(({ measure, employee: j }, b) =>
    isOpen[j] ? (levels[measure] as number) : (slopes[b] as number),
  );
  const multipliers = {
    scale: 1,
    limits: new Float64Array(limits.length),
    balances: Float64Array.from(prices),
  };
  const objective = objectiveWithin(instance, chosen);
  return objective === undefined ? { chosen, multipliers } : { chosen, multipliers, objective };
}

/** What a solution costs; undefined where it breaks a limit. */
function objectiveWithin(instance: Instance, chosen: Int32Array): number | undefined {
  const { limits, balances, employees, employee, home, measures, items } = instance;
  if (chosen.includes(-1)) return undefined;
  const sums = { held: newSums(), kept: newSums(), gained: newSums() };
  let objective = 0;
  for (const [i, e] of chosen.entries()) {
    objective += instance.cost[e] as number;
    for (const [measure, amounts] of measures.entries()) {
      const amount = amounts[amounts.length === items ? i : e] as number;
      for (const scope of ['held', home[i] === e ? 'kept' : 'gained'] as const) {
        for (const j of [employee[e] as number, employees]) {
          const at = measure * (employees + 1) + j;
          sums[scope][at] = (sums[scope][at] as number) + amount;
        }
      }
    }
  }
  const sumOf = (scope: Limit['scope'], measure: number, j: number) =>
    sums[scope][measure * (employees + 1) + (j === EVERYBODY ? employees : j)] as number;
  for (const { scope, measure, employee: j, min, max } of limits) {
    const sum = sumOf(scope, measure, j);
    if (sum < min || sum > max) return undefined;
  }
  for (const { measure, employee: j, target, weight } of balances) {
    objective += weight * (sumOf('held', measure, j) - target) ** 2;
  }
  return objective;

  /** By measure and employee; the last of each measure is of everybody together. */
  function newSums() {
    return new Float64Array(measures.length * (employees + 1));
  }
}

interface Rules {
  readonly ceilings: Limit[];
  readonly balances: Balance[];
}

function rulesByEmployee({ employees, limits, balances }: Instance): readonly Rules[] {
  const rules = Array.from({ length: employees }, (): Rules => ({ ceilings: [], balances: [] }));
  for (const limit of limits) {
    if (limit.scope === 'held' && limit.max < Number.POSITIVE_INFINITY)
      rules[limit.employee]?.ceilings.push(limit);
  }
  for (const balance of balances) rules[balance.employee]?.balances.push(balance);
  return rules;
}

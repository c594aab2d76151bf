import { amountOf } from './bounds.ts';
import type { Compiled } from './compile.ts';
import { sumOfCosts } from './costs.ts';
import type { ClientGroup } from './indexed-problem.ts';
import type { Held } from './objective.ts';

/** What else could become of a group, all else equal, and by how much the objective would be higher. */
export interface Alternatives {
  /** Absent where it has to go, or stays. */
  readonly staying?: number;
  /** The next best receiver within the limits per employee; absent without another. */
  readonly nextBest?: { readonly employeeId: string; readonly extra: number };
}

/** Makes a function that finds what else could become of a group that an employee is to have. */
export function alternatives(
  { indexed, amounts, balances, bounds, costOf, isAlike }: Compiled,
  held: Held,
): (group: ClientGroup, from: number) => Alternatives {
  const { employees } = indexed;
  const [hours, potential] = [new Measure(employees.length), new Measure(employees.length)];
  for (const { rule, employee, target, weight } of balances) {
    if (rule === 'load') hours.weigh(employee, (held.hours[employee] as number) - target, weight);
    else potential.weigh(employee, (held.potential[employee] as number) - target, weight);
  }
  for (const { scope, measure, employee, max } of bounds) {
    if (scope !== 'held') continue;
    if (measure === 'hours') hours.limit(employee, max - (held.hours[employee] as number));
    if (measure === 'potential') potential.limit(employee, max - (held.potential[employee] as number));
  }
  return (group, from) => {
    const { choices, current } = group;
    const size = amountOf(group, 'potential', amounts);
    const rule = amountOf(group, 'hours', amounts);
    const hoursWith = (e: number) =>
      amounts.hoursByPair ? amountOf(group, 'hours', amounts, employees[e]?.id) : rule;
    const costWith = (e: number) => sumOfCosts(costOf(group, e));
    const left = hours.change(from, -hoursWith(from)) + potential.change(from, -size) - costWith(from);
    const other = choices.find((e) => e !== current);
    const elsewhere = other !== undefined && isAlike(group) ? costWith(other) : undefined;
    let [best, least] = [-1, Number.POSITIVE_INFINITY];
    for (let at = 0; at < choices.length; at++) {
      const e = choices[at] as number;
      if (e === from || e === current) continue;
      const load = hoursWith(e);
      if (load > (hours.room[e] as number) || size > (potential.room[e] as number)) continue;
      const change = hours.change(e, load) + potential.change(e, size) + (elsewhere ?? costWith(e));
      if (best < 0 || change < least) [best, least] = [e, change];
    }
    const canStay = current >= 0 && current !== from && choices.includes(current);
    const stays =
      canStay &&
      left + hours.change(current, hoursWith(current)) + potential.change(current, size) + costWith(current);
    return {
      ...(canStay && { staying: stays as number }),
      ...(best >= 0 && { nextBest: { employeeId: employees[best]?.id as string, extra: left + least } }),
    };
  };
}

/** By employee: what more of a measure adds to the objective, and how much more there may be. */
class Measure {
  readonly room: Float64Array;
  readonly #slope: Float64Array;
  readonly #weight: Float64Array;

  constructor(employees: number) {
    this.room = new Float64Array(employees).fill(Number.POSITIVE_INFINITY);
    this.#slope = new Float64Array(employees);
    this.#weight = new Float64Array(employees);
  }

  /** So far from the target. */
  weigh(e: number, apart: number, weight: number): void {
    this.#slope[e] = 2 * weight * apart;
    this.#weight[e] = weight;
  }

  limit(e: number, room: number): void {
    this.room[e] = Math.min(this.room[e] as number, room + ROUNDING);
  }

  change(e: number, by: number): number {
    return by * ((this.#slope[e] as number) + by * (this.#weight[e] as number));
  }
}

/** What sums of hours may be off. */
const ROUNDING = 1e-9;

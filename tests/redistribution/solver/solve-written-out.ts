import type { Instance } from '../../../src/redistribution/solver/model/instance.ts';
import type { SharedInstance } from '../../../src/redistribution/solver/model/shared-instance.ts';
import type { SolveOptions } from '../../../src/redistribution/solver/model/solution.ts';
import * as solver from '../../../src/redistribution/solver/solve.ts';

/** What is written out, with its lists shared where they are equal, and its costs where all but home's are. */
export function toShared(instance: Instance): SharedInstance {
  const { items, start, employee, cost, current } = instance;
  const known = new Map<string, number>();
  const lists: (readonly number[])[] = [];
  const costs: number[] = [];
  const costStart = new Int32Array(items + 1);
  const listOf = Int32Array.from({ length: items }, (_, i) => {
    const [from, to] = [start[i] as number, start[i + 1] as number];
    const own = [...cost.subarray(from, to)];
    const others = own.filter((_, at) => from + at !== current[i]);
    const isAlike = others.every((one) => one === others[0]);
    const stays = current[i] as number;
    costs.push(stays < 0 ? 0 : (cost[stays] as number), Math.min(...(others.length > 0 ? others : own)));
    if (!isAlike) costs.push(...own);
    costStart[i + 1] = costs.length;
    const list = [...employee.subarray(from, to)];
    const number = known.get(list.join()) ?? lists.push(list) - 1;
    known.set(list.join(), number);
    return number;
  });
  const listStart = new Int32Array(lists.length + 1);
  for (const [l, list] of lists.entries()) listStart[l + 1] = (listStart[l] as number) + list.length;
  const { employee: _, cost: __, ...frame } = instance;
  const candidates = Int32Array.from(lists.flat());
  return { ...frame, listOf, listStart, candidates, costStart, costs: Float64Array.from(costs) };
}

/** The solver, for instances that are written out. */
export const solve = (instance: Instance, options?: SolveOptions) =>
  solver.solve(toShared(instance), options);
export const solveInSteps = (instance: Instance, options?: SolveOptions) =>
  solver.solveInSteps(toShared(instance), options);

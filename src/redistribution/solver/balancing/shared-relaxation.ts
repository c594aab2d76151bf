import type { CheapestEntryChooser } from '../bound/cheapest-entries.ts';
import { type Relaxation, settleRows, toPriceTables } from '../bound/limit-relaxation.ts';
import { counts, type Rows } from '../model/rows.ts';
import { employeeOf, type SharedInstance } from '../model/shared-instance.ts';

/** The measures with prices per employee. */
export function pricedMeasures({ count, employee, measure }: Rows): readonly number[] {
  const own = new Set<number>();
  for (let r = 0; r < count; r++) if ((employee[r] as number) >= 0) own.add(measure[r] as number);
  return [...own];
}

/** Makes a function that solves the relaxation at given prices. */
export function toSharedRelaxation(
  instance: SharedInstance,
  rows: Rows,
  choose: CheapestEntryChooser,
): (prices: Float64Array, into: Relaxation) => void {
  const { measures, employees } = instance;
  const sums = {
    kept: new Float64Array(measures.length * employees),
    gained: new Float64Array(measures.length * employees),
  };
  return (prices, into) => {
    into.value = choose(toPriceTables(instance, rows, prices), into.chosen).total;
    sumUp(instance, into.chosen, sums);
    for (let r = 0; r < rows.count; r++) into.sums[r] = sumOfRow(instance, rows, r, sums);
    settleRows(rows, prices, into);
  };
}

/** By measure and employee. */
interface Sums {
  readonly kept: Float64Array;
  readonly gained: Float64Array;
}

function sumUp(instance: SharedInstance, chosen: Int32Array, { kept, gained }: Sums): void {
  const { items, employees, current, measures } = instance;
  kept.fill(0);
  gained.fill(0);
  for (let i = 0; i < items; i++) {
    const e = chosen[i] as number;
    const into = e === current[i] ? kept : gained;
    for (let d = 0, at = employeeOf(instance, i, e); d < measures.length; d++, at += employees) {
      const amounts = measures[d] as Float64Array;
      into[at]! += amounts[amounts.length === items ? i : e] as number;
    }
  }
}

function sumOfRow(
  { employees }: SharedInstance,
  { measure, employee, scope }: Rows,
  r: number,
  { kept, gained }: Sums,
): number {
  const base = (measure[r] as number) * employees;
  const j = employee[r] as number;
  if (j < 0) return gained.subarray(base, base + employees).reduce((sum, one) => sum + one, 0);
  const at = base + j;
  return (
    (counts(scope[r] as number, true) ? (kept[at] as number) : 0) +
    (counts(scope[r] as number, false) ? (gained[at] as number) : 0)
  );
}

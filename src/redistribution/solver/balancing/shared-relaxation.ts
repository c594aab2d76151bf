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
  return (prices, into) => {
    into.value = choose(toPriceTables(instance, rows, prices), into.chosen).total;
    sumUp(instance, rows, into);
    settleRows(rows, prices, into);
  };
}

function sumUp(instance: SharedInstance, rows: Rows, { chosen, sums }: Relaxation): void {
  const { items, current, measures } = instance;
  sums.fill(0);
  for (let i = 0; i < items; i++) {
    const e = chosen[i] as number;
    const j = employeeOf(instance, i, e);
    const isCurrent = e === current[i];
    const add = (r: number) => {
      const d = rows.measure[r] as number;
      sums[r]! += measures[d]![rows.perEntry[d] ? e : i] as number;
    };
    for (let at = rows.start[j] as number; at < (rows.start[j + 1] as number); at++) {
      const r = rows.list[at] as number;
      if (counts(rows.scope[r] as number, isCurrent)) add(r);
    }
    if (!isCurrent) for (let c = 0; c < rows.common.length; c++) add(rows.common[c] as number);
  }
}

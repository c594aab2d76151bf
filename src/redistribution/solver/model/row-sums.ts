import type { Instance } from './instance.ts';
import { counts, type Rows } from './rows.ts';

/** Sums of all rows over the chosen entries. */
export function sumUp(
  { items, employee, current, measures }: Instance,
  rows: Rows,
  chosen: Int32Array,
  sums: Float64Array,
): void {
  sums.fill(0);
  for (let i = 0; i < items; i++) {
    const e = chosen[i] as number;
    const j = employee[e] as number;
    const isCurrent = e === current[i];
    for (let at = rows.start[j] as number; at < (rows.start[j + 1] as number); at++) {
      const r = rows.list[at] as number;
      const d = rows.measure[r] as number;
      if (counts(rows.scope[r] as number, isCurrent))
        sums[r]! += measures[d]![rows.perEntry[d] ? e : i] as number;
    }
    if (isCurrent) continue;
    for (const r of rows.common) {
      const d = rows.measure[r] as number;
      sums[r]! += measures[d]![rows.perEntry[d] ? e : i] as number;
    }
  }
}

/** What a row's sum costs by itself. */
export function costOfSum({ weight, target }: Rows, r: number, sum: number): number {
  const distance = sum - (target[r] as number);
  return (weight[r] as number) * distance * distance;
}

/** The largest share of a total that a better plan could save. */
export const gapOf = (total: number, bound: number): number =>
  (total - Math.min(bound, total)) / Math.max(total, LEAST_TOTAL);

/** Totals below this count as this much in shares. */
const LEAST_TOTAL = 1e-3;

/** The share of the possible improvement that is certainly reached. */
export function attainedOf(start: number, total: number, bound: number): number {
  const possible = start - bound;
  if (possible <= NOTHING) return 1;
  return Math.min(1, Math.max(0, (start - total) / possible));
}

/** Improvements below this count as none. */
const NOTHING = 1e-4;

/** The share of a total that a better plan could save at most. */
export const gapOf = (total: number, bound: number): number =>
  (total - Math.min(bound, total)) / Math.max(total, LEAST_TOTAL);

/** Below this, shares of a total say nothing. */
const LEAST_TOTAL = 1e-3;

/** The share of the possible improvement that is certainly reached. */
export function attainedOf(start: number, total: number, bound: number): number {
  const possible = start - bound;
  if (possible <= NOTHING) return 1;
  return Math.min(1, Math.max(0, (start - total) / possible));
}

/** An improvement that is none. */
const NOTHING = 1e-4;

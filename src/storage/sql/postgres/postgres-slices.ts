/**
 * Rows that one statement writes. Enough to make the round trip cheap, and few enough to hold its parameters
 * in memory.
 */
const ROWS = 2_000;

/** The rows, as many at a time as one statement takes. */
export function* slices<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += ROWS) yield rows.slice(start, start + ROWS);
}

/** A whole number of units for each unit of a measure; powers of ten, so that decimal amounts stay exact. */
export type Grid = number;

const LARGEST_SUM = 2 ** 45;

/** The coarsest grid on which all amounts are whole; where there is none, the finest on which their sum is safe. */
export function gridOf(amounts: Float64Array): Grid {
  const most = safeGrid(amounts);
  for (let grid = 1; grid <= most; grid *= 10) if (isWholeOn(grid, amounts)) return grid;
  return most;
}

/** The finest grid on which the sum of all amounts is safe. */
export function finestGrid(amounts: Float64Array): Grid {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  return total > 0 ? powerBelow(LARGEST_SUM / total) : 1;
}

const safeGrid = (amounts: Float64Array): Grid => Math.min(1e6, finestGrid(amounts));

const powerBelow = (value: number): Grid => Number(`1e${Math.max(-12, Math.floor(Math.log10(value)))}`);

/** Whether all amounts are whole numbers of units, but for rounding. */
export function isWholeOn(grid: Grid, amounts: Float64Array): boolean {
  return amounts.every((amount) => {
    const units = amount * grid;
    return Math.abs(units - Math.round(units)) <= 1e-9 * Math.max(1, units);
  });
}

export const onGrid = (grid: Grid, amounts: Float64Array) =>
  amounts.map((amount) => Math.round(amount * grid));

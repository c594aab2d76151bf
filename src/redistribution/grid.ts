/** A whole number of units for each unit of a measure; powers of ten, so that decimal amounts stay exact. */
export type Grid = number;

const LARGEST_SUM = 2 ** 45;

/** The coarsest grid on which all amounts are whole; where there is none, the finest on which their sum is safe. */
export function gridOf(amounts: Float64Array): Grid {
  const most = safeGrid(amounts);
  for (let grid = 1; grid <= most; grid *= 10) if (isWholeOn(grid, amounts)) return grid;
  return most;
}

/** The finest grid that is at most so fine, and safe. */
export function finestGrid(amounts: Float64Array, most: number): Grid {
  return Math.min(powerBelow(most), safeGrid(amounts));
}

function safeGrid(amounts: Float64Array): Grid {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  return total > 0 ? Math.min(1e6, powerBelow(LARGEST_SUM / total)) : 1;
}

const powerBelow = (value: number): Grid => Number(`1e${Math.max(-12, Math.floor(Math.log10(value)))}`);

function isWholeOn(grid: Grid, amounts: Float64Array): boolean {
  return amounts.every((amount) => {
    const units = amount * grid;
    return Math.abs(units - Math.round(units)) <= 1e-9 * Math.max(1, units);
  });
}

export const onGrid = (grid: Grid, amounts: Float64Array) =>
  amounts.map((amount) => Math.round(amount * grid));

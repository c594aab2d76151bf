/** What somebody, or everybody, is paid before and after a change. Minor units. */
export interface PayDifference {
  readonly before: number;
  readonly after: number;
  readonly difference: number;
}

/** What a change makes of one employee's pay, and in which months. */
export interface ComparedPay extends PayDifference {
  readonly employeeId: string;
  readonly months: readonly ComparedMonth[];
}

/** What it makes of one month, `YYYY-MM`. */
export interface ComparedMonth extends PayDifference {
  readonly period: string;
}

export const differenceOf = (before: number, after: number): PayDifference => ({
  before,
  after,
  difference: after - before,
});

/** The sum of differences. */
export const summed = (parts: readonly PayDifference[]): PayDifference =>
  differenceOf(
    parts.reduce((sum, { before }) => sum + before, 0),
    parts.reduce((sum, { after }) => sum + after, 0),
  );

export const comparedPay = (employeeId: string, months: readonly ComparedMonth[]): ComparedPay => ({
  employeeId,
  ...summed(months),
  months,
});

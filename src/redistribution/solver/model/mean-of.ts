/** The mean of amounts; 0 where there are none. */
export function meanOf(amounts: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < amounts.length; at++) sum += amounts[at] as number;
  return sum / Math.max(1, amounts.length);
}

/** By measure: a typical amount, above 0, by which sums of different measures are comparable. */
export const typicalAmounts = (measures: readonly Float64Array[]): Float64Array =>
  Float64Array.from(measures, (amounts) => Math.max(1e-9, meanOf(amounts)));

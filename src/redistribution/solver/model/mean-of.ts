/** The mean of amounts; 0 where there are none. */
export function meanOf(amounts: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < amounts.length; at++) sum += amounts[at] as number;
  return sum / Math.max(1, amounts.length);
}

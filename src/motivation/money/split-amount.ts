import { compared, dividedBy, type Exact, exactly, minus, sumOf, times, ZERO } from './exact.ts';

/**
 * Splits whole minor units, 0 or more, in proportion to shares whose sum is above 0. What is left over by
 * rounding down goes one by one to the largest remainders, of equal ones to the first: the parts sum exactly.
 */
export function splitAmount(amount: number, shares: readonly Exact[]): number[] {
  if (shares.length === 1) return [amount];
  const whole = sumOf(shares);
  return apportioned(
    amount,
    shares.map((share) => dividedBy(times(exactly(amount), share), whole)),
  );
}

/**
 * Parts of 0 or more as whole numbers that sum to `amount`, which is their own sum rounded. Each is rounded
 * down; what is left over goes as above.
 */
export function apportioned(amount: number, parts: readonly Exact[]): number[] {
  const floors = parts.map(({ of, over }) => Number(of / over));
  const remainders = parts.map((part, i) => minus(part, exactly(floors[i] as number)));
  let left = floors.reduce((rest, floor) => rest - floor, amount);
  const largestFirst = remainders
    .map((_, i) => i)
    .sort((a, b) => compared(remainders[b] ?? ZERO, remainders[a] ?? ZERO));
  for (const i of largestFirst) {
    if (left === 0) break;
    floors[i] = (floors[i] as number) + 1;
    left--;
  }
  return floors;
}

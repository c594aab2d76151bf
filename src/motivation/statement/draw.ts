import { exactly, percentOf, rounded } from '../money/exact.ts';
import type { PayPlan } from '../plan/pay-plan.ts';

/** Variable pay of a month with what is owed. Minor units. */
export interface DrawnPay {
  /** What is paid of variable pay: never below 0. */
  readonly paid: number;
  /** What the employee owes afterwards: 0 or below. */
  readonly balance: number;
  /** Up to which amount it was topped up; 0 without a draw. */
  readonly draw: number;
  /** What of the balance was taken back. */
  readonly recovered: number;
}

/**
 * One balance for draws and for pay that is owed back. Below the draw, which is 0 for whoever has none, the
 * balance pays the rest; above it, it is recovered. `month` counts from 1.
 */
export function drawnPay(earned: number, balance: number, month: number, draw: PayPlan['draw']): DrawnPay {
  const isDrawing = draw !== undefined && month <= (draw.months ?? Number.POSITIVE_INFINITY);
  const amount = isDrawing ? draw.amount : 0;
  const above = earned - amount;
  if (above <= 0) return { paid: amount, balance: balance + above, draw: amount, recovered: 0 };
  const { from, percent } = draw?.recovery ?? { from: 1, percent: 100 };
  const share = month < from ? 0 : rounded(percentOf(exactly(above), exactly(percent)));
  const recovered = Math.min(share, 0 - balance, above);
  return { paid: earned - recovered, balance: balance + recovered, draw: amount, recovered };
}

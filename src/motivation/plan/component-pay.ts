import { minorUnitDigits } from '../../conditions/minor-units.ts';
import { compared, type Exact, exactly, percentOf, rounded, sumOf, ZERO } from '../money/exact.ts';
import { type Earning, earnedBy, type TierPart } from './earned-by.ts';
import type { PayComponent, PayPlan } from './pay-plan.ts';

/** What one measure comes to: a deal's by itself, or that of the whole span. */
export interface MeasuredPay {
  readonly tiers: readonly TierPart[];
  /** With the weight, before floor and cap. */
  readonly earned: Exact;
  readonly limited: Exact;
  readonly limitedBy?: 'floor' | 'cap';
}

/** What a component comes to. */
export interface ComponentPay {
  readonly parts: readonly MeasuredPay[];
  readonly earned: Exact;
  readonly limited: Exact;
  /** Rounded, in minor units. */
  readonly amount: number;
}

/**
 * What a component pays for its measures: of deals one each, else the one of the span. Rate, weight, floor
 * and cap, in this order; then the one rounding of the plan. A deal that was taken back is undefined: it
 * earns nothing, whatever a first tier from 0 on pays.
 */
export function componentPay(
  { rate, weight, floor, cap }: Pick<PayComponent, 'rate' | 'weight' | 'floor' | 'cap'>,
  plan: Pick<PayPlan, 'rounding' | 'currency'>,
  measures: readonly (Exact | undefined)[],
  given: Omit<Earning, 'measure'> = {},
): ComponentPay {
  const parts = measures.map((measure): MeasuredPay => {
    if (!measure) return { tiers: [], earned: ZERO, limited: ZERO };
    const tiers = earnedBy(rate, { ...given, measure });
    const earned = percentOf(sumOf(tiers.map((part) => part.earned)), exactly(weight));
    const part = { tiers, earned };
    // Floor and cap are for what was credited: nothing has no floor.
    if (floor !== undefined && compared(measure, ZERO) > 0 && compared(earned, exactly(floor)) < 0)
      return { ...part, limited: exactly(floor), limitedBy: 'floor' };
    if (cap === undefined || compared(earned, exactly(cap)) <= 0) return { ...part, limited: earned };
    return { ...part, limited: exactly(cap), limitedBy: 'cap' };
  });
  const round = roundingOf(plan);
  const limited = sumOf(parts.map((part) => part.limited));
  const amount =
    plan.rounding.at === 'deal' ? parts.reduce((sum, part) => sum + round(part.limited), 0) : round(limited);
  return { parts, earned: sumOf(parts.map((part) => part.earned)), limited, amount };
}

/** The one rounding of a plan. */
export function roundingOf(plan: Pick<PayPlan, 'rounding' | 'currency'>): (value: Exact) => number {
  const unit = roundingUnit(plan);
  return (value) => rounded(value, plan.rounding.mode, unit);
}

/** To how many minor units a plan rounds. */
export function roundingUnit({
  rounding: { digits },
  currency,
}: Pick<PayPlan, 'rounding' | 'currency'>): number {
  const all = minorUnitDigits(currency);
  return 10 ** (all - (digits ?? all));
}

import type { ClientRules } from '../../client/decision-context.ts';
import { compileChecked } from '../../conditions/compile.ts';
import type { Truth } from '../../conditions/condition.ts';
import type { Explanation } from '../../conditions/explanation.ts';
import { minorUnitDigits } from '../../conditions/minor-units.ts';
import { dividedBy, exactly, HUNDRED, percentOf, plus, rounded, times } from '../money/exact.ts';
import type { Occasion } from '../plan/credit-rule.ts';
import type { PayPlan } from '../plan/pay-plan.ts';
import { type CreditFact, creditFacts } from '../plan/plan-facts.ts';
import type { EarnedMoney, Happening } from './happening.ts';

/** A happening with what it comes to in the plan's currency. */
export interface Priced {
  readonly happening: Happening;
  /** Undefined where it has no amount that the plan could take. */
  readonly amount: number | undefined;
}

/** Asks whether happenings give credit. */
export interface OccasionTest {
  /** Unknown gives none. */
  truth(priced: Priced): Truth;
  /** Why; undefined where there is no condition. */
  explain(priced: Priced): Explanation | undefined;
}

export function occasionTest({ on, when }: Occasion, rules: ClientRules, currency: string): OccasionTest {
  const condition =
    when &&
    compileChecked<Priced>(when, {
      facts: { ...rules.facts, ...creditFacts },
      timeZone: rules.blueprint.timeZone,
      readerOf: (path) => {
        if (path === 'credit.amount')
          return ({ amount }) => (amount === undefined ? undefined : { amount, currency });
        if (path in creditFacts)
          return ({ happening }) => happening.facts[path as Exclude<CreditFact, 'credit.amount'>];
        const read = rules.readerOf(path);
        return ({ happening: { log, at } }, now) => {
          const client = log.clientAt(at);
          return client && read(client, now);
        };
      },
    });
  return {
    truth: (priced) => {
      if (priced.happening.on !== on) return 'no';
      return condition ? condition.evaluate(priced, priced.happening.at) : 'yes';
    },
    explain: (priced) => condition?.explain(priced, priced.happening.at),
  };
}

/** What a part of an order comes to in a plan's currency, less the tax. */
export function priceOf({ vat, currency }: PayPlan, money: EarnedMoney | undefined): number | undefined {
  if (!money || (money.currency !== currency && money.rate === undefined)) return undefined;
  if (money.currency === currency && vat === 'asRecorded') return money.to - money.from;
  const digits = minorUnitDigits(currency) - minorUnitDigits(money.currency);
  const scale = money.currency === currency ? exactly(1) : times(exactly(money.rate ?? 1), tenTo(digits));
  const taxed = vat === 'asRecorded' ? HUNDRED : plus(HUNDRED, exactly(vat.percent));
  const price = (amount: number) =>
    rounded(dividedBy(percentOf(times(exactly(amount), scale), exactly(10_000)), taxed));
  return price(money.to) - price(money.from);
}

const tenTo = (digits: number) =>
  digits < 0 ? dividedBy(exactly(1), exactly(10 ** -digits)) : exactly(10 ** digits);

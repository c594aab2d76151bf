import { compared, exactly, exactText, minus, plus, rounded, ZERO } from '../../money/exact.ts';
import { type LintScope, tierStart } from '../lint-scope.ts';
import type { PayFinding } from '../pay-finding.ts';

/**
 * Where one more (a cent, a thing, a percent) pays more than the next one, or less than nothing. By whole
 * tiers and by amounts it is so at every tier that pays otherwise; marginal pay has no steps.
 */
export function lintSteps(scope: LintScope): PayFinding[] {
  const { component, find, pay } = scope;
  const one = exactly(1);
  return component.rate.tiers.flatMap((_, i): PayFinding[] => {
    const at = tierStart(scope, i);
    if (compared(at, one) < 0) return [];
    const step = minus(pay(at), pay(minus(at, one)));
    const next = minus(pay(plus(at, one)), pay(at));
    const values = { at: exactText(at), more: rounded(step) };
    const path = ['rate', 'tiers', i];
    if (compared(step, ZERO) < 0) return [find('pay-falls', path, { ...values, more: -values.more })];
    // What one unit pays within the tier is no jump.
    const isJump = compared(step, next) > 0 && compared(minus(step, next), exactly(1)) > 0;
    return isJump ? [find('jump', path, values)] : [];
  });
}

/** Tiers that change nothing: a cap is reached before, or no ratio comes to so much. */
export function lintHiddenTiers(scope: LintScope): PayFinding[] {
  const { component, find, limitedBy } = scope;
  const { rate, cap, measure, credit } = component;
  const starts = rate.tiers.map((_, i) => tierStart(scope, i));
  const hidden = starts.findIndex(
    (at, i) => i > 0 && limitedBy(minus(at, exactly(1))) === 'cap' && limitedBy(at) === 'cap',
  );
  const capped =
    hidden > 0 && cap !== undefined
      ? [
          find('hides-later', ['cap'], {
            cap,
            at: exactText(starts[hidden] ?? ZERO),
            tiers: rate.tiers.length - hidden,
          }),
        ]
      : [];
  const isOfAll = measure.kind === 'ratio' && measure.of.on === credit.on && measure.of.when === undefined;
  const above = isOfAll ? starts.findIndex((at) => compared(at, exactly(100)) > 0) : -1;
  return [
    ...capped,
    ...(above >= 0
      ? [find('tier-unreachable', ['rate', 'tiers', above], { at: exactText(starts[above] ?? ZERO) })]
      : []),
  ];
}

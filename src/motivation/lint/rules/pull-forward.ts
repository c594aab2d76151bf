import { compared, type Exact, exactly, exactText, minus, plus, rounded, ZERO } from '../../money/exact.ts';
import { type LintScope, tierStart } from '../lint-scope.ts';
import type { PayFinding } from '../pay-finding.ts';

/**
 * What it brings to move one order by a day over a period's end. Two periods are paid with the order in the
 * first and with it in the second; what they come to without it is tried at and around the tiers, and the
 * most that a move brings is told. The same figure is what holding an order back brings. Deals by themselves
 * have no period.
 */
export function lintPullForward(scope: LintScope): PayFinding[] {
  const { component, deal, find, pay } = scope;
  const { per, kind } = component.measure;
  if (per === 'deal' || kind === 'ratio') return [];
  const starts = component.rate.tiers.map((_, i) => tierStart(scope, i));
  const one = exactly(1);
  const sums = [ZERO, ...starts.flatMap((at) => [at, minus(at, one), minus(at, deal)])]
    .filter((sum) => compared(sum, ZERO) >= 0)
    .map((sum) => ({ sum, alone: pay(sum), withDeal: pay(plus(sum, deal)) }));
  let best: { first: Exact; second: Exact; more: Exact } | undefined;
  for (const { sum: first, alone: firstAlone, withDeal: firstWith } of sums)
    for (const { sum: second, alone, withDeal } of sums) {
      const more = minus(plus(firstWith, alone), plus(firstAlone, withDeal));
      if (compared(more, best?.more ?? one) > 0) best = { first, second, more };
    }
  return best
    ? [
        find('pull-forward', ['measure', 'per'], {
          deal: exactText(deal),
          first: exactText(best.first),
          second: exactText(best.second),
          more: rounded(best.more),
        }),
      ]
    : [];
}

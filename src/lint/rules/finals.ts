import { factsIn } from '../../conditions/analysis/facts-in.ts';
import type { LintFinding } from '../finding.ts';
import type { LintContext } from '../lint-context.ts';

/** Facts that a record changes for the past as well, as it may come late. */
const recorded = /^(orders|cadence|contacts)\./;

/**
 * Ends that silence brings about. An order or a contact that is recorded late would have prevented them, and
 * nothing leads out of a final state.
 */
export function lintFinals(context: LintContext): LintFinding[] {
  const { states } = context.blueprint;
  return context.transfers.flatMap(({ id, to, trigger, when }) => {
    if (trigger.kind !== 'time' || !states[to]?.final) return [];
    const facts = [trigger.at, ...(when ? factsIn(when) : [])].filter((fact) => recorded.test(fact));
    if (facts.length === 0) return [];
    return [
      context.finding({
        rule: 'end-by-silence',
        severity: 'warning',
        path: ['transfers', id],
        names: { transfers: [id], states: [to], facts: [...new Set(facts)] },
      }),
    ];
  });
}

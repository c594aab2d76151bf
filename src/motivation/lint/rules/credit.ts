import type { Action } from '../../../blueprint/action.ts';
import { factsIn } from '../../../conditions/analysis/facts-in.ts';
import { lookup } from '../../../conditions/lookup.ts';
import { compared, exactly, exactText, HUNDRED, sumOf } from '../../money/exact.ts';
import type { CreditTrigger } from '../../plan/credit-rule.ts';
import { type LintScope, tierStart } from '../lint-scope.ts';
import type { PayFinding } from '../pay-finding.ts';

/** With overlays more than the whole is credited. */
export function lintShares({ component, find }: LintScope): PayFinding[] {
  const whole = sumOf(component.credit.to.map(({ share }) => exactly(share)));
  return compared(whole, HUNDRED) > 0
    ? [find('credit-above-whole', ['credit', 'to'], { percent: exactText(whole) })]
    : [];
}

/** Which party of a handoff brings a trigger about. */
const parties: Partial<Record<CreditTrigger, 'sender' | 'receiver'>> = {
  handoffOffered: 'sender',
  handoffRejected: 'receiver',
};
/** What a role must be allowed to do to bring a trigger about; what is not here takes others. */
const actions: Partial<Record<CreditTrigger, readonly Action[]>> = {
  orderPlaced: ['recordOrder'],
  orderShipped: ['shipOrder'],
  orderPaid: ['payOrder', 'recordMoney'],
  payment: ['payOrder', 'recordMoney'],
  contactRecorded: ['recordContact'],
  clientRegistered: ['register'],
  windowWon: ['resolveWindow'],
  windowMissed: ['resolveWindow'],
};

/**
 * A trigger that whoever has the credit may bring about alone, as the blueprint has it. Examples: an order
 * that they record themselves, a contact without an answer, an offer of their own. Where an answer of the
 * client is asked for, it takes two.
 */
export function lintTriggers({ component, blueprint, find }: LintScope): PayFinding[] {
  const { on, when, to } = component.credit;
  if (component.measure.kind === 'ratio') return [];
  if (on === 'contactRecorded' && when && factsIn(when).includes('credit.twoWay')) return [];
  return to.flatMap((receiver, i): PayFinding[] => {
    const role = lookup(blueprint.roles, receiver.to);
    const may: readonly Action[] = [...(role?.may.own ?? []), ...(role?.may.any ?? [])];
    const isAlone = role ? actions[on]?.some((one) => may.includes(one)) : parties[on] === receiver.to;
    return isAlone ? [find('payee-alone', ['credit', 'to', i], { on, to: receiver.to })] : [];
  });
}

/** The more there is, the more each pays, and nothing but the amount is asked. */
export function lintAccelerators(scope: LintScope): PayFinding[] {
  const { id, component, find } = scope;
  const { rate, gate } = component;
  if (rate.kind === 'interpolated' || (rate.pays !== 'percent' && rate.pays !== 'each')) return [];
  const faster = rate.tiers.findIndex(
    ({ pays }, i) => i > 0 && compared(exactly(pays), exactly(rate.tiers[i - 1]?.pays ?? 0)) > 0,
  );
  if (faster < 0) return [];
  const asksElse = gate && factsIn(gate).some((fact) => fact.slice(fact.indexOf('.') + 1) !== id);
  return asksElse
    ? []
    : [
        find('accelerator-without-gate', ['rate', 'tiers', faster], {
          at: exactText(tierStart(scope, faster)),
          percent: String(rate.tiers[faster]?.pays),
        }),
      ];
}

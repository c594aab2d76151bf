import { isWorkingHours } from '../../blueprint/time-limit.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { AcceptedHandoff } from '../../handoff/handoff.ts';
import { toInstant } from '../../time/instant.ts';
import type { Client, Custody } from '../client.ts';
import type { DecisionScope } from '../decision-context.ts';
import { nextDeputy } from '../deputies.ts';
import type { RefusalReason } from '../refusal.ts';
import { fitForRole } from './inputs.ts';

/** An acceptance goes with the custody of its receiver, and with nobody else's. */
export function receivedBy(
  received: AcceptedHandoff | undefined,
  role: string,
  holder: string | undefined,
): RefusalReason[] {
  if (!received || (received.to.role === role && received.to.employeeId === holder)) return [];
  const problem = { code: 'ACCEPTED_BY_ANOTHER', ...received.to } as const;
  return [{ code: 'INVALID_VALUE', field: 'received', problem }];
}

/**
 * The acceptance as it stood when a plan took the client away. A first contact that fell due meanwhile gets
 * the time that was left then: working time, where its limit is one.
 */
export function restoredAcceptance(
  received: AcceptedHandoff,
  held: Custody | null,
  { now, rules, staff }: DecisionScope,
): AcceptedHandoff {
  const {
    firstContactBy: by,
    to: { role, employeeId },
  } = received;
  if (!by || !held || by > now || by <= held.since) return received;
  const within = lookup(rules.transfers, received.transfer)?.handoff?.firstContactWithin;
  const { calendar } = rules;
  const who = [role, staff?.[employeeId]] as const;
  const firstContactBy =
    within && isWorkingHours(within)
      ? calendar.addWorkingHours(now, calendar.workingHoursBetween(held.since, by, ...who), ...who)
      : toInstant(Date.parse(now) + Date.parse(by) - Date.parse(held.since));
  return { ...received, firstContactBy };
}

/** The custody with those of its deputies who can still stand in, or without one. */
export function withFitDeputy({ deputy, ...held }: Custody, role: string, scope: DecisionScope): Custody {
  if (!deputy) return held;
  const { since, followedBy = [], ...first } = deputy;
  const fit = [first, ...followedBy].filter((one) => fitForRole(one.employeeId, role, scope).length === 0);
  const next = nextDeputy(fit, scope.now);
  if (!next) return held;
  return { ...held, deputy: { ...next, since: next.employeeId === first.employeeId ? since : scope.now } };
}

/**
 * The pool that the client goes back to, where the state's responsible role is still the one that nobody
 * holds.
 */
export function poolAgain(client: Client, role: string, pool: Client['pool'], { rules }: DecisionScope) {
  const isMissing = lookup(rules.states, client.state)?.responsible === role;
  return pool && pool.name === role && isMissing ? pool : undefined;
}

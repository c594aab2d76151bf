import type { BlueprintHandoff } from '../blueprint/blueprint.ts';
import type { Client } from '../client/client.ts';
import type { ClientRules } from '../client/decision-context.ts';
import type { NewEvent } from '../client/handler-result.ts';
import { lookup } from '../conditions/lookup.ts';
import type { Instant } from '../time/instant.ts';
import { escalation } from './escalation.ts';

/**
 * An offer that nobody answered in time goes before the role that the handoff escalates to. What that role
 * has not decided in time is withdrawn.
 */
export function expiredOffer({ handoff }: Client, rules: ClientRules, at: Instant): NewEvent[] {
  if (!handoff) return [];
  const { transfer } = handoff;
  if (handoff.escalated)
    return [{ type: 'handoffWithdrawn', transfer, cause: { code: 'timeOver' }, happenedAt: at }];
  const escalated = escalation(
    lookup(rules.transfers, transfer)?.handoff as BlueprintHandoff,
    'expired',
    at,
    rules,
  );
  return [{ type: 'handoffEscalated', handoff: { ...handoff, escalated }, happenedAt: at }];
}

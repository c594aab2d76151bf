import { lookup } from '../conditions/lookup.ts';
import { decidedBy } from '../handoff/handoff.ts';
import { hasOneOf } from './actor.ts';
import { awayAmong } from './away.ts';
import type { Client } from './client.ts';
import type { ClientTransfer, DecisionScope } from './decision-context.ts';
import type { RefusalReason } from './refusal.ts';

/**
 * Everything in the client itself that stands against a transfer now, also against one that follows by
 * itself.
 */
export function obstacles(client: Client, transfer: ClientTransfer, { now }: DecisionScope): RefusalReason[] {
  const reasons: RefusalReason[] = [];
  const { id, from, condition } = transfer;
  if (!from.includes(client.state))
    reasons.push({ code: 'WRONG_STATE', transfer: id, state: client.state, from });
  if (condition && condition.evaluate(client, now) !== 'yes') {
    reasons.push({ code: 'CONDITION_NOT_MET', transfer: id, explanation: condition.explain(client, now) });
  }
  return reasons;
}

/**
 * The holds that keep people, not time, from moving the client; or from recording what happened since they
 * were placed.
 */
export function blockingHolds(
  { holds }: Client,
  { rules, now }: DecisionScope,
  action: 'transfer' | 'recordOrder' | 'shipOrder' = 'transfer',
  at = now,
): RefusalReason<'BLOCKED_BY_HOLD'>[] {
  const reasons: RefusalReason<'BLOCKED_BY_HOLD'>[] = [];
  for (const hold in holds) {
    const held = holds[hold];
    const { blocksTransfers, blocks = [] } = lookup(rules.blueprint.holds, hold) ?? {};
    const isBlocked = action === 'transfer' ? blocksTransfers : blocks.includes(action);
    if (!held || !isBlocked || at < held.since) continue;
    const { reason, until } = held;
    reasons.push({ code: 'BLOCKED_BY_HOLD', hold, reason, ...(until && { until }) });
  }
  return reasons;
}

/** Everything that stands against this person starting the transfer now. */
export function personObstacles(
  client: Client,
  transfer: ClientTransfer,
  scope: DecisionScope,
): RefusalReason[] {
  const reasons = obstacles(client, transfer, scope);
  reasons.push(...blockingHolds(client, scope));
  const { id, trigger, handoff } = transfer;
  if (trigger.kind !== 'person') reasons.push({ code: 'NOT_BY_HAND', transfer: id });
  else if (!hasOneOf(trigger.by, scope.by, scope.now)) {
    reasons.push({ code: 'WRONG_ROLE', transfer: id, by: trigger.by });
  }
  if (handoff && client.handoff) {
    const { transfer, expiresAt } = client.handoff;
    const to = decidedBy(client.handoff);
    const away = awayAmong(scope, to);
    reasons.push({ code: 'HANDOFF_OPEN', transfer, to, expiresAt, ...(away && { away }) });
  }
  return reasons;
}

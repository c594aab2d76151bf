import type { Explanation } from '../conditions/explanation.ts';
import { lookup } from '../conditions/lookup.ts';
import type { Instant } from '../time/instant.ts';
import { authorize } from './authority.ts';
import type { Client } from './client.ts';
import { dueAt } from './deadlines.ts';
import {
  type ClientRules,
  type ClientTransfer,
  type DecisionContext,
  type DecisionScope,
  toDecisionScope,
} from './decision-context.ts';
import { obstacles, personObstacles } from './obstacles.ts';
import { PendingDecision } from './pending-decision.ts';
import type { RefusalReason } from './refusal.ts';
import { advanceTime } from './run-automatic-transfers.ts';

/** One transfer out of the client's state, as it stands now for the one who asks. */
export interface TransferOption {
  readonly transfer: string;
  readonly to: string;
  /** What sets it off: a person, or by itself an event or a moment. */
  readonly trigger: 'person' | 'event' | 'time';
  /** Whether it is a handoff, which the receiver has to accept. */
  readonly handoff: boolean;
  /** Whether the one who asks can do it now. An automatic transfer is never open: it follows by itself. */
  readonly open: boolean;
  /** Everything that stands against it; empty when open. */
  readonly reasons: readonly RefusalReason[];
  /** The condition with actual and needed values, met or not, and the nearest way to meet it. */
  readonly condition?: Explanation;
  /** When time alone will bring it about, if nothing happens before. */
  readonly dueAt?: Instant;
  /** Reasons of which one must be given. */
  readonly reasonsToGive?: readonly string[];
  readonly needsWakeDate: boolean;
}

/**
 * The transfers out of the client's state, in order of priority. Each is open, or has all reasons against it.
 * Those that only set records right (`technical`) are left out, and those of time that nothing brings about.
 */
export function optionsOf(client: Client, rules: ClientRules, context: DecisionContext): TransferOption[] {
  const scope = toDecisionScope(rules, context);
  const pending = new PendingDecision(client, scope);
  advanceTime(pending);
  if (client.mergedInto) return [];
  const exits = rules.states[pending.client.state]?.exits ?? [];
  return exits.flatMap((transfer) => {
    if (lookup(rules.blueprint.transfers, transfer.id)?.technical) return [];
    const option = optionOf(pending.client, transfer, scope);
    return option.trigger === 'time' && option.dueAt === undefined ? [] : option;
  });
}

function optionOf(client: Client, transfer: ClientTransfer, scope: DecisionScope): TransferOption {
  const { id, to, trigger, handoff, condition, needsWakeDate, reasons: reasonsToGive } = transfer;
  const byHand = trigger.kind === 'person';
  const reasons = byHand
    ? [
        ...authorize('transfer', client, scope, { type: 'transfer', clientId: client.id, transfer: id }),
        ...personObstacles(client, transfer, scope),
      ]
    : obstacles(client, transfer, scope);
  const timer = scope.rules.states[client.state]?.byTime.find((timed) => timed.transfer.id === id);
  const due = timer && dueAt(client, timer, scope.rules);
  return {
    transfer: id,
    to,
    trigger: trigger.kind,
    handoff: handoff !== undefined,
    open: byHand && reasons.length === 0,
    reasons,
    ...(condition && { condition: condition.explain(client, scope.now) }),
    ...(due && { dueAt: due }),
    ...(reasonsToGive && { reasonsToGive: Object.keys(reasonsToGive) }),
    needsWakeDate,
  };
}

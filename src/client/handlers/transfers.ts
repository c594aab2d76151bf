import type { BlueprintHandoff } from '../../blueprint/blueprint.ts';
import { limitEnds } from '../../blueprint/time-limit.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import { senderOf } from '../../handoff/sender-of.ts';
import { awayAmong } from '../away.ts';
import type { Client } from '../client.ts';
import type { CommandOf } from '../command.ts';
import type { ClientTransfer, DecisionScope } from '../decision-context.ts';
import { accepted, type HandlerResult, refused, ruled } from '../handler-result.ts';
import { moveEvents } from '../moves.ts';
import { personObstacles } from '../obstacles.ts';
import type { RefusalReason } from '../refusal.ts';
import { fitForRole, givenBySelf, notInPast, reasonNeeded, unknownName } from './inputs.ts';

/** Carries out a transfer, or offers it where it is a handoff. */
export function transfer(
  client: Client,
  command: CommandOf<'transfer'>,
  scope: DecisionScope,
): HandlerResult {
  const { rules, now } = scope;
  const rule = lookup(rules.transfers, command.transfer);
  if (!rule) {
    const known = rules.states[client.state]?.exits.flatMap(({ id, trigger }) =>
      trigger.kind === 'person' ? id : [],
    );
    return refused({ code: 'UNKNOWN_NAME', kind: 'transfer', name: command.transfer, known: known ?? [] });
  }
  const reasons = personObstacles(client, rule, scope);
  reasons.push(...missingInputs(client, command, rule, scope));
  if (reasons.length > 0) return refused(...reasons);
  if (rule.handoff) {
    const handoff = offer(client, command, rule.id, rule.handoff, scope);
    const away = awayAmong(scope, command.to);
    return accepted({ type: 'handoffOffered', handoff, ...(away && { away }) });
  }
  const { reason, wakeAt } = command;
  const move = { to: rule.to, transfer: rule.id, cause: 'person', happenedAt: now, reason, wakeAt } as const;
  return accepted(...moveEvents(client, rules, move, rule.releases));
}

function missingInputs(
  client: Client,
  { to, reason, wakeAt }: CommandOf<'transfer'>,
  { id, reasons: known, needsWakeDate, handoff }: ClientTransfer,
  scope: DecisionScope,
): RefusalReason[] {
  const missing: RefusalReason[] = [];
  if (known && (reason === undefined || !lookup(known, reason)))
    missing.push(reasonNeeded(known, reason, id));
  if (needsWakeDate && wakeAt === undefined) missing.push({ code: 'WAKE_DATE_NEEDED', transfer: id });
  missing.push(...notInPast('wakeAt', wakeAt, scope));
  if (to !== undefined && handoff) {
    const from = senderOf(client, undefined, scope.rules);
    missing.push(...fitForRole(to, handoff.to, scope), ...givenBySelf(from, handoff.to, to));
  }
  if (to !== undefined && !handoff) {
    missing.push({
      code: 'INVALID_VALUE',
      field: 'to',
      problem: { code: 'NO_RECEIVER', transfer: id },
    });
  }
  return missing;
}

function offer(
  client: Client,
  { to, reason }: CommandOf<'transfer'>,
  transfer: string,
  terms: BlueprintHandoff,
  { rules, now, staff }: DecisionScope,
): Handoff {
  return {
    transfer,
    from: senderOf(client, undefined, rules),
    to: { role: terms.to, ...(to !== undefined && { employeeId: to }) },
    offeredAt: now,
    expiresAt: limitEnds(now, terms.acceptWithin, rules, terms.to, staff?.[to ?? '']),
    ...(reason !== undefined && { reason }),
  };
}

/** Moves a client past every condition, for a reason that stays in the log. */
export function override(
  client: Client,
  { to, reason, wakeAt }: CommandOf<'override'>,
  scope: DecisionScope,
): HandlerResult {
  const { rules, now } = scope;
  const target = lookup(rules.states, to);
  if (!target) return refused(unknownName('state', to, rules.states));
  const reasons = notInPast('wakeAt', wakeAt, scope);
  if (to === client.state) reasons.push({ code: 'ALREADY_THERE', state: to });
  if (!wakeAt && target.byTime.some(({ trigger }) => trigger.at === 'state.wakeAt')) {
    reasons.push({ code: 'WAKE_DATE_NEEDED', transfer: to });
  }
  const move = { to, cause: 'override', reason, happenedAt: now, wakeAt } as const;
  return ruled(reasons, ...moveEvents(client, rules, move));
}

import { lookup } from '../../conditions/lookup.ts';
import type { Client } from '../client.ts';
import type { CommandOf } from '../command.ts';
import type { DecisionScope } from '../decision-context.ts';
import { accepted, type HandlerResult, refused, ruled } from '../handler-result.ts';
import { notInPast, unknownName } from './inputs.ts';

export function placeHold(
  client: Client,
  command: CommandOf<'placeHold'>,
  scope: DecisionScope,
): HandlerResult {
  const { hold, reason, until } = command;
  const { holds } = scope.rules.blueprint;
  const rule = lookup(holds, hold);
  if (!rule) return refused(unknownName('hold', hold, holds));
  const reasons = notInPast('until', until, scope);
  if (Object.hasOwn(client.holds, hold)) reasons.push({ code: 'HOLD_IN_PLACE', hold });
  const { stopsClock } = rule;
  return ruled(reasons, { type: 'holdPlaced', hold, reason, stopsClock, ...(until && { until }) });
}

export function releaseHold({ holds }: Client, { hold, reason }: CommandOf<'releaseHold'>): HandlerResult {
  if (!Object.hasOwn(holds, hold)) return refused({ code: 'NO_SUCH_HOLD', hold });
  return accepted({ type: 'holdReleased', hold, ...(reason && { reason }) });
}

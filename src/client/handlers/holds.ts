import { lookup } from '../../conditions/lookup.ts';
import { addDuration } from '../../time/duration.ts';
import { isFor } from '../authority.ts';
import type { Client } from '../client.ts';
import type { CommandOf } from '../command.ts';
import type { DecisionScope } from '../decision-context.ts';
import { type HandlerResult, type NewEvent, refused, ruled } from '../handler-result.ts';
import type { RefusalReason } from '../refusal.ts';
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
  const reasons = [...reserved(command, scope), ...notInPast('until', until, scope)];
  if (Object.hasOwn(client.holds, hold)) reasons.push({ code: 'HOLD_IN_PLACE', hold });
  return ruled(reasons, {
    ...placed(hold, reason, scope),
    ...(until && { until }),
  });
}

/** The event that places a hold of the blueprint's. */
export function placed(hold: string, reason: string, { rules, now }: DecisionScope): NewEvent<'holdPlaced'> {
  const { holds, timeZone } = rules.blueprint;
  const { stopsClock = false, review } = lookup(holds, hold) ?? {};
  const reviewAt = review && { reviewAt: addDuration(now, review.after, timeZone) };
  return { type: 'holdPlaced', hold, reason, stopsClock, ...reviewAt };
}

export function releaseHold(
  { holds }: Client,
  command: CommandOf<'releaseHold'>,
  scope: DecisionScope,
): HandlerResult {
  const { hold, reason } = command;
  const reasons = reserved(command, scope);
  if (!Object.hasOwn(holds, hold)) reasons.push({ code: 'NO_SUCH_HOLD', hold });
  return ruled(reasons, { type: 'holdReleased', hold, ...(reason && { reason }) });
}

/** Some holds are for some roles and services alone to place and lift. */
function reserved(
  { hold, type: action }: CommandOf<'placeHold' | 'releaseHold'>,
  scope: DecisionScope,
): RefusalReason[] {
  const { holds, services } = scope.rules.blueprint;
  const { id } = scope.by;
  const roles = lookup(holds, hold)?.by;
  if (!roles || (Object.hasOwn(services, id) ? roles.includes(id) : isFor(roles, scope))) return [];
  return [{ code: 'NOT_AUTHORIZED', actor: id, action, holders: [], roles }];
}

import { limitEnds } from '../blueprint/time-limit.ts';
import { awayAmong } from '../client/away.ts';
import type { Client } from '../client/client.ts';
import type { CommandOf } from '../client/command.ts';
import type { ClientTransfer, DecisionScope } from '../client/decision-context.ts';
import { accepted, type HandlerResult, refused } from '../client/handler-result.ts';
import { fitForRole, givenBySelf } from '../client/handlers/inputs.ts';
import { moveEvents } from '../client/moves.ts';
import { blockingHolds, obstacles } from '../client/obstacles.ts';
import { addDuration } from '../time/duration.ts';
import type { AcceptedHandoff, Handoff } from './handoff.ts';
import { handoffRule } from './handoff-rule.ts';
import { heldByTransfer } from './held-by-transfer.ts';
import { senderOf } from './sender-of.ts';
import { withoutHandoff } from './without-handoff.ts';

/**
 * The receiver takes the client over: only now do state and custody change. The condition must still hold.
 */
export function acceptHandoff(
  client: Client,
  { to }: CommandOf<'acceptHandoff'>,
  scope: DecisionScope,
): HandlerResult {
  const { handoff } = client;
  const rule = handoff && handoffRule(handoff, scope);
  if (!handoff || !rule) return refused({ code: 'NO_HANDOFF' });
  const { role } = handoff.to;
  const receiver = to ?? handoff.to.employeeId ?? (scope.by.roles.includes(role) ? scope.by.id : undefined);
  if (receiver === undefined) return refused({ code: 'RECEIVER_NEEDED', role });
  const reasons = [
    ...obstacles(client, rule, scope),
    ...blockingHolds(client, scope),
    ...fitForRole(receiver, role, scope),
    // Whoever was given the client otherwise may still close the offer that names them.
    ...(receiver === handoff.to.employeeId ? [] : givenBySelf(handoff.from, role, receiver)),
  ];
  if (reasons.length > 0) return refused(...reasons);
  const { rules, now } = scope;
  const move = { to: rule.to, transfer: rule.id, cause: 'handoff', happenedAt: now } as const;
  const away = awayAmong(scope, receiver);
  return accepted(
    {
      type: 'handoffAccepted',
      accepted: acceptance(client, handoff, rule, receiver, scope),
      ...(away && { away }),
    },
    ...moveEvents(withoutHandoff(client), rules, move, rule.releases),
    ...heldByTransfer(client, role, receiver, rule.id),
  );
}

function acceptance(
  client: Client,
  { transfer, from, to }: Handoff,
  { handoff: terms }: ClientTransfer,
  employeeId: string,
  { now, rules, staff }: DecisionScope,
): AcceptedHandoff {
  const { firstContactWithin, lasts } = terms ?? {};
  return {
    transfer,
    from: senderOf(client, from.role, rules),
    to: { role: to.role, employeeId },
    acceptedAt: now,
    ...(firstContactWithin && {
      firstContactBy: limitEnds(now, firstContactWithin, rules, to.role, staff?.[employeeId]),
    }),
    ...(lasts && { endsAt: addDuration(now, lasts, rules.blueprint.timeZone) }),
  };
}

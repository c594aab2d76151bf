import { lookup } from '../../conditions/lookup.ts';
import type { Client, Custody } from '../client.ts';
import type { CommandOf } from '../command.ts';
import type { DecisionScope } from '../decision-context.ts';
import { type HandlerResult, ruled } from '../handler-result.ts';
import type { RefusalReason } from '../refusal.ts';
import { poolAgain, receivedBy, restoredAcceptance, withFitDeputy } from './carried.ts';
import { fitForRole, takesPart } from './inputs.ts';

/**
 * Carries out one move of a plan. Refused where the client is not where the plan found it, or the receiver
 * cannot hold it.
 */
export function applyRedistribution(
  client: Client,
  command: CommandOf<'applyRedistribution'>,
  scope: DecisionScope,
): HandlerResult {
  const { role, from, to, planId, cause, introduceBy, graceUntil, received } = command;
  const held = lookup(client.custody, role) ?? null;
  const reasons = [
    ...heldBy(from, held, role),
    ...takesPart(client, role, scope),
    ...fitForRole(to, role, scope),
    ...receivedBy(received, role, to),
  ];
  if (from === to) reasons.push({ code: 'ALREADY_HELD', role, employeeId: to });
  const grace = held && graceUntil && { employeeId: held.employeeId, until: graceUntil };
  const move = { planId, cause, ...(introduceBy && { introduceBy }), ...(grace && { grace }) };
  const custody: Custody = { employeeId: to, since: scope.now, move };
  return ruled(reasons, {
    type: 'clientReassigned',
    role,
    planId,
    cause,
    from: held,
    to: custody,
    ...(received && { received: restoredAcceptance(received, held, scope) }),
  });
}

/**
 * Puts everything back that a plan's move took. That is custody, with a deputy who can still stand in, the
 * acceptance that went with it, the pool with its reason and date. Refused where custody has moved on since,
 * or the former holder cannot hold it any more.
 */
export function undoRedistribution(
  client: Client,
  command: CommandOf<'undoRedistribution'>,
  scope: DecisionScope,
): HandlerResult {
  const { role, from, planId, cause, custody, received, oldestMove } = command;
  const held = lookup(client.custody, role) ?? null;
  const reasons = heldBy(from, held, role);
  if (held?.employeeId === from && held.move?.planId !== planId) {
    reasons.push({ code: 'NOT_MOVED_BY_PLAN', role, planId });
  }
  reasons.push(...takesPart(client, role, scope));
  if (custody) reasons.push(...fitForRole(custody.employeeId, role, scope));
  reasons.push(...receivedBy(received, role, custody?.employeeId));
  const pool = custody ? undefined : poolAgain(client, role, command.pool, scope);
  const event = {
    type: 'clientReassigned',
    role,
    planId,
    cause,
    from: held,
    to: custody && withFitDeputy(custody, role, scope),
    undone: true,
    ...(received && { received: restoredAcceptance(received, held, scope) }),
    ...(pool && { pool }),
    ...(oldestMove && { oldestMove }),
  } as const;
  return ruled(reasons, event);
}

function heldBy(expected: string | null, held: Custody | null, role: string): RefusalReason[] {
  const actual = held?.employeeId ?? null;
  return actual === expected ? [] : [{ code: 'HELD_BY_ANOTHER', role, expected, actual }];
}

import { lookup } from '../../conditions/lookup.ts';
import type { Instant } from '../../time/instant.ts';
import { awayAmong } from '../away.ts';
import { asWritten, type Cause, causeOf, isSameCause, saidIn } from '../cause.ts';
import type { Client, CustodyDeputy } from '../client.ts';
import type { CommandOf } from '../command.ts';
import type { DecisionScope } from '../decision-context.ts';
import { deputiesOf, nextDeputy, thoseAfter } from '../deputies.ts';
import { accepted, type HandlerResult, refused, ruled } from '../handler-result.ts';
import { mayWithAny } from '../may-with-any.ts';
import type { RefusalReason } from '../refusal.ts';
import { fitForRole, notInFuture, notInPast, reasonNeeded, takesPart } from './inputs.ts';

/**
 * Gives the client a holder in a role, or another one; or says why nobody can be given it. What is told late
 * counts from when it was, but not from before the present holder, or the pool, had the client. Whoever is
 * away gets it all the same, and the event says so.
 */
export function assignHolder(
  client: Client,
  command: CommandOf<'assignHolder'>,
  scope: DecisionScope,
): HandlerResult {
  const { role, employeeId, reason, cause, at = scope.now } = command;
  if (employeeId === null) return leaveInPool(client, role, saidIn(command));
  const held = lookup(client.custody, role);
  const from = held?.employeeId;
  const since = held?.since ?? (client.pool?.name === role ? client.pool.since : client.registeredAt);
  const reasons = [
    ...fitForRole(employeeId, role, scope, at),
    ...takesPart(client, role, scope),
    ...notInFuture('at', at, scope),
    ...notBefore(since, command.at),
  ];
  const { claims } = scope.rules.blueprint.roles[role] ?? {};
  const isClaim = employeeId === scope.by.id && !mayWithAny('assignHolder', scope);
  if (isClaim && claims !== undefined && (scope.held ?? 0) >= claims)
    reasons.push({ code: 'CLAIMS_FULL', role, limit: claims });
  if (from === employeeId) reasons.push({ code: 'ALREADY_HELD', role, employeeId });
  const away = awayAmong(scope, employeeId);
  return ruled(reasons, {
    type: 'holderAssigned',
    role,
    employeeId,
    ...(from !== undefined && { from }),
    ...(reason && { reason }),
    ...(cause && { cause }),
    ...(away && { away }),
    happenedAt: at,
  });
}

/** Writes no event if the pool already has this cause. */
function leaveInPool(
  { pool, state, custody }: Client,
  role: string,
  cause: Cause | undefined,
): HandlerResult {
  const holder = lookup(custody, role)?.employeeId;
  if (holder !== undefined) return refused({ code: 'ALREADY_HELD', role, employeeId: holder });
  if (pool?.name !== role) {
    return refused({ code: 'ROLE_NOT_IN_STATE', role, state, roles: pool ? [pool.name] : [] });
  }
  if (!cause) {
    return refused({
      code: 'INVALID_VALUE',
      field: 'reason',
      problem: { code: 'WHY_NEEDED' },
    });
  }
  return isSameCause(causeOf(pool), cause)
    ? accepted()
    : accepted({ type: 'clientPooled', pool: role, cause });
}

/**
 * Ends a holder's custody, as of when it was told to have ended. Where the role is the responsible one, the
 * client goes to its pool.
 */
export function releaseHolder(
  { custody }: Client,
  command: CommandOf<'releaseHolder'>,
  scope: DecisionScope,
): HandlerResult {
  const { role, reason, cause, at } = command;
  const held = lookup(custody, role);
  if (!held) return refused({ code: 'NOT_HELD', role });
  const { employeeId, since } = held;
  const reasons = [...notInFuture('at', at, scope), ...notBefore(since, at)];
  const { releaseReasons: known } = scope.rules.blueprint;
  const isListed = known !== undefined && reason !== undefined && lookup(known, reason) !== undefined;
  if (known && !isListed && !mayWithAny('releaseHolder', scope)) reasons.push(reasonNeeded(known, reason));
  // With its form, a reason that is called as a code or a transfer is not taken for it.
  const said = isListed
    ? { cause: { code: 'released', reason } as const }
    : cause
      ? { cause }
      : { ...(reason !== undefined && { reason, cause: asWritten(reason) }) };
  return ruled(reasons, { type: 'holderReleased', role, employeeId, ...said, happenedAt: at ?? scope.now });
}

const notBefore = (since: Instant, at: Instant | undefined): RefusalReason[] =>
  at !== undefined && at < since ? [{ code: 'TOO_EARLY', field: 'at', at, since }] : [];

/**
 * Names who stands in for a holder, or ends that. The holder stays the owner. Whoever was named before stands
 * in again for what is left of their days, unless the deputyship is ended.
 */
export function setDeputy(
  { custody }: Client,
  command: CommandOf<'setDeputy'>,
  scope: DecisionScope,
): HandlerResult {
  const { role, employeeId, until, of } = command;
  const held = lookup(custody, role);
  if (!held) return refused({ code: 'NOT_HELD', role });
  if (employeeId === null) return endDeputy(held.deputy, { role, of }, scope);
  const reasons = [...fitForRole(employeeId, role, scope), ...notInPast('until', until, scope)];
  if (held.employeeId === employeeId) reasons.push({ code: 'ALREADY_HELD', role, employeeId });
  const followedBy = thoseAfter({ employeeId, until }, held.deputy, scope.now);
  return ruled(reasons, {
    type: 'deputySet',
    role,
    employeeId,
    ...(until && { until }),
    ...(followedBy.length > 0 && { followedBy }),
  });
}

/**
 * Ends the deputyship of one, whoever else was named before or after stays; or, where nobody is named,
 * everybody's.
 */
function endDeputy(
  deputy: CustodyDeputy | undefined,
  { role, of }: { readonly role: string; readonly of: string | undefined },
  { now }: DecisionScope,
): HandlerResult {
  if (!deputy || (of !== undefined && !deputiesOf(deputy).includes(of))) {
    return refused({ code: 'NO_DEPUTY', role });
  }
  const { since: _, followedBy = [], ...present } = deputy;
  const others = [present, ...followedBy].filter(({ employeeId }) => employeeId !== of);
  const next = of === undefined ? undefined : nextDeputy(others, now);
  const employeeId = of ?? present.employeeId;
  return accepted({ type: 'deputyCleared', role, employeeId, ...(next && { next }) });
}

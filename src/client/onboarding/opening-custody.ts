import { lookup } from '../../conditions/lookup.ts';
import type { AcceptedHandoff } from '../../handoff/handoff.ts';
import { byMoment, type Instant, later } from '../../time/instant.ts';
import { endOf } from '../../workforce/presence.ts';
import type { Client, Custody } from '../client.ts';
import type { CommandOf } from '../command.ts';
import type { DecisionScope } from '../decision-context.ts';
import { fitForRole, notInFuture, unknownName } from '../handlers/inputs.ts';
import type { RefusalReason } from '../refusal.ts';
import type { Oddity, UnfitCode } from './oddity.ts';
import type { PastHolder } from './opening-balance.ts';

/** Who is told to hold the client in a role. */
interface ToldHolder {
  readonly role: string;
  readonly custody: Custody;
  /** Why they cannot. */
  readonly unfit: readonly RefusalReason<UnfitCode>[];
}

/** Everybody who holds the client, or did. */
export interface OpeningCustody {
  readonly holders: readonly ToldHolder[];
  readonly pastHolders: readonly PastHolder[];
  readonly pastHandoffs: readonly AcceptedHandoff[];
  readonly oddities: readonly Oddity[];
  readonly reasons: readonly RefusalReason[];
}

/** Who held the client before and who does, as told, with everything that is wrong with it. */
export function openingCustody(
  command: CommandOf<'onboard'>,
  registeredAt: Instant,
  scope: DecisionScope,
): OpeningCustody {
  const pastHolders = [...(command.pastHolders ?? [])].sort((a, b) => (a.since < b.since ? -1 : 1));
  const reasons = pastHolders.flatMap((one, i) => pastObstacles(one, pastHolders.slice(0, i), scope));
  const { roles } = scope.rules.blueprint;
  const oddities: Oddity[] = [];
  const holders: ToldHolder[] = [];
  for (const [role, { employeeId, since: told, deputy }] of Object.entries(command.holders ?? {})) {
    if (!Object.hasOwn(roles, role)) {
      reasons.push(unknownName('role', role, roles));
      continue;
    }
    const before = pastHolders.findLast((one) => one.role === role)?.until;
    const since = told ?? later(lookup(scope.staff ?? {}, employeeId)?.hiredAt, later(before, registeredAt));
    const obstacles = [
      ...fitForRole(employeeId, role, scope, since),
      ...notInFuture('since', told, scope, { role }),
    ];
    if (before && since < before)
      obstacles.push({ code: 'TOO_EARLY', field: 'since', at: since, since: before, role });
    const unfit = obstacles.filter(isUnfit);
    if (unfit.length === 0 || command.unfitHolders === 'refuse') reasons.push(...obstacles);
    const standIn = deputy && deputyOf(role, { employeeId, deputy }, command, scope);
    reasons.push(...(standIn?.reasons ?? []));
    oddities.push(...(standIn?.oddities ?? []));
    holders.push({ role, custody: { employeeId, since, ...standIn?.custody }, unfit });
  }
  const { pastHandoffs, ...handed } = openingHandoffs(command, scope);
  reasons.push(...handed.reasons);
  return { holders, pastHolders, pastHandoffs, oddities, reasons };
}

/** Who holds the client in the state in the end; the others are refused, or left out and said. */
export function settleCustody(
  { holders }: OpeningCustody,
  state: string,
  { unfitHolders }: CommandOf<'onboard'>,
  { rules, staff, now }: DecisionScope,
): Pick<OpeningCustody, 'pastHolders' | 'oddities' | 'reasons'> & { custody: Client['custody'] } {
  const custody: Record<string, Custody> = {};
  const pastHolders: PastHolder[] = [];
  const oddities: Oddity[] = [];
  const reasons: RefusalReason[] = [];
  for (const { role, custody: held, unfit } of holders) {
    const roles = rules.states[state]?.roles;
    const idle = roles?.has(role)
      ? []
      : [{ code: 'ROLE_NOT_IN_STATE', role, state, roles: [...(roles ?? [])] } as const];
    const [first] = [...unfit, ...idle];
    if (!first) custody[role] = held;
    else if (unfitHolders === 'refuse') reasons.push(...idle);
    else {
      const { employeeId, since } = held;
      const end = endOf(lookup(staff ?? {}, employeeId) ?? {});
      oddities.push({ code: 'HOLDER_UNFIT', role, employeeId, why: first.code });
      pastHolders.push({ role, employeeId, since, until: end && end > since && end < now ? end : now });
    }
  }
  return { custody, pastHolders, oddities, reasons };
}

/** The acceptances on which the holders have the client, of earlier handoffs. */
export function receivedBy(
  custody: Client['custody'],
  pastHandoffs: readonly AcceptedHandoff[],
): Record<string, AcceptedHandoff> {
  return Object.fromEntries(
    pastHandoffs
      .filter(({ to }) => lookup(custody, to.role)?.employeeId === to.employeeId)
      .map((accepted) => [accepted.to.role, accepted]),
  );
}

const isUnfit = (reason: RefusalReason): reason is RefusalReason<UnfitCode> =>
  ['UNKNOWN_EMPLOYEE', 'EMPLOYEE_LEFT', 'EMPLOYEE_LACKS_ROLE'].includes(reason.code);

function deputyOf(
  role: string,
  {
    employeeId: holder,
    deputy,
  }: { employeeId: string; deputy: { employeeId: string; until?: Instant | undefined } },
  { unfitHolders }: CommandOf<'onboard'>,
  scope: DecisionScope,
): { custody: Pick<Custody, 'deputy'>; oddities: Oddity[]; reasons: RefusalReason[] } {
  const { employeeId, until } = deputy;
  const obstacles = fitForRole(employeeId, role, scope);
  if (holder === employeeId) obstacles.push({ code: 'ALREADY_HELD', role, employeeId });
  const unfit = obstacles.find(isUnfit);
  if (unfit && unfitHolders === 'leaveOut') {
    return {
      custody: {},
      oddities: [{ code: 'DEPUTY_UNFIT', role, employeeId, why: unfit.code }],
      reasons: [],
    };
  }
  const named = { employeeId, since: scope.now, ...(until && { until }) };
  return { custody: { deputy: named }, oddities: [], reasons: obstacles };
}

function pastObstacles(
  { role, since, until }: PastHolder,
  earlier: readonly PastHolder[],
  scope: DecisionScope,
): RefusalReason[] {
  const { roles } = scope.rules.blueprint;
  const reasons = notInFuture('until', until, scope, { role });
  if (!Object.hasOwn(roles, role)) reasons.push(unknownName('role', role, roles));
  if (until < since) reasons.push({ code: 'TOO_EARLY', field: 'until', at: until, since, role });
  const before = earlier.findLast((one) => one.role === role)?.until;
  if (before && since < before)
    reasons.push({ code: 'TOO_EARLY', field: 'since', at: since, since: before, role });
  return reasons;
}

function openingHandoffs({ pastHandoffs = [] }: CommandOf<'onboard'>, scope: DecisionScope) {
  const { transfers } = scope.rules;
  const reasons: RefusalReason[] = [];
  const handoffs = pastHandoffs.toSorted(byMoment);
  const accepted = handoffs.flatMap(({ transfer, from, employeeId, at }): AcceptedHandoff[] => {
    const terms = lookup(transfers, transfer)?.handoff;
    reasons.push(...notInFuture('at', at, scope));
    if (terms) return [{ transfer, from, to: { role: terms.to, employeeId }, acceptedAt: at }];
    const known = Object.values(transfers).flatMap(({ id, handoff }) => (handoff ? id : []));
    reasons.push({ code: 'UNKNOWN_NAME', kind: 'transfer', name: transfer, known });
    return [];
  });
  return { pastHandoffs: accepted, reasons };
}

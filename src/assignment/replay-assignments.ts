import * as z from 'zod';
import type { ClientEvent } from '../client/event.ts';
import { admit } from '../errors/admit.ts';
import { assertRecord } from '../errors/assert-record.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { dayOf } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';
import { timeZoneSchema } from '../time/time-zone.ts';
import { assignNext } from './assign-next.ts';
import { type AssignmentLedger, emptyAssignmentLedger } from './ledger.ts';
import type { AssignmentObstacle } from './obstacle.ts';
import { type AssignmentPolicyInput, assignmentPolicySchema } from './policy.ts';

const otherPolicy = assignmentPolicySchema.pick({
  measure: true,
  leastHours: true,
  maxBonus: true,
  caps: true,
});

const replayShape = z.strictObject({
  role: z.string().min(1),
  policy: z.unknown(),
  timeZone: timeZoneSchema,
});

/** The part of a policy under which what was dealt round can be dealt round again. */
export type OtherPolicy = Pick<AssignmentPolicyInput, 'measure' | 'leastHours' | 'maxBonus' | 'caps'>;

/** What is dealt round again. */
export interface AssignmentReplay {
  readonly role: string;
  readonly policy: OtherPolicy;
  /** The blueprint's: caps count by its days. */
  readonly timeZone: string;
}

/** A client that was assigned, and who would have got it. */
export interface ReplayedAssignment {
  readonly clientId: string;
  readonly at: Instant;
  readonly employeeId: string;
  /** Absent where nobody could have taken it. */
  readonly instead?: string;
}

/** What would have come of the assignments of a log, and what everybody would be owed after them. */
export interface ReplayedAssignments {
  readonly assignments: readonly ReplayedAssignment[];
  readonly ledger: AssignmentLedger;
}

/**
 * Deals the clients that were assigned in a log, also as offers, round again, under another policy. Nothing
 * is written. Each goes by the figures that its event holds: who was there, could take it and suited it how
 * well are as they were. Open clients and hours are so, too, but for what would have been dealt otherwise
 * before. The ledger begins empty. A client that came back with a refund is not dealt twice, and events of
 * builds that wrote no figures are left out. The events may be of a whole feed, in its order.
 * @throws INVALID_ASSIGNMENT listing every fault of the policy, or where the role is no text, or the time
 * zone none.
 * @example
 * const { assignments } = replayAssignments(events, { role, policy: { measure: 'clients' }, timeZone });
 */
export function replayAssignments(
  events: Iterable<{ readonly type: string }>,
  replay: AssignmentReplay,
): ReplayedAssignments {
  const given = { 'events: array|object': events, replay, 'replay.role: string': replay?.role };
  return withArguments('replayAssignments', given, () => replayed(events, replay));
}

function replayed(
  events: Iterable<{ readonly type: string }>,
  replay: AssignmentReplay,
): ReplayedAssignments {
  const { role, policy: input, timeZone } = replay;
  admit(replayShape, replay, 'INVALID_ASSIGNMENT', 'a replay');
  assertRecord(events);
  const told = admit(otherPolicy, input, 'INVALID_ASSIGNMENT', 'an assignment policy');
  const policy = assignmentPolicySchema.parse(told);
  const assignments: ReplayedAssignment[] = [];
  const more = new Map<string, { clients: number; hours: number }>();
  const shift = (employeeId: string, clients: number, hours: number) => {
    const before = more.get(employeeId) ?? { clients: 0, hours: 0 };
    more.set(employeeId, { clients: before.clients + clients, hours: before.hours + clients * hours });
  };
  let ledger = emptyAssignmentLedger;
  for (const event of events as Iterable<ClientEvent>) {
    const dealt = dealtIn(event);
    if (dealt?.role !== role || dealt.cause?.code !== 'assigned') continue;
    const { clientId, happenedAt: at } = event;
    const { employeeId } = dealt;
    const { figures = [], hours = 0 } = dealt.cause;
    if (!figures.some(({ share }) => share > 0)) continue;
    const candidates = figures.map(({ obstacles = [], debt: _, share: __, ...one }) => {
      const { clients = 0, hours: load = 0 } = more.get(one.employeeId) ?? {};
      return {
        ...one,
        openClients: Math.max(0, one.openClients + clients),
        openHours: Math.max(0, one.openHours + load),
        // Codes are all that counts here; capacity and caps are judged anew.
        obstacles: obstacles
          .filter((code) => code !== 'OVER_CAP' && code !== 'NO_CAPACITY')
          .map((code) => ({ code }) as AssignmentObstacle),
      };
    });
    const request = { clientId, role, hours, at, day: dayOf(at, timeZone) };
    const { outcome, ledger: next } = assignNext(request, candidates, ledger, policy);
    ledger = next;
    shift(employeeId, -1, hours);
    if ('employeeId' in outcome) shift(outcome.employeeId, 1, hours);
    const instead = 'employeeId' in outcome && { instead: outcome.employeeId };
    assignments.push({ clientId, at, employeeId, ...instead });
  }
  return { assignments, ledger };
}

/** Whom a client was given to, or offered, in which role and why. */
function dealtIn(event: ClientEvent) {
  if (event.type === 'holderAssigned') return event;
  if (event.type !== 'handoffOffered' || event.handoff.to.employeeId === undefined) return undefined;
  const { role, employeeId } = event.handoff.to;
  return { role, employeeId, cause: event.cause };
}

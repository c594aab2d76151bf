import type { ClientEvent } from '../../client/event.ts';
import { groupBy } from '../../conditions/group-by.ts';
import type { Instant } from '../../time/instant.ts';
import type { PayLog } from '../credits/pay-facts.ts';
import type { Pay } from '../define-pay.ts';
import { byRevision } from '../staff/staff-as-known.ts';
import type { Span } from './span.ts';

/** Who would hold which client in a role. */
export interface CustodyMoves {
  readonly role: string;
  readonly moves: readonly { readonly clientId: string; readonly to: string | null }[];
}

/** Pay of a month as it was, and as it would have been. Minor units. */
export interface PayChange {
  readonly before: number;
  readonly after: number;
}

/**
 * Pay of a past month as if the moves had held since its first moment, all else as it happened. What tells it
 * from what will be paid is what the clients do next.
 */
export function payAfterMoves(
  pay: Pay,
  { clients, employees }: PayLog,
  { role, moves }: CustodyMoves,
  { period, knownAt, from }: { readonly period: string; readonly knownAt: Instant } & Pick<Span, 'from'>,
): Readonly<Record<string, PayChange>> {
  const logs = groupBy(clients, ({ clientId }) => clientId);
  const moved = moves.flatMap(({ clientId, to }) => {
    const last = logs.get(clientId)?.toSorted(byRevision).at(-1);
    return last && to !== null ? [assigned(last, role, to, from)] : [];
  });
  const statements = (events: readonly ClientEvent[]) =>
    pay.over({ clients: events, employees }).statements({ period, knownAt });
  const totals = (events: readonly ClientEvent[]) =>
    new Map(statements(events).map(({ employeeId, total }) => [employeeId, total]));
  const [before, after] = [totals(clients), totals([...clients, ...moved])];
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  return Object.fromEntries(
    ids.map((id) => [id, { before: before.get(id) ?? 0, after: after.get(id) ?? 0 }]),
  );
}

/** Last in the log, so that it counts from its moment on whatever else happened since. */
function assigned(last: ClientEvent, role: string, employeeId: string, happenedAt: Instant): ClientEvent {
  const { clientId, id, by } = last;
  const revision = Number(id.slice(id.lastIndexOf('#') + 1)) + 1;
  return {
    ...{ id: `${clientId}#${revision}`, clientId, by, happenedAt, recordedAt: happenedAt },
    ...{ type: 'holderAssigned', role, employeeId },
  };
}

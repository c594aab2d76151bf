import type { BlueprintHandoff } from '../../blueprint/blueprint.ts';
import type { ClientEvent } from '../../client/event.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import { rejectionCountsUntil } from '../../handoff/second-rejection.ts';
import type { Instant } from '../../time/instant.ts';

/** The handoff by which the client is offered, and when. */
interface Offered {
  readonly transfer: string;
  readonly terms: BlueprintHandoff;
  readonly timeZone: string;
  readonly now: Instant;
}

/**
 * Everybody who rejected the client when it was offered by the transfer, or gave it back, by its log. That is
 * who said so, and in whose name they did. A no counts as long as a rejection counts as the first one.
 */
export function turnedDownBy(
  history: Iterable<ClientEvent>,
  { transfer, terms, timeZone, now }: Offered,
): ReadonlySet<string> {
  const found = new Set<string | undefined>();
  let handoff: Handoff | undefined;
  let receiver: string | undefined;
  for (const event of history) {
    if (event.type === 'handoffOffered' || event.type === 'handoffEscalated') handoff = event.handoff;
    if (event.type === 'handoffAccepted' && event.accepted.transfer === transfer)
      receiver = event.accepted.to.employeeId;
    if (event.type !== 'handoffRejected' && event.type !== 'clientReturned') continue;
    // What was said before dates were kept counts by the terms of now, as what was returned does.
    const { countsUntil = rejectionCountsUntil(event.happenedAt, terms, timeZone) } =
      event.type === 'handoffRejected' ? event : {};
    if (event.transfer !== transfer || countsUntil < now) continue;
    // Whoever it was taken from by an escalation has not said anything.
    const named = handoff?.escalated ? undefined : handoff?.to.employeeId;
    found.add(event.by).add(event.type === 'handoffRejected' ? named : receiver);
  }
  found.delete(undefined);
  return found as ReadonlySet<string>;
}

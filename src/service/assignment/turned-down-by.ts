import type { ClientEvent } from '../../client/event.ts';
import type { Handoff } from '../../handoff/handoff.ts';

/**
 * Everybody who rejected the client when it was offered by the transfer, or gave it back, by its log. That is
 * who said so, and in whose name they did.
 */
export function turnedDownBy(history: Iterable<ClientEvent>, transfer: string): ReadonlySet<string> {
  const found = new Set<string | undefined>();
  let handoff: Handoff | undefined;
  let receiver: string | undefined;
  for (const event of history) {
    if (event.type === 'handoffOffered' || event.type === 'handoffEscalated') handoff = event.handoff;
    if (event.type === 'handoffAccepted' && event.accepted.transfer === transfer)
      receiver = event.accepted.to.employeeId;
    // Whoever it was taken from by an escalation has not said anything.
    if (event.type === 'handoffRejected' && event.transfer === transfer)
      found.add(event.by).add(handoff?.escalated ? undefined : handoff?.to.employeeId);
    if (event.type === 'clientReturned' && event.transfer === transfer) found.add(event.by).add(receiver);
  }
  found.delete(undefined);
  return found as ReadonlySet<string>;
}

import type { Instant } from '../../time/instant.ts';
import type { ClientLog } from '../credits/client-log.ts';

/** A handoff that was accepted as it was offered, and not given back since. */
export interface CleanHandoff {
  readonly employeeId: string;
  readonly clientId: string;
  readonly transfer: string;
  /** When it was accepted. */
  readonly at: Instant;
  /** The offer and its acceptance. */
  readonly because: readonly string[];
}

/** The clean handoffs of a client, by whoever offered them. */
export function cleanHandoffs({ id: clientId, events }: ClientLog): CleanHandoff[] {
  const clean = new Map<string, CleanHandoff[]>();
  const rejected = new Set<string>();
  let offerId: string | undefined;
  for (const { event, counts } of events) {
    if (!counts || event.opening) continue;
    switch (event.type) {
      case 'handoffOffered':
        offerId = event.id;
        break;
      case 'handoffRejected':
        rejected.add(event.transfer);
        break;
      case 'clientReturned':
        clean.get(event.transfer)?.pop();
        break;
      case 'handoffAccepted': {
        const { transfer, from } = event.accepted;
        const isClean = offerId !== undefined && !rejected.delete(transfer);
        if (isClean && from.employeeId !== undefined) {
          const because = [offerId as string, event.id];
          const one = { employeeId: from.employeeId, clientId, transfer, at: event.happenedAt, because };
          clean.set(transfer, [...(clean.get(transfer) ?? []), one]);
        }
        offerId = undefined;
      }
    }
  }
  return [...clean.values()].flat();
}

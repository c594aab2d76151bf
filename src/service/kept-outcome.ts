import type { ClientEvent } from '../client/event.ts';
import type { Refusal } from '../client/refusal.ts';
import type { HistorySpan } from '../storage/port.ts';
import type { ServiceContext } from './service-context.ts';

/** A stretch of a client's log. */
export interface Span extends HistorySpan {
  readonly clientId: string;
}

/** What is kept of a named command's outcome. The events are in the log already. */
export type KeptOutcome =
  | { readonly ok: true; readonly spans: readonly Span[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** Where a decision's events stand in the log of each of its clients. */
export function spansOf(events: readonly ClientEvent[], revisionOf: (clientId: string) => number): Span[] {
  const counts = new Map<string, number>();
  for (const { clientId } of events) counts.set(clientId, (counts.get(clientId) ?? 0) + 1);
  return [...counts].map(([clientId, count]) => {
    const to = revisionOf(clientId);
    return { clientId, from: to - count, to };
  });
}

/** The events in the spans, in their first order. Reads no others. */
export async function eventsIn(
  { store, tenant }: ServiceContext,
  spans: readonly Span[],
): Promise<ClientEvent[]> {
  const events: ClientEvent[] = [];
  for (const { clientId, from, to } of spans) {
    events.push(...(await store.history(tenant, clientId, { from, to })));
  }
  return events;
}

import type { ClientEvent } from '../../client/event.ts';
import type { RecordedOrder } from '../../client/order-book.ts';
import { groupBy } from '../../conditions/group-by.ts';
import type { Instant } from '../../time/instant.ts';
import type { Span } from '../statement/span.ts';

/**
 * The whole logs of the clients to whom anything happened within a span. Of those whom they were merged with,
 * too; what else there is gives no credit then.
 */
export function concernedLogs(events: readonly ClientEvent[], span: Span): ClientEvent[] {
  const into = new Map<string, string>();
  const rootOf = (id: string): string => {
    const next = into.get(id);
    return next === undefined ? id : rootOf(next);
  };
  const touched = new Set<string>();
  for (const event of events) {
    if (event.type === 'mergedAway') {
      const [own, other] = [rootOf(event.clientId), rootOf(event.into)];
      if (own !== other) into.set(own, other);
    }
    if (momentsOf(event).some((at) => span.from <= at && at < span.to)) touched.add(event.clientId);
  }
  const roots = new Set([...touched].map(rootOf));
  return [...groupBy(events, ({ clientId }) => clientId)].flatMap(([id, own]) =>
    roots.has(rootOf(id)) ? own : [],
  );
}

/** When it happened, also as corrected, and the day of an order. */
function momentsOf(event: ClientEvent): readonly Instant[] {
  const { correct } = event.type === 'recordCorrected' ? event : {};
  const { order } = (correct?.payload ?? event) as { readonly order?: Partial<RecordedOrder> };
  const days = [correct?.happenedAt, order?.placedAt];
  return [event.happenedAt, ...days.filter((at) => at !== undefined)];
}

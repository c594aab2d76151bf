import type { Client } from './client.ts';
import type { ClientEvent } from './event.ts';
import type { RefusalReason } from './refusal.ts';

/** What may change the sum of a client's orders. */
const sums = /^(order|money|recordCorrected|duplicate|clientOnboarded)/;

/**
 * Why the revenue could no longer be told to the minor unit: a sum beyond 2^53 is not exact. Looks at the
 * client only where one of the events may have changed it.
 */
export function inexactRevenue(
  events: readonly Pick<ClientEvent, 'type'>[],
  client: () => Client,
): RefusalReason[] {
  if (!events.some(({ type }) => sums.test(type))) return [];
  return Object.entries(client().orders.revenue).flatMap(([currency, amount]) =>
    Number.isSafeInteger(amount)
      ? []
      : { code: 'REVENUE_TOO_LARGE', currency, most: Number.MAX_SAFE_INTEGER },
  );
}

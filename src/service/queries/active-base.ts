import type { ConveyorNames } from '../../blueprint/conveyor-names.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { dayOf } from '../../time/calendar-day.ts';
import type { CheckedQuery } from '../checked-query.ts';
import { allClients } from '../query-clients.ts';
import type { Readable } from '../readable.ts';
import type { WholeQuery } from './count-clients.ts';
import { assertPeriod, isCutOff, type Period, shippedIn } from './period.ts';

/** How much of the base buys (АКБ of ОКБ). */
export interface ActiveBase {
  /** Clients to whom something was shipped in the period. */
  readonly active: number;
  /** Clients to whom something was shipped until its end, and whose state is not final. */
  readonly whole: number;
  /** Of these, whose older shipments are in the log only, so that nobody knows whether they were active. */
  readonly unknown: number;
}

/**
 * How many clients of a query were shipped something in a period, of all who ever were. Samples, and what was
 * cancelled or came back, do not count. Reads every client that matches; writes nothing.
 * @throws INVALID_QUERY as `clients.query`, also where the period is none, and the store's errors.
 * @example
 * const { active, whole } = await activeBase(sales, { from: '2026-03-01', to: '2026-03-31' });
 */
export function activeBase<Names extends ConveyorNames, const Given extends WholeQuery = WholeQuery>(
  sales: Readable<Names>,
  period: Period,
  query?: CheckedQuery<Given, Names>,
): Promise<ActiveBase> {
  return withArguments('activeBase', { sales, period, query: query ?? {} }, async () => {
    assertPeriod(period);
    const { states, timeZone } = sales.conveyor.blueprint;
    let [active, whole, unknown] = [0, 0, 0];
    for await (const client of allClients(sales.context, query ?? {})) {
      const { firstShippedAt } = client.orders;
      if (client.mergedInto || states[client.state]?.final) continue;
      if (!firstShippedAt || dayOf(firstShippedAt, timeZone) > period.to) continue;
      whole++;
      if (shippedIn(client, period, timeZone).length > 0) active++;
      else if (isCutOff(client, period)) unknown++;
    }
    return { active, whole, unknown };
  });
}

import type { ConveyorNames } from '../../blueprint/conveyor-names.ts';
import type { CommandInput } from '../../client/command.ts';
import { lookup } from '../../conditions/lookup.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { CheckedQuery } from '../checked-query.ts';
import { allClients } from '../query-clients.ts';
import type { Readable } from '../readable.ts';
import { type AbcSegment, type AbcShares, abcSegments, type ClientRevenue } from './abc-segments.ts';
import type { WholeQuery } from './count-clients.ts';
import { assertPeriod, isCutOff, netOf, ofCurrency, type Period, placedIn } from './period.ts';

/** A client's place by revenue, and what its card says so far. */
export interface RevenueSegment extends ClientRevenue {
  readonly segment: AbcSegment;
  /** The fact `segment` as it is known. */
  readonly known?: string;
  /** Older orders of the period are in the log only: the revenue is at least this. */
  readonly cutOff?: true;
}

/** The base by revenue, and what brings the cards up to it. */
export interface RevenueSegments {
  /** The greatest revenue first. */
  readonly clients: readonly RevenueSegment[];
  /**
   * The fact `segment` of each client whose card says something else: for whoever may say it. None where the
   * blueprint has no such fact.
   */
  readonly commands: readonly CommandInput[];
}

/**
 * The ABC segments of the clients of a query, by the net revenue of a period. Counted are the purchases that
 * were placed in it, in the blueprint's currency. Reads every client that matches; writes nothing. Whoever
 * has the right sends the commands, so that nobody sets by hand what their own load goes by.
 * @throws INVALID_QUERY as `clients.query`, also where the period is none, and the store's errors.
 * @example
 * const { commands } = await segmentsByRevenue(sales, { from: '2026-01-01', to: '2026-12-31' });
 */
export function segmentsByRevenue<Names extends ConveyorNames, const Given extends WholeQuery = WholeQuery>(
  sales: Readable<Names>,
  period: Period & { readonly shares?: AbcShares },
  query?: CheckedQuery<Given, Names>,
): Promise<RevenueSegments> {
  return withArguments('segmentsByRevenue', { sales, period, query: query ?? {} }, async () => {
    const { shares, ...days } = period;
    assertPeriod(days);
    const { currency, facts } = sales.conveyor.blueprint;
    const beside = new Map<string, Pick<RevenueSegment, 'known' | 'cutOff'>>();
    const revenues: ClientRevenue[] = [];
    for await (const client of allClients(sales.context, query ?? {})) {
      // Its orders are the survivor's.
      if (client.mergedInto) continue;
      const known = lookup(client.facts, 'segment')?.value;
      beside.set(client.id, {
        ...(typeof known === 'string' && { known }),
        ...(isCutOff(client, days) && { cutOff: true }),
      });
      revenues.push({ clientId: client.id, revenue: netOf(ofCurrency(placedIn(client, days), currency)) });
    }
    const clients = abcSegments(revenues, shares).map((one) => ({ ...one, ...beside.get(one.clientId) }));
    const isSaid = Object.hasOwn(facts, 'segment');
    const changed = isSaid ? clients.filter(({ segment, known }) => segment !== known) : [];
    return {
      clients,
      commands: changed.map(({ clientId, segment }) => ({
        type: 'learnFacts' as const,
        clientId,
        facts: { segment },
        source: 'revenue',
      })),
    };
  });
}

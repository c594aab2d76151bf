import type { ConveyorNames } from '../../blueprint/conveyor-names.ts';
import type { CommandInput } from '../../client/command.ts';
import { lookup } from '../../conditions/lookup.ts';
import { assertRecord } from '../../errors/assert-record.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { CheckedQuery } from '../checked-query.ts';
import { allClients } from '../query-clients.ts';
import type { Readable } from '../readable.ts';
import { type AbcSegment, type AbcShares, abcSegments, type ClientRevenue } from './abc-segments.ts';
import type { WholeQuery } from './count-clients.ts';
import { assertPeriod, isCutOff, netOf, ofCurrency, type Period, placedIn } from './period.ts';

/** A client whose revenue nobody can tell, and what its card says so far. */
export interface UnknownRevenue {
  readonly clientId: string;
  /** The fact `segment` as it is known. */
  readonly known?: string;
  /** Older orders of the period are in the log only: the revenue is at least what is counted. */
  readonly cutOff?: true;
}

/** A client's place by revenue, and what its card says so far. */
export interface RevenueSegment extends ClientRevenue, UnknownRevenue {
  readonly segment: AbcSegment;
}

/** The base by revenue, and what brings the cards up to it. */
export interface RevenueSegments {
  /** The greatest revenue first. */
  readonly clients: readonly RevenueSegment[];
  /**
   * Whose revenue nobody can tell: unknown is not nothing. They bought in the period, but none of their
   * orders that are at hand bears a total in the blueprint's currency. They get no segment and no command.
   */
  readonly unknown: readonly UnknownRevenue[];
  /**
   * The fact `segment` of each client whose card says something else: for whoever may say it. None where the
   * blueprint has no such fact.
   */
  readonly commands: readonly CommandInput[];
}

/**
 * The ABC segments of the clients of a query, by the net revenue of a period. Counted are the purchases that
 * were placed in it, in the blueprint's currency; who bought nothing is C. Reads every client that matches;
 * writes nothing. Whoever has the right sends the commands, so that nobody sets by hand what their own load
 * goes by.
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
    assertRecord(period);
    const { shares, ...days } = period;
    assertPeriod(days);
    const { currency, facts } = sales.conveyor.blueprint;
    const beside = new Map<string, UnknownRevenue>();
    const revenues: ClientRevenue[] = [];
    const unknown: UnknownRevenue[] = [];
    for await (const client of allClients(sales.context, query ?? {})) {
      // Its orders are the survivor's.
      if (client.mergedInto) continue;
      const clientId = client.id;
      const known = lookup(client.facts, 'segment')?.value;
      const bought = placedIn(client, days);
      const told = ofCurrency(bought, currency);
      const isPartial = isCutOff(client, days);
      const card: UnknownRevenue = {
        clientId,
        ...(typeof known === 'string' && { known }),
        ...(isPartial && { cutOff: true }),
      };
      if (told.length === 0 && (bought.length > 0 || isPartial)) {
        unknown.push(card);
        continue;
      }
      beside.set(clientId, card);
      revenues.push({ clientId, revenue: netOf(told) });
    }
    const clients = abcSegments(revenues, shares).map((one) => ({ ...one, ...beside.get(one.clientId) }));
    const isSaid = Object.hasOwn(facts, 'segment');
    const changed = isSaid ? clients.filter(({ segment, known }) => segment !== known) : [];
    return {
      clients,
      unknown,
      commands: changed.map(({ clientId, segment }) => ({
        type: 'learnFacts' as const,
        clientId,
        facts: { segment },
        source: 'revenue',
      })),
    };
  });
}

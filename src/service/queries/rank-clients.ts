import * as z from 'zod';
import type { ConveyorNames, FactNamed } from '../../blueprint/conveyor-names.ts';
import type { Client } from '../../client/client.ts';
import type { FactType, FactValue } from '../../conditions/fact-schema.ts';
import { lookup } from '../../conditions/lookup.ts';
import { admit } from '../../errors/admit.ts';
import { assertRecord } from '../../errors/assert-record.ts';
import { isConveyorError } from '../../errors/conveyor-error.ts';
import { invalidInput } from '../../errors/invalid-input.ts';
import { fault } from '../../errors/problem.ts';
import { unknownName } from '../../errors/unknown-name.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Instant } from '../../time/instant.ts';
import type { CheckedQuery } from '../checked-query.ts';
import { withOfferAsOfNow } from '../offer-as-of-now.ts';
import { allClients } from '../query-clients.ts';
import type { Readable } from '../readable.ts';
import type { ServiceContext } from '../service-context.ts';
import type { WholeQuery } from './count-clients.ts';

/** By what clients are ranked, and how many are wanted. */
export interface Ranking<Fact extends string = string> {
  /** A fact of type number, money, instant or text, built in or the blueprint's own. */
  readonly by: Fact;
  /** Default `descending`: the greatest and the latest first. */
  readonly order?: 'ascending' | 'descending';
  /** The first so many, 1 to 1,000. Default 100. */
  readonly limit?: number;
}

/** A client with the value that gives it its place. */
export interface RankedClient {
  readonly client: Client;
  /** Of money the amount. */
  readonly value: number | string;
}

/** The first clients by a fact. */
export interface RankedClients {
  /** In their order; clients with one value by id. */
  readonly ranked: readonly RankedClient[];
  /** All clients that match and have a value. */
  readonly known: number;
  /**
   * Clients that match, of whom the fact is not known; money in another currency than the blueprint's, too.
   * Of whoever bought in other currencies only the revenue is not known.
   */
  readonly unknown: number;
}

const rankingSchema = z.strictObject({
  by: z.string(),
  order: z.enum(['ascending', 'descending']).default('descending'),
  limit: z.int().min(1).max(1_000).default(100),
});

/**
 * The first clients of a query by one of their facts, as of now. Reads every client that the store cannot
 * tell to be out, page by page, and keeps those that are wanted.
 * @throws INVALID_QUERY as `clients.query`, also where the fact is unknown or has no order, and the store's
 * errors.
 * @example
 * await rankClients(sales, { by: 'orders.revenue', limit: 20 }, { states: ['overdue'] });
 */
export function rankClients<Names extends ConveyorNames, const Given extends WholeQuery = WholeQuery>(
  sales: Readable<Names>,
  ranking: Ranking<FactNamed<Names>>,
  query?: CheckedQuery<Given, Names>,
): Promise<RankedClients> {
  return withArguments('rankClients', { sales, ranking, query: query ?? {} }, async () => {
    const { context } = sales;
    const { by, order, limit } = parsed(ranking, context);
    const now = context.now();
    const sign = order === 'ascending' ? 1 : -1;
    const compare = (a: RankedClient, b: RankedClient) =>
      a.value === b.value ? (a.client.id < b.client.id ? -1 : 1) : a.value < b.value ? -sign : sign;
    let best: RankedClient[] = [];
    let [known, unknown] = [0, 0];
    for await (const client of allClients(context, query ?? {})) {
      const value = rankOf(client, by, context, now);
      if (value === undefined) {
        unknown++;
        continue;
      }
      known++;
      best.push({ client, value });
      if (best.length >= 2 * limit) best = best.sort(compare).slice(0, limit);
    }
    const ranked = best.sort(compare).slice(0, limit);
    return {
      ranked: ranked.map((one) => ({ ...one, client: withOfferAsOfNow(one.client, context) })),
      known,
      unknown,
    };
  });
}

const ordered: readonly FactType[] = ['number', 'money', 'instant', 'text'];

function parsed(ranking: Ranking, { conveyor }: ServiceContext) {
  assertRecord(ranking);
  const asked = admit(rankingSchema, ranking, 'INVALID_QUERY', 'a ranking');
  const { facts } = conveyor.rules;
  const { by } = asked;
  const type = lookup(facts, by)?.type;
  if (type !== undefined && ordered.includes(type)) return asked;
  const wrong =
    type === undefined
      ? unknownName('fact', by, Object.keys(facts))
      : fault('WRONG_FACT_TYPE', { fact: by, type, types: ordered });
  throw invalidInput('INVALID_QUERY', 'a ranking', [{ path: 'by', ...wrong }]);
}

/** Whether all that the client bought was in other currencies: nothing of it is in this one. */
const isForeign = (revenue: Client['orders']['revenue'], currency: string) =>
  !Object.hasOwn(revenue, currency) && Object.values(revenue).some((amount) => amount !== 0);

/** Where a rule of the caller's fails for a client, nothing is known of that client. */
function rankOf(
  client: Client,
  by: string,
  { conveyor }: ServiceContext,
  now: Instant,
): number | string | undefined {
  try {
    const value = conveyor.rules.readerOf(by)(client, now) as FactValue | null | undefined;
    if (typeof value === 'number' || typeof value === 'string') return value;
    if (typeof value !== 'object' || value === null || !('amount' in value)) return undefined;
    if (by === 'orders.revenue' && isForeign(client.orders.revenue, value.currency)) return undefined;
    return value.currency === conveyor.blueprint.currency ? value.amount : undefined;
  } catch (error) {
    if (!isConveyorError(error, 'CADENCE_RULE_FAILED')) throw error;
    return undefined;
  }
}

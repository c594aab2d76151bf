import type { ConveyorNames } from '../../blueprint/conveyor-names.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { CheckedQuery } from '../checked-query.ts';
import { allClients, type ClientsQuery } from '../query-clients.ts';
import type { Readable } from '../readable.ts';

/** Which clients are counted or ranked: all that match. */
export type WholeQuery = Omit<ClientsQuery, 'limit' | 'after'>;

/**
 * How many clients pass the condition and match the query: those that `clients.all` finds, counted. Reads
 * every client that the store cannot tell to be out, page by page; keeps none.
 * @throws INVALID_QUERY as `clients.query`, and the store's errors.
 * @example
 * await countClients(sales, { states: ['regular'], where: fact('orders.trend').equals('declining') });
 */
export function countClients<Names extends ConveyorNames, const Given extends WholeQuery = WholeQuery>(
  sales: Readable<Names>,
  query?: CheckedQuery<Given, Names>,
): Promise<number> {
  return withArguments('countClients', { sales, query: query ?? {} }, async () => {
    let clients = 0;
    for await (const _ of allClients(sales.context, query ?? {})) clients++;
    return clients;
  });
}

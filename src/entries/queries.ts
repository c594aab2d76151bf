/**
 * Questions about many clients, or about the past of one. How many pass a condition, who is first by a fact,
 * how a client looked at a moment.
 * @packageDocumentation
 */

export { type AsOf, clientAsOf } from '../service/queries/client-as-of.ts';
export { countClients, type WholeQuery } from '../service/queries/count-clients.ts';
export {
  type RankedClient,
  type RankedClients,
  type Ranking,
  rankClients,
} from '../service/queries/rank-clients.ts';

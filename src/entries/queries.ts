/**
 * Questions about many clients, or about the past of one. How many pass a condition or buy, who is first by a
 * fact or brings most of the revenue, how a client looked at a moment, what would
 * come of a command.
 * @packageDocumentation
 */

export {
  type AbcSegment,
  type AbcShares,
  abcSegments,
  type ClientRevenue,
} from '../service/queries/abc-segments.ts';
export { type ActiveBase, activeBase } from '../service/queries/active-base.ts';
export { type AsOf, clientAsOf } from '../service/queries/client-as-of.ts';
export { countClients, type WholeQuery } from '../service/queries/count-clients.ts';
export type { Period } from '../service/queries/period.ts';
export {
  type BaseFigures,
  type ClientFigures,
  type PurchaseFigures,
  purchaseFigures,
} from '../service/queries/purchase-figures.ts';
export {
  type RankedClient,
  type RankedClients,
  type Ranking,
  rankClients,
} from '../service/queries/rank-clients.ts';
export {
  type RevenueSegment,
  type RevenueSegments,
  segmentsByRevenue,
  type UnknownRevenue,
} from '../service/queries/segments-by-revenue.ts';
export { wouldHappen } from '../service/queries/would-happen.ts';

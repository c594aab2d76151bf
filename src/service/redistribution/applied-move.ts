import type { Carried } from '../../client/carried.ts';
import type { Custody } from '../../client/client.ts';

/**
 * What custody was and became of a client that was moved, for undoing and for reviews. It has all that the
 * move took beside it.
 */
export interface AppliedMove extends Carried {
  readonly clientId: string;
  readonly from: Custody | null;
  readonly to: Custody | null;
  readonly overdue: boolean;
  readonly orders: number;
}

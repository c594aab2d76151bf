import type { Oddity } from '../../client/onboarding/oddity.ts';
import type { Likeness } from '../../duplicates/likeness.ts';

/** What the report says of one client that moved in; `code` tells what else it carries. */
export type NewcomerOddity =
  | Oddity
  /** By the rules it stands elsewhere by now than it was told to stand. */
  | { readonly code: 'MOVED_BY_TIME'; readonly told: string; readonly state: string }
  /** Another client came with the same id of a kind, such as a tax id: perhaps a duplicate. */
  | { readonly code: 'SAME_ID'; readonly kind: string; readonly id: string; readonly clientId: string }
  /** Another client came who is perhaps the same company, or a branch of it. */
  | (Likeness & { readonly code: 'ALIKE'; readonly clientId: string })
  /** Another client came with orders of the same ids: perhaps a duplicate, perhaps a wrong row. */
  | {
      readonly code: 'SAME_ORDER';
      readonly orders: number;
      readonly orderId: string;
      readonly clientId: string;
    }
  /** By the rules its holder has lost it by now: through this transfer, or since it moved on. */
  | {
      readonly code: 'RELEASED_BY_TIME';
      readonly role: string;
      readonly employeeId: string;
      readonly transfer?: string;
    }
  /** The entry is the same as an earlier one; nothing was done. */
  | { readonly code: 'ROW_TWICE'; readonly first: number };

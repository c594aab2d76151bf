import type { Instant } from '../../time/instant.ts';

/** What each oddity says beside its code. */
export interface OddityDetails {
  /**
   * Nobody of this id is on the staff, or they may not hold the client in this role. The client came without
   * them.
   */
  HOLDER_UNFIT: { role: string; employeeId: string; why: UnfitCode };
  DEPUTY_UNFIT: { role: string; employeeId: string; why: UnfitCode };
  /** Orders that were placed before the client was registered. */
  ORDERS_BEFORE_REGISTRATION: { orders: number; first: Instant; registeredAt: Instant };
  /** Told to stand in a state that an order like those told leads out of, by the rules. */
  ORDERS_SAY_OTHERWISE: { told: string; state: string; lastAt: Instant };
  /** There are orders, and each was cancelled or returned. */
  NO_ORDER_LASTED: { orders: number };
  /** More than one row has the id. Of each the row that was placed first came in, the others are left out. */
  ORDER_TWICE: OddOrders;
  /** Shipped, paid, cancelled or returned before they were placed. */
  MARK_BEFORE_ORDER: OddOrders;
  /** Returned and never shipped, though others were shipped. */
  RETURNED_UNSHIPPED: OddOrders;
  /** With a total below 0. */
  NEGATIVE_TOTAL: OddOrders;
  /** In another currency than the blueprint's: no rule and no sum in its currency counts them. */
  OTHER_CURRENCY: OddOrders;
}

/** How many orders are odd, and the id of the first of them. */
interface OddOrders {
  orders: number;
  orderId: string;
}

/** Why somebody cannot hold a client, or stand in. */
export type UnfitCode = 'UNKNOWN_EMPLOYEE' | 'EMPLOYEE_LEFT' | 'EMPLOYEE_LACKS_ROLE' | 'ROLE_NOT_IN_STATE';

/**
 * Something in an opening balance that is possible but probably a mistake; `code` tells what else it carries.
 */
export type Oddity = {
  [Code in keyof OddityDetails]: { readonly code: Code } & Readonly<OddityDetails[Code]>;
}[keyof OddityDetails];

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
  /** There are orders, and each was cancelled or returned. */
  NO_ORDER_LASTED: { orders: number };
}

/** Why somebody cannot hold a client, or stand in. */
export type UnfitCode = 'UNKNOWN_EMPLOYEE' | 'EMPLOYEE_LEFT' | 'EMPLOYEE_LACKS_ROLE' | 'ROLE_NOT_IN_STATE';

/**
 * Something in an opening balance that is possible but probably a mistake; `code` tells what else it carries.
 */
export type Oddity = {
  [Code in keyof OddityDetails]: { readonly code: Code } & Readonly<OddityDetails[Code]>;
}[keyof OddityDetails];

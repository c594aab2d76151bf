import type { AssignmentLedger } from '../../assignment/ledger.ts';
import type { AssignmentCharge } from '../../assignment/refund-assignment.ts';
import type { Instant } from '../../time/instant.ts';
import type { ClientInRole } from '../client-in-role.ts';

/** The charge for a client's latest assignment; refunded or not, and if by a merge, into which client. */
export type KeptCharge = AssignmentCharge & {
  readonly at: Instant;
  readonly refunded?: true;
  readonly into?: string;
  /** It was offered by this transfer, which is not answered yet. */
  readonly offered?: { readonly transfer: string; readonly hours: number };
};

/** The ledgers and charges that are read, and what is entered in them. */
export interface Accounts {
  of(role: string): AssignmentLedger;
  chargeFor(client: ClientInRole): KeptCharge | undefined;
  /** The ledger after a charge for the client was made or taken back. */
  enter(client: ClientInRole, ledger: AssignmentLedger, charge: KeptCharge): void;
}

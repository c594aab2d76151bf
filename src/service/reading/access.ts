import type { Explanation } from '../../conditions/explanation.ts';

/** Why somebody sees a client or does not, as a code with its values. */
export type AccessReason =
  /** A service sees every client. */
  | { readonly code: 'SERVICE' }
  /** The role may override any client's conditions, and so sees every client. */
  | { readonly code: 'MAY_OVERRIDE'; readonly role: string }
  /** The blueprint says nothing that would keep a client from the role. */
  | { readonly code: 'READS_ALL'; readonly role: string }
  | { readonly code: 'HOLDS'; readonly role: string }
  /** The present deputy of the holder, or whoever stands in for one of the two with everything. */
  | { readonly code: 'STANDS_IN'; readonly role: string; readonly insteadOf: string }
  /** They are to answer the open handoff, perhaps in place of somebody who is away. */
  | { readonly code: 'OFFERED'; readonly transfer: string; readonly insteadOf?: string }
  | { readonly code: 'OFFERED_TO_ROLE'; readonly transfer: string; readonly role: string }
  /** They decide on the open handoff, which was escalated. */
  | { readonly code: 'DECIDES'; readonly transfer: string; readonly role: string }
  /** The role's `mayRead` holds, or does not; unknown does not. */
  | { readonly code: 'MAY_READ' | 'MAY_NOT_READ'; readonly role: string; readonly explanation: Explanation }
  /** Neither holds the client nor stands in for anybody, and no handoff of it waits for them. */
  | { readonly code: 'NOT_CONCERNED' }
  /** Nobody sees clients before the day of hiring, after the day of leaving, or without a role. */
  | { readonly code: 'NOT_EMPLOYED' };

/** Whether somebody sees a client. */
export interface Access {
  readonly clientId: string;
  readonly as: string;
  readonly isVisible: boolean;
  /** Everything that makes the client visible; where it is not, everything that does not. */
  readonly reasons: readonly AccessReason[];
}

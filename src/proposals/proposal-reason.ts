import type { RefusalReason } from '../client/refusal.ts';
import type { Proposal } from './proposal.ts';

/** Why nothing was proposed, or nothing decided. */
export type ProposalReason =
  | RefusalReason
  | { readonly code: 'UNKNOWN_PROPOSAL'; readonly proposalId: string }
  /** It was decided on, it has expired, or what it was about has been erased. */
  | { readonly code: 'PROPOSAL_CLOSED'; readonly proposal: Proposal }
  /** Services propose; people decide. */
  | { readonly code: 'PERSON_NEEDED'; readonly by: string };

import type { Proposal } from '../../proposals/proposal.ts';
import type { ProposalReason } from '../../proposals/proposal-reason.ts';

/** Who decides, and why. */
export interface DecisionOptions {
  /** An employee. */
  readonly by: string;
  readonly reason?: string;
}

/** The proposal as it is now, or why nothing was proposed or decided. */
export type ProposalResult =
  | { readonly ok: true; readonly proposal: Proposal }
  | { readonly ok: false; readonly reasons: readonly ProposalReason[] };

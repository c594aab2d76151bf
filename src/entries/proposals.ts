/**
 * Commands that an assistant or a script may only propose: a person approves, and they are decided anew.
 * `openProposals` opens them on sales.
 * @packageDocumentation
 */

export {
  describeProposal,
  describeProposalEvent,
  explainProposal,
} from '../proposals/describe-proposal.ts';
export type {
  EventDifference,
  Proposal,
  ProposalDecision,
  ProposalStatus,
} from '../proposals/proposal.ts';
export type {
  ProposalEvent,
  ProposalEventHead,
  ProposalEventPayloads,
  ProposalEventType,
} from '../proposals/proposal-event.ts';
export type { ProposalReason } from '../proposals/proposal-reason.ts';
export {
  openProposals,
  type ProposalInput,
  type Proposals,
} from '../service/proposals/open-proposals.ts';
export type { DecisionOptions, ProposalResult } from '../service/proposals/proposal-result.ts';

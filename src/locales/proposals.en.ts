/** What somebody who may not do it asks a person for. */
export const proposalsEn = {
  asks: '{employee:by} asks {employee:to}: {action}, {client:clientId}[; reason: {why}]. It would mean:',
  statuses: {
    open: 'Nobody has decided yet[; it expires on {time:expiresAt}].',
    done: 'Approved by {employee:decider} and done[: {reason}].',
    refused: 'Approved by {employee:decider}, and not possible any more:',
    stale: 'Approved by {employee:decider}, and not done, since it would mean something else now:',
    rejected: 'Rejected by {employee:decider}[: {reason}].',
    expired: 'Nobody decided until {time:expiresAt}: it has expired.',
    erased: 'What it was about has been erased.',
  },
  advanceTime: 'let due deadlines act',
  changed: 'proposed: {proposed}; now: {now}',
  gone: 'no longer: {proposed}',
  added: 'new: {now}',
  events: {
    proposalMade: '{employee:by} asks {employee:to}: {action}, {client:clientId}',
    proposalApproved:
      '{employee:by} approved the proposal of {employee:proposedBy}: {action}, {client:clientId}',
    proposalRejected:
      '{employee:by} rejected the proposal of {employee:proposedBy}: {action}, {client:clientId}',
    proposalRefused:
      '{employee:by} approved the proposal of {employee:proposedBy}, which was not possible any more: {action}, {client:clientId}',
    proposalFoundStale:
      '{employee:by} approved the proposal of {employee:proposedBy}, which would have meant something else by then: {action}, {client:clientId}',
  },
  refusals: {
    UNKNOWN_PROPOSAL: 'There is no proposal {proposalId}.',
    PROPOSAL_CLOSED: 'The proposal {proposalId} is closed: {status}',
    PERSON_NEEDED: 'Only an employee decides on a proposal, and {employee:by} is none.',
  },
};

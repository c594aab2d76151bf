/** What each event of a plan says; `client/words.ts` tells how placeholders are written. */
export const planEventsEn = {
  events: {
    planDrafted: 'plan {planId} drafted: {reason}; clients to move: {moves}[ ({why})]',
    planEdited: 'plan {planId} edited by hand: decisions: {edits}, clients to move: {moves}[ ({why})]',
    planRebased: 'plan {planId} made anew; clients to move: {moves}[ ({why})]',
    planApproved: 'plan {planId} approved[: {why}]',
    planRejected: 'plan {planId} rejected[: {why}]',
    planDiscarded: 'plan {planId} discarded[: {why}]',
    planFoundStale:
      'plan {planId} is a draft again: what it rests on has changed[; clients: {client:clientIds}][; employees: {employee:employeeIds}]',
    planApplied: 'plan {planId} applied[: {why}]',
    planUndone: 'plan {planId} undone by plan {undoingId}[: {why}]',
    planReturned: 'the clients of plan {planId} return by plan {returnId}[: {why}]',
    planReturnGivenUp: 'nobody returns by plan {planId}: {cause}',
    planForgotten: 'what plan {planId} was made from is no longer kept',
  },
  causes: {
    LEFT: '{employee:employeeId} has left',
    ALL_MOVED_ON: 'every client has moved on',
  },
};

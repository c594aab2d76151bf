/** What a plan's life says; `client/words.ts` tells how placeholders are written. */
export const plansEn = {
  refusals: {
    UNKNOWN_PLAN: 'There is no plan {planId}.',
    PLAN_EXISTS: 'There is a plan {planId} already.',
    WRONG_PLAN_STATUS: 'Plan {planId} is {status}; this can be done while it is {allowed}.',
    NOT_EFFECTIVE_YET: 'Plan {planId} is for {date:effective}; it is not applied before.',
    NOTHING_TO_REDISTRIBUTE: 'Nobody holds a client as {role:role}.',
    NOBODY_OVERLOADED: 'Nobody of the role {role:role} has more to do than {utilisation} of their time.',
    CONTRADICTION: 'This cannot be: {problems}.',
    PLAN_FORGOTTEN: 'Plan {planId} ended long ago; what it rested on is no longer kept.',
    NOT_UNDOABLE: 'Plan {planId} is itself an undoing; make a new plan instead.',
    NO_RETURN: 'Nobody is to return by plan {planId}.',
    NOT_BACK: '{employee:employeeId} is not back yet[; expected on {date:until}].',
  },
  contradictions: {
    NO_SUCH_CLIENT: 'client {client:clientId} is not in the plan',
    NO_SUCH_EMPLOYEE: 'employee {employee:employeeId} is not in the plan',
    PINNED_AND_FORBIDDEN: 'client {client:clientId} is both pinned and forbidden to {employee:employeeId}',
    PINNED_TWICE: 'client {client:clientId} is pinned to several: {employee:employeeIds}',
    PINS_SPLIT_GROUP: 'pins split the holding {group}: {client:clientIds}',
    FORBIDDEN:
      '[the holding {group} goes together: ]client {client:clientId} is forbidden to {employee:employeeId}',
    KEEPS_NONE:
      '[the holding {group} goes together: ]client {client:clientId} is pinned to {employee:employeeId}, who keeps no clients',
    PROTECTED:
      '[the holding {group} goes together: ]client {client:clientId} is pinned to {employee:employeeId}, but protected with {employee:holder} ({why})',
    ACCEPTS_NONE:
      '[the holding {group} goes together: ]client {client:clientId} is pinned to {employee:employeeId}, who accepts no clients',
    NOT_ELIGIBLE:
      '[the holding {group} goes together: ]client {client:clientId} is pinned to {employee:employeeId}, who is not eligible for it',
  },
  statuses: {
    draft: 'a draft',
    approved: 'approved',
    rejected: 'rejected',
    discarded: 'discarded',
    applied: 'applied',
    undone: 'undone',
  },
  stale: {
    client: '{client:clientId}: {changed}[, {employee:from} → {employee:to}].',
    employee: '{employee:employeeId}: {changed}.',
    violation: '{employee:employeeId}: {rule} would be broken by now.',
    rule: '{client:clientId} may not go to {employee:employeeId} any more.',
    other: 'The moves do not fit the clients any more.',
    clients: {
      gone: 'is not held in the role any more',
      holder: 'has another holder',
      hours: 'takes other hours',
      holding: 'belongs to another holding',
      protected: 'is protected by now',
      eligible: 'does not suit the new holder any more',
      other: 'has changed',
    },
    employees: {
      gone: 'is not of the role any more',
      capacity: 'has other hours',
      accepts: 'can or cannot take clients by now',
      keeps: 'can or cannot keep clients by now',
      other: 'has changed',
    },
  },
  leftOut: {
    PROTECTED: '{client:clientId} stays where it is: {why}.',
    MOVED_ON: '{client:clientId} has moved on[ to {employee:employeeId}].',
    refused: '{client:clientId}: {reasons}',
  },
};

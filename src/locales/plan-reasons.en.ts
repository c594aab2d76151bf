/** Why there is a plan, and why it moves a client: what goes into the log, too. */
export const planReasonsEn = {
  reasons: {
    departure: '{employeeId} leaves',
    absence: '{employeeId} is away[ until {date:until}]',
    newHire: '{employeeId} is new',
    overload: 'too much load[ on {employeeIds}]',
    newSegment: 'a segment goes to {employeeIds}',
    manual: 'redistribution',
    undo: 'plan {planId} is undone',
    return: '{employeeId} is back',
  },
  causes: {
    HOLDER_KEEPS_NONE: '{from} keeps no clients',
    NOBODY_HOLDS_IT: 'nobody has it',
    PINNED: 'decided by hand',
    FORBIDDEN_TO_HOLDER: 'it is not to stay with {from}',
    FOLLOWS_HOLDING: 'it goes with its holding',
    RELIEVES_HOLDER: 'it relieves {from}',
    STRENGTHENS_RECEIVER: '{to} suits it better',
  },
};

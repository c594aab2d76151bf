/** Months of pay that are closed, and what is said against a line. */
export const payRecordsEn = {
  events: {
    statementClosed: '{employee:by} closed {period} of {employee:whose}',
    statementRestated:
      '{employee:by} restated {period} of {employee:whose}: it has revision {revision} beside the closed one',
    objectionOpened: '{employee:by} objected to a line of {period} of {employee:whose}',
    objectionAnswered: '{employee:by} answered an objection to {period} of {employee:whose}',
    objectionClosed: '{employee:by} closed an objection to {period} of {employee:whose}: {ended}',
  },
  outcomes: { upheld: 'upheld', declined: 'declined', withdrawn: 'withdrawn' },
  refusals: {
    CLOSED_FOR_ANOTHER: 'The closed months are those of {employee:employeeId}.',
    CLOSED_OUT_OF_ORDER: 'The closed months are not in their order: {period} stands behind {after}.',
    COMMAND_ID_REUSED: 'Under the command id {commandId} something else was done.',
    KNOWN_BEFORE: 'The last closing knew more: it is of {time:knownAt}.',
    MAY_NOT_CLOSE_PAY: '{employee:by} may not close months of pay[; who may: {role:roles}].',
    MAY_NOT_SEE_PAY: '{employee:by} may not see the pay of {employee:employeeId}[; who may: {role:roles}].',
    NOT_THEIR_OBJECTION: '{employee:openedBy} opened the objection: nobody else may withdraw it.',
    OBJECTION_CLOSED: 'The objection is closed.',
    PERIOD_CLOSED: 'The month is closed: the last one is {last}.',
    PERIOD_LEFT_OUT: 'An earlier month is to be closed first: {missing}.',
    PERIOD_NOT_OVER: 'The month is not over before {time:endsAt}.',
    UNKNOWN_EMPLOYEE: 'There is no employee {employee:employeeId}.',
    UNKNOWN_LINE: 'The statement has no line {line}: they are counted from 0, and there are {lines}.',
    UNKNOWN_OBJECTION: 'There is no objection {objectionId}.',
    UNKNOWN_STATEMENT: 'There is no closed month {statementId}.',
  },
};

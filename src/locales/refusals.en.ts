/** What each reason of a refusal says; `client/words.ts` tells how placeholders are written. */
export const refusalsEn = {
  UNKNOWN_CLIENT: 'There is no client {client:clientId}.',
  ALREADY_REGISTERED: 'Client {client:clientId} is registered already.',
  MERGED_AWAY: 'The client is a duplicate of {client:into}: work with that card.',
  NOT_AUTHORIZED:
    '{employee:actor}[ is not on the staff and{stranger}] may not {action}.[ With this client that is for {employee:holders}.][ While they are away, it is for {employee:deputies}.][ With any client it is for {role:roles}.]',
  UNKNOWN_NAME: 'No {kind} is called {name}.[ Did you mean {meant}?][ There are: {known}.]',
  INVALID_VALUE: '{field}: {problem}.',
  TOO_EARLY:
    'Too early: {time:at}, {time:since} is the earliest ([order {orderId}, ][{role:role}, ][{hold:hold}, ]{field}).',
  IN_THE_FUTURE:
    'In the future: {time:at}, now it is {time:now} ([order {orderId}, ][{role:role}, ][{hold:hold}, ]{field}).',
  WRONG_STATE: '{transfer:transfer} starts from {state:from}; the client is in {state:state}.',
  NOT_BY_HAND: '{transfer:transfer} follows by itself and cannot be done by hand.',
  WRONG_ROLE: '{transfer:transfer} is for {role:by}.',
  BLOCKED_BY_HOLD:
    'The client is held: {hold:hold} ({reason})[, until {time:until}].[ It can be lifted by {role:able}.]',
  REASON_NEEDED:
    'A reason must be given, one of: {known}.[ {given} is none of them.][ Did you mean {meant}?]',
  WAKE_DATE_NEEDED: 'A date to come back to the client must be given.',
  ALREADY_THERE: 'The client is in {state:state} already.',
  HANDOFF_OPEN:
    'The handoff {transfer:transfer} is waiting for {employee:to}, until {time:expiresAt}[; {employee:absentee} is away][ through {last:back}][, {employee:deputies} answers meanwhile][, and nobody answers meanwhile{unanswered}].',
  HANDOFF_ESCALATED: '{transfer:transfer} has been for {role:to} to decide since {time:at}: {escalation}.',
  NO_HANDOFF: 'No handoff is waiting for an answer.',
  NOTHING_TO_RETURN: 'There is no accepted handoff that could be given back.',
  RETURN_TOO_LATE: 'The time for giving the client back ended on {time:until}.',
  RECEIVER_NEEDED: 'Somebody in the role {role:role} must be named as the receiver.',
  UNKNOWN_EMPLOYEE: '{employee:employeeId} is not on the staff.',
  EMPLOYEE_NOT_HIRED_YET: '{employee:employeeId} begins on {date:hiredAt} only.',
  EMPLOYEE_LEFT: '{employee:employeeId} left on {date:leftAt}.',
  EMPLOYEE_LACKS_ROLE: '{employee:employeeId} does not have the role {role:role}.',
  ROLE_NOT_IN_STATE: '{role:role} takes no part in the state {state:state}[; there are: {role:roles}].',
  NOT_HELD: 'Nobody holds the client as {role:role}.',
  NO_DEPUTY: 'Nobody stands in as {role:role}.',
  ALREADY_HELD: '{employee:employeeId} holds the client as {role:role} already.',
  CLAIMS_FULL: 'As {role:role} nobody takes more than {limit} clients out of the pool.',
  HELD_BY_ANOTHER:
    'The {role:role} of the client has changed[: it was {employee:expected}][, now {employee:actual}].',
  NOT_MOVED_BY_PLAN: 'The client did not come to its {role:role} by plan {planId}.',
  HOLD_IN_PLACE: '{hold:hold} is in place already.',
  NO_SUCH_HOLD: '{hold:hold} is not in place.',
  UNKNOWN_ORDER: 'There is no order {orderId}.',
  ORDER_EXISTS: 'Order {orderId} is recorded already.',
  REVENUE_TOO_LARGE:
    'The orders in {currency} would come to more than {most} minor units: too much to be told exactly.',
  ORDER_ALREADY:
    'Order {orderId} is {status} already.[ Since then money went back: what is paid again is a record of its own (recordMoney).{again}]',
  RECORD_EXISTS: 'Something else is recorded under {recordId} already.',
  TOO_MANY_RECORDS: 'Order {orderId} has {limit} records of its money already.',
  UNKNOWN_WINDOW: 'There is no decision window {windowId}.',
  WINDOW_CLOSED: 'Decision window {windowId} is {status} already.',
  UNKNOWN_PERSON: "There is no person {personId} on the client's side.",
  TOO_MANY_PEOPLE: 'The client has {limit} people already: record one of them anew.',
  TOO_MANY_WINDOWS: 'The client has {limit} decision windows already: record one of them anew.',
  SAME_CLIENT: 'A client cannot be its own duplicate.',
  NOT_MERGED: '{client:clientId} was not merged into this client.',
  UNKNOWN_RECORD: 'There is no record {eventId}.',
  NOT_CORRECTABLE: '{eventId} is a move and no record: undo it by another move.',
  COMMAND_ID_REUSED:
    'The command id {commandId} belongs to another command[: entry {first} of this call, with other data].',
};

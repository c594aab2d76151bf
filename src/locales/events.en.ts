/** What each event says; `client/words.ts` tells how placeholders are written. */
export const eventsEn = {
  clientRegistered: 'registered from {source:source}, in {state:state}',
  clientOnboarded:
    'moved in[ from {system}], {state:state} since {date:since}[, with {employee:holders}][, in the pool of: {role:pool}][; left out: {employee:unfit}][, orders: {count}]',
  contactRecorded: 'contact by {channel}[, {employee:performedBy}][: {note}]',
  factsLearned: 'learned: {learned}',
  personRecorded: 'got to know {name}',
  windowRecorded: 'decision window for {category}: {date:at}',
  windowWon: 'decision window of {date:at} won[, the next one is {date:next}]',
  windowMissed: 'decision window of {date:at} missed[, the next one is {date:next}]',
  orderRecorded: 'order {orderId}[ of {total}]',
  orderShipped: 'order {orderId} shipped',
  orderPaid: 'order {orderId} paid',
  orderCancelled: 'order {orderId} cancelled[: {reason}]',
  moneyRecorded: 'order {orderId}, {kind}: {amount}[ ({reason})]',
  orderReturned: 'order {orderId} returned[: {reason}]',
  stateChanged: '{state:from} → {state:to}[: {transfer:transfer}][, {reason}]',
  deadlinePassed: 'the time for {transfer:transfer} came, its condition did not hold',
  noticeGiven:
    'notice to {employee:to}[: {transfer:transfer} comes on {date:dueAt}][: {hold:hold} has lasted so long][: prepare for the decision on {category} of {date:dueAt}]',
  holderAssigned:
    '{employee:employeeId} holds the client as {role:role}[ after {employee:from}][; {employee:absentee} is away][ through {last:back}][, {employee:deputies} answers meanwhile][, and nobody answers meanwhile{unanswered}]',
  holderReleased: '{employee:employeeId} no longer holds the client as {role:role} ({cause})',
  clientReassigned: '{role:role}: [{employee:former} → ]{employee:holder} ({cause}; plan {planId})',
  clientPooled: 'in the pool of {role:pool}: {cause}',
  deputySet: '{employee:employeeId} stands in as {role:role}[ until {date:until}]',
  deputyCleared: '{employee:employeeId} no longer stands in as {role:role}[; {employee:next} does]',
  handoffOffered:
    'offered: {transfer:transfer}[ ({reason})] to {employee:receiver}, until {time:expiresAt}[ ({dealt})][; {employee:absentee} is away][ through {last:back}][, {employee:deputies} answers meanwhile][, and nobody answers meanwhile{unanswered}]',
  handoffAccepted:
    '[{employee:receiver} accepted{self}][{employee:agent} accepted on behalf of {employee:receiver}]: {transfer:transfer}[; {employee:absentee} is away][ through {last:back}][, {employee:deputies} answers meanwhile][, and nobody answers meanwhile{unanswered}]',
  handoffRejected: 'rejected: {transfer:transfer}, {reason}[: {note}]',
  handoffSenderChanged: '{transfer:transfer} is now offered by [{employee:sender}, ]{role:role}',
  handoffEscalated: '{transfer:transfer} goes to {role:to} ({escalation})',
  handoffWithdrawn: 'withdrawn: {transfer:transfer}[, {cause}]',
  releaseUndone:
    'undone, as there was [a contact in time{contact}][an order in time ({orderId})][a hold ({hold:hold})]: {transfer:transfer}[; held by {employee:holders}]',
  clientReturned: 'given back: {transfer:transfer}, {reason}[: {note}]',
  firstContactMissed: '{employee:employeeId} made no first contact in time',
  holdPlaced: 'held: {hold:hold}, {reason}[, until {time:until}]',
  holdReleased: 'no longer held: {hold:hold}',
  duplicateMerged:
    'duplicate {client:duplicateId} merged[; taken from it: {fact:taken}][; its own kept: {fact:kept}][; orders that both had, with another date or total, as they are here: {keptOrders}]',
  duplicateUnmerged:
    'merge of {client:duplicateId} undone[; stays where it is, as people have moved it on since ({moved})][; {employee:unfit} cannot hold it any more][; learned meanwhile and kept here: {fact:paths}]',
  mergedAway: 'merged into {client:into}',
  mergeUndone: 'merge into {client:into} undone[; {employee:unfit} cannot hold it any more]',
  clientMigrated:
    'moved to version {to} of the rules[, now in {state:state}][; withdrawn with the old rules: {transfer:transfer}, offered to {employee:receiver}][; the open offer was withdrawn with the old rules{ended}]',
  migrationUndone: 'back on the rules before version {from}[, in {state:state} again]',
  recordCorrected:
    'record {eventId} [corrected{replaced}][declared void{voided}][, right is: {right}][, right is: order {orderId}][, {date:correctedAt}]: {reason}',
  personalDataErased:
    'personal data erased[, of the person {personId}][, of {employee:employeeId}][: {reason}]',
};

/** What events speak of beside names. */
export const eventValuesEn = {
  pool: 'pool',
  channels: { phone: 'phone', email: 'e-mail', meeting: 'meeting', messenger: 'messenger', visit: 'visit' },
};

/** What there is to do, of an inbox. */
export const inboxEn = {
  items: {
    OFFERED_TO_ME: 'answer the handoff {transfer:transfer}[, offered by {employee:from}]',
    OFFERED_TO_ROLE:
      'answer the handoff {transfer:transfer}, which is for anyone of {employee:to}[; offered by {employee:from}]',
    ESCALATED_TO_ME:
      'decide on the handoff {transfer:transfer}[ of {employee:from}] to {employee:to}: {escalation}',
    OFFER_WAITS:
      'waits for an answer: {transfer:transfer}, offered to {employee:to}[; {role:escalatedTo} decides by now]',
    OFFER_LAPSED: 'nobody answered the handoff {transfer:transfer}: offer it anew, or go on with the client',
    OFFER_REJECTED:
      'the handoff {transfer:transfer} was rejected, {reason}: offer it anew, or go on with the client',
    STANDING_IN: 'you stand in for {employee:employeeId}; clients in hand: {clients}',
    RELEASE_AHEAD: 'act, or the client goes to the pool: {transfer:transfer}',
    FIRST_CONTACT: 'first contact after the handoff {transfer:transfer}',
    INTRODUCTION: 'introduce yourself: the client was moved to you by a redistribution',
    WINDOW_OPEN: 'prepare for the decision: {category}',
    ORDER_HELD: {
      toLift:
        'above the credit limit[, order {orderId}]: see that debts are paid or the limit is raised, or lift {hold:hold}',
      waits:
        'above the credit limit[, order {orderId}]: it is not shipped until debts are paid or {hold:hold} is lifted; speak with the client',
    },
    OVERDUE: {
      overdue: 'overdue since {date:since}: find out why there is no order',
      dormant: 'dormant since {date:since}: win the client back',
    },
    IN_POOL:
      'in the pool of {role:pool}: {clients} with nobody to answer for them, the first since {date:since}',
  },
  overload: '; no time for it: {employee:employeeId} would have {hours} h of {capacity} h a month',
  instead: '{text} (for {employee:insteadOf})',
};

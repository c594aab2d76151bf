/** What each rule of the lint says; `client/words.ts` tells how placeholders are written. */
export const lintEn = {
  'not-analysed':
    'not everything could be looked at within the limit of work[: what the condition of {transfer:transfer} comes to is not known]',
  'condition-never': 'the condition of {transfer:transfer} can never be met',
  'condition-always': 'the condition of {transfer:transfer} is always met: it asks for nothing',
  'condition-part-redundant':
    'a part of the condition of {transfer:transfer} makes no difference: without it the same clients pass',
  'transfer-shadowed':
    '{transfer:transfer} never follows from {state:states}: whenever it could, {transfer:other} goes first',
  'deadline-overtaken':
    '{transfer:transfer} never comes about in {state:states}: by its time {transfer:other} has always moved the client',
  'transfer-never': '{transfer:transfer} never follows: in {state:states} none of its events can happen',
  'transfer-out-of-reach':
    'nobody who is only {role:roles} can start {transfer:transfer} in {state:states}: the role may do it with its own clients, and holds none there',
  'acceptance-after-exit':
    'an offer of {transfer:transfer} never expires in {state:state}: before its time to answer is over, {transfer:other} has taken the client away',
  'cadence-out-of-order':
    'a client can be {later} no later than {earlier}: the limits of purchase cadence contradict each other',
  'ping-pong-by-time':
    'left alone, a client goes round for ever: {state:states}; nothing but time leads on, and nothing ends it',
  'ping-pong-by-event':
    'the same event sends a client to and fro for ever: {state:states} by {transfer:transfers}',
  'ping-pong-by-return':
    '{transfer:transfer} and its return can go round for ever: the client comes back to {state:state}, where nothing stands against offering it again',
  'escalation-to-receiver':
    'a twice rejected or expired offer of {transfer:transfer} goes to {role:role}, who receives it: nobody else decides',
  'dead-end': 'nothing leads out of {state:state}: none of its transfers can come about',
  'handoff-leads-nowhere':
    '{transfer:transfer} leads to {state:state} by {how}[ ({reasons})], and nothing leads out of it',
  'end-by-silence':
    '{transfer:transfer} ends a client in {state:state} by {fact:facts}: an order or a contact that is recorded late cannot take that back',
  'waiting-without-date':
    '{transfer:transfer} can bring a client to {state:state} for whom none of the moments is known that would end the waiting',
  'wake-date-unused':
    '{transfer:transfer} asks for a wake date, and nothing in {state:state} makes use of it',
  'release-without-effect':
    '{transfer:transfer} ends the custody of {role:role}, who holds no client in {state:states}',
  'fact-unsupplied':
    'no role is told to supply {fact:fact}, which is needed[ for {transfer:transfers}][ for the load of {role:roles}]',
  'fact-supplier-may-not':
    '{fact:fact} is to be supplied by {role:roles}, who may not record facts about any client',
  'fact-unused': 'nothing makes use of {fact:fact}',
  'role-reads-nothing':
    '{role:role} may act on clients in {state:states} and is not shown any there: what it may see leaves them out',
  'role-without-load':
    '{role:role} takes part in {state:states}, and none of them has a load norm for the role',
  'handoff-without-load':
    '{transfer:transfer} gives clients to {role:role} in {state:state}, which has no load norm for the role',
  'load-of-others-only':
    '{state:state} has load norms, and none for {role:role}, who answers for the client there',
};

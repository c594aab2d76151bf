/** What has no image in a migration; `client/words.ts` tells how placeholders are written. */
export const migrationEn = {
  state: 'state {state:state}: where do its clients go?',
  role: 'role {role:role}: who takes over from it?',
  custody: {
    noPart: 'state {state:state}: role {role:role} has no part in it any more',
    notResponsible: 'state {state:state}: role {role:role} no longer answers for it',
    twoBecomeOne: 'state {state:state}: role {role:role} becomes the same as another one',
  },
  wakeDate: 'state {state:state}: when do its clients wake up? They have no date',
  handoff: 'state {state:state}: pending handoffs {transfer:transfer} could not be accepted any more',
  deadline: 'state {state:state}: clients wait for {transfer:transfer}, which no longer comes by time',
  hold: 'hold {hold:hold}: does it end?',
  fact: 'fact {fact:fact}[, values {values}]: what becomes of what is known?',
  clients: '{text} (clients: {clients})',
  atOnce: {
    moved: 'Time changes the state of clients at once: {clients}.',
    nobody: 'Time changes nobody’s state at once.',
    way: '{state:from} → {state:to}[: {transfer:transfer}] (clients: {clients})',
    next: 'The next deadline: {time:at} (clients: {clients}).',
  },
};

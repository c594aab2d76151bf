/**
 * Everything that somebody can do to a client; the names are the command types. A blueprint's roles and services say which
 * of these they may do.
 */
export const actions = [
  'register',
  'recordContact',
  'learnFacts',
  'recordPerson',
  'recordWindow',
  'resolveWindow',
  'recordOrder',
  'shipOrder',
  'payOrder',
  'cancelOrder',
  'returnOrder',
  'transfer',
  'acceptHandoff',
  'rejectHandoff',
  'withdrawHandoff',
  'returnClient',
  'assignRole',
  'releaseRole',
  'setDeputy',
  'placeHold',
  'releaseHold',
  'mergeDuplicate',
  'unmergeDuplicate',
  'correctRecord',
  'override',
  'manageEmployees',
] as const;

/** The name of one of the {@link actions}. */
export type Action = (typeof actions)[number];

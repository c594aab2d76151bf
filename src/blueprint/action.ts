/**
 * Everything that somebody can do to a client, to the staff, to the client base and to the rules. What is
 * done to a client has the name of its command. A blueprint's roles and services say which of these they may
 * do.
 */
export const actions = [
  'register',
  'onboard',
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
  'recordMoney',
  'transfer',
  'acceptHandoff',
  'rejectHandoff',
  'withdrawHandoff',
  'returnClient',
  'assignHolder',
  'releaseHolder',
  'setDeputy',
  'applyRedistribution',
  'undoRedistribution',
  'placeHold',
  'releaseHold',
  'mergeDuplicate',
  'unmergeDuplicate',
  'correctRecord',
  'override',
  'manageEmployees',
  'planRedistribution',
  'approveRedistribution',
  'changeRules',
  'erasePersonalData',
] as const;

/** The name of one of the {@link actions}. */
export type Action = (typeof actions)[number];

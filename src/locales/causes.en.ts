import { clientsEn, hoursEn } from './units.en.ts';

/** Why things happened, by code: what the log says of itself, or along with something else. */
export const causesEn = {
  causes: {
    text: '{text}',
    transfer: '{transfer:transfer}',
    released: 'let go: {reason}',
    registered: 'newly registered',
    onboarded: 'moved in without a holder',
    person: 'decided by hand',
    event: 'followed from an event',
    time: 'its time came',
    timeOver: 'its time is over',
    withinLimit: 'what is unpaid is within the limit again',
    handoff: 'handed over',
    rejection: 'the handoff was rejected',
    return: 'given back',
    override: 'overridden',
    merge: 'merged with another client',
    merged: 'came with a duplicate',
    unmerge: 'the merge was undone',
    unmerged: 'the duplicate went its own way again',
    moved: 'the client moved on',
    holderLeft: 'its holder left the staff',
    migration: 'the rules changed',
    assigned: 'assignment: owed {owed}, {able} of {candidates} could take the client',
    nobodyCanTake: 'nobody can take the client: {obstacles}',
    plan: '{why}[: {move}]',
  },
  /** What stands against all candidates of an assignment. */
  obstacles: {
    NO_CANDIDATES: 'nobody has the role',
    NOT_HIRED_YET: 'not there yet',
    LEFT: 'left',
    ABSENT: 'absent',
    LACKS_ROLE: 'not of the role',
    HOLDS_ALREADY: 'hold it already',
    NOT_ELIGIBLE: 'not suitable',
    NO_CAPACITY: 'no time for clients',
    OVER_CAP: 'full',
    ON_HOLD: 'the client is held',
  },
  plans: {
    departure: '{employee:employeeIds} leaves',
    absence: '{employee:employeeIds} is away[ until {date:until}]',
    newHire: '{employee:employeeIds} is new',
    overload: 'too much load[ on {employee:employeeIds}][ and {more} more]',
    newSegment: 'a segment goes to {employee:employeeIds}[ and {more} more]',
    manual: 'redistribution',
    undo: 'plan {planId} is undone',
    return: '{employee:employeeIds} is back',
  },
  moves: {
    HOLDER_KEEPS_NONE: '{employee:from} keeps no clients',
    NOBODY_HOLDS_IT: 'nobody has it',
    PINNED: 'decided by hand',
    FORBIDDEN_TO_HOLDER: 'it is not to stay with {employee:from}',
    FOLLOWS_GROUP: 'it goes with its group of companies',
    RELIEVES_HOLDER: 'it relieves {employee:from}',
    STRENGTHENS_RECEIVER: '{employee:to} suits it better',
  },
  /** What is recorded of an order's money. */
  money: {
    payment: 'part payment',
    paymentUndone: 'payment undone',
    writeOff: 'written off',
    writeOffUndone: 'write-off undone',
    creditNote: 'credit note',
    return: 'part returned',
    priceCorrection: 'price correction',
  },
  units: {
    /** So many clients. */
    clients: clientsEn,
    /** So many hours. */
    hours: hoursEn,
  },
};

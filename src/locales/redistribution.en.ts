import { clientsEn, hoursEn } from './units.en.ts';

/** What redistribution says; `client/words.ts` tells how placeholders are written. */
export const redistributionEn = {
  move: '{client:clientId}[ from {employee:from}] to {employee:to}: {cause}[; {employee:to} is then at {with}, without it at {without}][; experience fits by {fit}][; if it stayed, the plan would be {staying} worse][; if it stayed, the plan would be as good{stays}][; next best is {employee:next}][, the plan {extra} worse with them][; just as good is {employee:alike}].',
  infeasible: {
    NOBODY_ELIGIBLE: 'Nobody can have {client:clientIds}[: {obstacles}].',
    TOO_LARGE:
      '{client:clientIds}: {amount} at once, but nobody who may have them has room for more than {mostFree}.',
    NO_ROOM:
      '{clients} [of {employee:holders} ]come to {amount}; those who may have them ({employee:employeeIds}) have room for {free}: {short} too little.',
    OUT_OF_REACH: '{employee:employeeId} needs at least {needed} and can come to {reachable} at most.',
    NOT_ENOUGH: 'At least {needed} are wanted for everybody together, there are only {amount} to give.',
    RULES_CLASH: 'These rules cannot all hold together: {rules}.',
  },
  obstacles: {
    ACCEPTS_NONE: '{count} accept no clients',
    KEEPS_NONE: '{count} keep no clients',
    NOT_ELIGIBLE: '{count} not eligible',
    FORBIDDEN: '{count} forbidden',
    GROUP_ELSEWHERE: '{count} do not have the rest of the group of companies',
  },
  rules: {
    'utilisation.max': 'the highest share of capacity',
    'utilisation.min': 'the lowest share of capacity',
    loadBand: 'the band of load',
    potentialBand: 'the band of potential',
    'maxLoss.clients': 'the share of clients that anybody may lose',
    'maxLoss.hours': 'the share of hours that anybody may lose',
    'maxLoss.revenue': 'the share of revenue that anybody may lose',
    'maxGain.clients': 'the share of clients that anybody may gain',
    'maxGain.hours': 'the share of hours that anybody may gain',
    'maxGain.revenue': 'the share of revenue that anybody may gain',
    maxMoves: 'the number of voluntary moves',
    maxMovedRevenue: 'the share of revenue that may move',
    pins: 'the decisions by hand (pins)',
    forbidden: 'the forbidden pairs',
    protected: 'the protection of clients',
    keepGroupsTogether: 'keeping groups of companies together',
    movable: 'the rule that only those clients move who must',
  },
  protections: {
    RULE: '{why}',
    HOLD: 'the hold {hold:hold} ({reason})[, placed by {employee:by}][ on {date:since}]',
    MOVED_LATELY: 'it was moved lately[: on {date:at}]',
    MOVED_OFTEN: 'it was moved often enough[, last on {date:at}]',
    NOT_OF_SEGMENT: 'it is not of the segment',
    NO_OVERLOAD: 'its holder has no overload',
  },
  exclusions: {
    AWAY: 'away[ through {last:until}]',
    NOT_HIRED_YET: 'works here from {date:at} on',
    LEAVES: 'leaves on {date:at}',
    LACKS_ROLE: 'does not have the role',
    GIVES_AWAY: 'the plan hands on their own clients',
    OTHERS_GAIN: 'the plan is for others',
    OVERLOADED: 'the plan is to lighten their own load',
  },
  excluded: '{employee:employeeId} gains no clients: {why}',
  untouched: '{client:clientId} stays with {employee:holder}: {why}[; one group with {client:mate}]',
  quality: {
    attained: 'At least {share} of what is possible is reached.',
    best: 'It is as good as it can be: nothing has to move.',
    optimal: 'There is no better plan, and that is proven.',
    gap: 'A better plan could save at most {share}.',
  },
  relaxed: 'This would do: {rule} at {to} instead of {from}{minimal}; a plan was found.',
  lifted: 'Without {rule} a plan was found.',
  minimal: ', hardly less',
  smallestFound: ', perhaps less',
  noRelaxation: 'No single rule is enough to relax.',
  notFound: 'No plan was found; there may be one.',
  units: {
    /** So many clients. */
    clients: clientsEn,
    /** So many hours. */
    hours: hoursEn,
    /** So much potential. */
    potential: (number: string, _: Intl.LDMLPluralRule) => `${number} of potential`,
    /** So much revenue. */
    revenue: (number: string, _: Intl.LDMLPluralRule) => `${number} of revenue`,
  },
};

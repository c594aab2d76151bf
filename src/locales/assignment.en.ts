/** What an assignment says; `client/words.ts` tells how placeholders are written. */
export const assignmentEn = {
  made: '{client:clientId} goes to {employee:employeeId} as {role:role}: owed {owed}, {able} of {candidates} could take the client.',
  pooled: '{client:clientId} belongs into the pool of {role:pool}: nobody can take the client.',
  /** One who can take the client. */
  able: '{employee:employeeId}: owed {before} + share {share} + bonus {bonus} = {score}, then {after}; received {received}, holds {clients} ({openHours} of {capacity}, {utilisation})',
  unable: '{employee:employeeId} cannot: {reasons}',
  obstacles: {
    NOT_HIRED_YET: 'begins on {date:hiredAt}',
    LEFT: 'left on {date:leftAt}',
    ABSENT: 'absent[ through {last:until}][, {employee:deputy} stands in]',
    LACKS_ROLE: 'does not have the role {role:role}',
    HOLDS_ALREADY: 'holds the client already',
    REJECTED: 'rejected or returned the client before: {transfer:transfer}',
    NO_CAPACITY: 'has no time for clients',
    DECLINED: 'has left the task to others',
    NO_TIME_LEFT: 'has {left} min left of today, the task takes {minutes} min',
    ON_HOLD: 'the client is held: {hold:hold} ({reason})[, until {time:until}]',
  },
  caps: {
    openClients: 'would hold {actual} clients, {limit} at most',
    utilisation: 'would be at {actual} of capacity, {limit} at most',
    newPerDay: 'would get {actual} new clients on this day, {limit} at most',
    newPerWeek: 'would get {actual} new clients in this week, {limit} at most',
  },
};

import type { FactTypeName, NameKind } from './problem-details.ts';

const nameKinds = {
  role: 'role',
  state: 'state',
  transfer: 'transfer',
  hold: 'hold',
  fact: 'fact',
  instantFact: 'fact of type instant',
  grade: 'grade',
  pool: 'pool',
  cadenceRule: 'cadence rule',
  reason: 'reason',
  option: 'option',
};

/** The nearest name that there is. */
const didYouMean = '[; did you mean "{meant}"?]';
/** Or every name that there is. */
export const writable = `${didYouMean}[; there are: {known}]`;

/** What may be wrong with any input; the words of a blueprint's faults, and of a plan's, are with theirs. */
const problems = {
  UNKNOWN_KEY: `Unknown key${didYouMean}`,
  MISSING: 'is missing, must be {expected}',
  WRONG_TYPE: 'must be {expected}[, not {received}][, one of: {allowed}]',
  EMPTY: 'must not be empty',
  TOO_SMALL: '[{of}: ]must be[ at least {least}][ more than {above}]',
  TOO_BIG: '[{of}: ]must be at most {most}',
  NOT_ONE_OF: 'must be one of: {allowed}',
  WRONG_FORM: '{form}',
  TO_BE_LEFT_OUT: 'must be left out',
  NOT_VALID: 'is not valid',
  CANNOT_BE_READ: 'cannot be read: {thrown}',
  AND_MORE: 'and {count} more',
  UNKNOWN_NAME: `no {kind} is called "{name}"${writable}`,
  RESERVED_NAME: 'is a reserved name',
  NAME_OF_SERVICE: 'is the name of a service',
  NO_NAME: 'must have a name in one language at least',
  NOT_A_TIME_ZONE: 'must be an IANA time zone such as Europe/Moscow',
  OUT_OF_CALENDAR: 'must lie within the years {first} to {last} of UTC',
  NO_SUCH_DAY: 'is a day that does not exist',
  EMPTY_DURATION: 'must have at least one part, such as days',
  SHORTER_THAN_DAY: 'must be at least a day',
  NOT_LATER: 'must be later than "{than}"[; on the day after it is written {nextDay}]',
  NO_FACTS: 'must name at least one fact',
  WHY_NEEDED: 'must say why',
  SENDER_NEEDED: 'is to name who sends it',
  LACKS_ROLES_OF: '{employee:employeeId} has none of the roles of {employee:absent}: {role:roles}',
  HAS_LEFT: '{employee:employeeId} left on {leftAt}',
  NOT_HIRED_YET: '{employee:employeeId} is not hired before {hiredAt}',
  TOO_DEEP: 'must not be nested deeper than {most} levels',
  TOO_MANY_PARTS: 'must not have more than {most} parts',
  TOO_LONG: 'must not be longer than {most}',
  UNSUITABLE_OPERATOR: '"{operator}" does not suit "{fact}" of type {type}; use {suitable}',
  WRONG_FACT_TYPE: 'must be of type {types}; "{fact}" is of type {type}',
  NOT_AN_AMOUNT: 'must be a finite number, 0 or more',
  CANDIDATE_TWICE: 'is a candidate twice',
  NO_SUCH_CLIENT: 'there is no client {client:clientId}',
  NO_SUCH_EMPLOYEE: `there is no employee {employee:employeeId}${didYouMean}`,
};

/** The forms that texts may have to have. */
export const forms = {
  id: 'must not begin with @',
  text: 'must be well-formed text without control characters',
  blank: 'must not be blank',
  name: 'must be a name of letters, digits, _ and -',
  factPath: 'must be a dotted identifier such as orders.count',
  language: 'must be the code of a language, as en or pt-BR',
  currency: 'must be an ISO 4217 code such as EUR',
  rate: 'must be an exact decimal above 0 such as 98.7654',
  timeOfDay: 'must be a time of day such as 09:00',
  endOfWork: 'must be a time such as 18:00, or 30:00 for 06:00 of the day after',
  date: 'must be a day such as 2026-03-02',
  year: 'must be a year',
  dayOrMoment: 'must be a day such as 2026-03-02, or a moment with "Z" or an offset',
  datetime: 'must be a moment with "Z" or an offset, such as 2026-03-02T09:00:00+03:00',
  any: 'is not of the form that is asked for',
};

/** The English of problems: their messages, and what the English dictionary says. */
export const problemWords = {
  problems,
  /** Whose the problem is. */
  of: { client: 'client {client:id}[, order {orderId}]: ', employee: 'employee {employee:id}: ' },
  kinds: nameKinds satisfies Record<NameKind, string>,
  forms,
  /** Of what a size is told. */
  sizes: { string: 'number of characters', array: 'number of entries' },
  /** The types of facts, as conditions are checked. */
  types: {
    number: 'number',
    money: 'money',
    text: 'text',
    boolean: 'boolean',
    instant: 'instant',
    enum: 'enum',
    texts: 'texts',
  } satisfies Record<FactTypeName, string>,
  /** What is expected: types as parsers name them, and those of facts. */
  expected: {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'yes or no',
    array: 'a list',
    object: 'an object',
    record: 'an object',
    date: 'a date',
    money: '{ amount, currency }: whole minor units and an ISO 4217 code such as EUR',
    text: 'a text',
    instant: 'a moment with "Z" or an offset, within the years 0000 to 9999 of UTC',
    enum: 'a value of the list',
    texts: 'a list of texts',
    function: 'a function',
    complete: 'complete',
  },
};

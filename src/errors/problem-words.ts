import type { FactTypeName, NameKind, ProblemCode } from './problem-details.ts';

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
};

const did = '[; did you mean "{meant}"?]';
const mates = '[the group of companies {group} goes together: ]';

const problems = {
  UNKNOWN_KEY: 'Unknown key',
  WRONG_TYPE: 'must be {expected}[, one of: {allowed}]',
  TOO_SMALL: 'must be at least {least}',
  TOO_BIG: 'must be at most {most}',
  NOT_ONE_OF: 'must be one of: {allowed}',
  WRONG_FORM: 'is not of the form that is asked for',
  TO_BE_LEFT_OUT: 'must be left out',
  NOT_VALID: 'is not valid',
  CANNOT_BE_READ: 'cannot be read: {thrown}',

  UNKNOWN_NAME: `no {kind} is called "{name}"${did}`,
  UNKNOWN_OLD_NAME: `no old {kind} is called "{name}"${did}`,
  UNKNOWN_NEW_NAME: `no new {kind} is called "{name}"${did}`,
  UNKNOWN_ROLE_OF_STATE: `no old role of "{state}" is called "{name}"${did}`,
  SHARED_NAME: '{names} would all become "{name}"',
  RESERVED_NAME: 'is a reserved name',
  NAME_OF_SERVICE: 'is the name of a service',
  NO_NAME: 'must have a name in one language at least',

  NOT_A_TIME_ZONE: 'must be an IANA time zone such as Europe/Moscow',
  OUT_OF_CALENDAR: 'must lie within the years 0000 to 9999 of UTC',
  EMPTY_DURATION: 'must have at least one part, such as days',
  SHORTER_THAN_DAY: 'must be at least a day',
  NOT_LATER: 'must be later than "{than}"',
  NO_FACTS: 'must name at least one fact',
  WHY_NEEDED: 'must say why',
  SENDER_NEEDED: 'is to name who sends it',
  LACKS_ROLES_OF: '{employee:employeeId} has none of the roles of {employee:absent}: {role:roles}',
  HAS_LEFT: '{employee:employeeId} has left',

  TOO_DEEP: 'must not be nested deeper than {most} levels',
  TOO_MANY_PARTS: 'must not have more than {most} parts',
  TOO_LONG: 'must not be longer than {most}',
  UNSUITABLE_OPERATOR: '"{operator}" does not suit "{fact}" of type {type}; use {suitable}',
  WRONG_FACT_TYPE: 'must be of type {types}; "{fact}" is of type {type}',

  BUILT_IN_FACT: 'is a built-in fact and cannot be declared again',
  NO_ENUM_FACT: '"{fact}" is no enum fact of the blueprint',
  NO_VALUE_OF_FACT: 'is no value of "{fact}"',
  UNUSED_ROLE: 'is used by no state, transfer or handoff',
  MAY_NOT: '"{role}" may not {action}',
  NOT_FINAL: '"{state}" is not a final state',
  UNREACHABLE: 'cannot be reached from any entry',
  FINAL_WITH_EXITS: 'is final, yet transfers lead out of it',
  NO_RESPONSIBLE_ROLE: 'is not final, so it needs a responsible role',
  NO_EXITS: 'is not final, yet no transfer leads out of it',
  WAITS_FOR_NOTHING: 'is a waiting state, so a transfer triggered by time must lead out of it',
  NO_PART_IN_STATE: '"{role}" does not take part in the state',
  HANDOFF_BY_NOBODY: 'only a person can offer a handoff, so the trigger must be a person',
  REASON_BY_NOBODY: 'only a person can give a reason or a wake date',
  STATE_UNCHANGED:
    'an automatic transfer must change the state, or end the responsible custody by a moment of custody',
  NO_CADENCE_IN: 'no cadence clock runs in "{state}"',
  WAKE_DATE_IN_HANDOFF: 'an offer carries no wake date to the receiver',
  RECEIVER_NOT_IN_STATE: 'the target state "{state}" does not name the receiving role "{role}"',
  RECEIVER_RELEASED: '"{role}" receives the client, so its custody cannot end with the transfer',
  NO_REJECTIONS: 'the receiver needs at least one reason to reject for',
  NO_WAKE_DATE: 'leads to "{state}" without the wake date by which it is left',
  ENTRY_NEEDS_WAKE_DATE: '"{state}" needs a wake date',
  SAME_PRIORITY: '"{transfer}" follows from "{state}" by {cause} with the same priority {priority}',
  LIMIT_OF_ITSELF: 'is a multiple of the overdue limit, so it cannot be that limit',
  NEVER_WORKED: '{hours} working hours may not pass in ten years of this working time',

  NOT_AN_AMOUNT: 'must be a finite number, 0 or more',
  CANDIDATE_TWICE: 'is a candidate twice',

  TWICE: 'is there twice',
  PROTECTED_WITHOUT_HOLDER: 'nobody holds it, so it cannot be protected',
  NO_SUCH_CLIENT: 'there is no client {client:clientId}',
  NO_SUCH_EMPLOYEE: `there is no employee {employee:employeeId}${did}`,
  PINNED_AND_FORBIDDEN: 'client {client:clientId} is both pinned and forbidden to {employee:employeeId}',
  PINNED_TWICE: 'client {client:clientId} is pinned to several: {employee:employeeIds}',
  PINS_SPLIT_GROUP: 'pins split the group of companies {group}: {client:clientIds}',
  FORBIDDEN: `${mates}client {client:clientId} is forbidden to {employee:employeeId}`,
  KEEPS_NONE: `${mates}client {client:clientId} is pinned to {employee:employeeId}, who keeps no clients`,
  PROTECTED: `${mates}client {client:clientId} is pinned to {employee:employeeId}, but protected with {employee:holder} ({why})`,
  ACCEPTS_NONE: `${mates}client {client:clientId} is pinned to {employee:employeeId}, who accepts no clients`,
  NOT_ELIGIBLE: `${mates}client {client:clientId} is pinned to {employee:employeeId}, who is not eligible for it`,
};

/** The English of every problem: its message, and what the English dictionary says. */
export const problemWords = {
  problems: problems satisfies Record<ProblemCode, string>,
  /** Whose the problem is. */
  of: { client: 'client {client:id}: ', employee: 'employee {employee:id}: ' },
  kinds: nameKinds satisfies Record<NameKind, string>,
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
  },
};

/** A type of facts. */
export type FactTypeName = 'number' | 'money' | 'text' | 'boolean' | 'instant' | 'enum' | 'texts';
type Nothing = Record<never, never>;
/** A name that nobody declared, and the one that was probably meant; else all that are `known`. */
type Unknown = { name: string; meant?: string | undefined; known?: readonly string[] | undefined };
type Pinned = { clientId: string; employeeId: string; group?: string | undefined };

/** What kind of thing a name is asked for. */
export type NameKind =
  | 'role'
  | 'state'
  | 'transfer'
  | 'hold'
  | 'fact'
  | 'instantFact'
  | 'grade'
  | 'pool'
  | 'cadenceRule'
  | 'reason'
  | 'option';

/** What each problem says beside its code and its place. */
export interface ProblemDetails {
  /** `meant` is the nearest name that is asked for there. */
  UNKNOWN_KEY: { meant?: string };
  /** It is not there; `expected` as of WRONG_TYPE. */
  MISSING: { expected: string };
  /**
   * `expected` is a type of JSON or of facts, `received` one of JavaScript; `allowed` are the values that it
   * has.
   */
  WRONG_TYPE: {
    expected: string;
    received?: string | undefined;
    allowed?: readonly string[] | undefined;
  };
  /** A text or a list without anything in it. */
  EMPTY: Nothing;
  /** Below the bound: a number, or of what `of` names the size. It is one of the two. */
  TOO_SMALL: { least?: number; above?: number; of: string };
  TOO_BIG: { most: number; of: string };
  NOT_ONE_OF: { allowed: readonly string[] };
  /** `form` is the name of what is asked for, such as `currency`. */
  WRONG_FORM: { form: string };
  TO_BE_LEFT_OUT: Nothing;
  /** What a schema says that the library has no code for. */
  NOT_VALID: Nothing;
  CANNOT_BE_READ: { thrown: string };
  /** So many problems besides are not told. */
  AND_MORE: { count: number };

  UNKNOWN_NAME: { kind: NameKind } & Unknown;
  UNKNOWN_OLD_NAME: { kind: NameKind } & Unknown;
  UNKNOWN_NEW_NAME: { kind: NameKind } & Unknown;
  /** The old state has no such role. */
  UNKNOWN_ROLE_OF_STATE: { state: string } & Unknown;
  /** Several old names would become one. */
  SHARED_NAME: { names: readonly string[]; name: string };
  RESERVED_NAME: Nothing;
  NAME_OF_SERVICE: Nothing;
  NO_NAME: Nothing;

  NOT_A_TIME_ZONE: Nothing;
  OUT_OF_CALENDAR: { first: string; last: string };
  /** The month is shorter, as that of `2026-02-30`. */
  NO_SUCH_DAY: Nothing;
  EMPTY_DURATION: Nothing;
  SHORTER_THAN_DAY: Nothing;
  /** `nextDay` is how the same hour of the day after is written. */
  NOT_LATER: { than: string; nextDay?: string | undefined };
  NO_FACTS: Nothing;
  WHY_NEEDED: Nothing;
  SENDER_NEEDED: Nothing;
  LACKS_ROLES_OF: { employeeId: string; absent: string; roles: readonly string[] };
  HAS_LEFT: { employeeId: string; leftAt: string };
  NOT_HIRED_YET: { employeeId: string; hiredAt: string };

  TOO_DEEP: { most: number };
  TOO_MANY_PARTS: { most: number };
  TOO_LONG: { most: number };
  UNSUITABLE_OPERATOR: { operator: string; fact: string; type: FactTypeName; suitable: readonly string[] };
  WRONG_FACT_TYPE: { fact: string; type: FactTypeName; types: readonly FactTypeName[] };

  BUILT_IN_FACT: Nothing;
  NO_ENUM_FACT: { fact: string };
  NO_VALUE_OF_FACT: { fact: string };
  UNUSED_ROLE: Nothing;
  MAY_NOT: { role: string; action: string };
  NOT_FINAL: { state: string };
  UNREACHABLE: Nothing;
  FINAL_WITH_EXITS: Nothing;
  NO_RESPONSIBLE_ROLE: Nothing;
  NO_EXITS: Nothing;
  WAITS_FOR_NOTHING: Nothing;
  NO_PART_IN_STATE: { role: string };
  HANDOFF_BY_NOBODY: Nothing;
  REASON_BY_NOBODY: Nothing;
  STATE_UNCHANGED: Nothing;
  NO_CADENCE_IN: { state: string };
  WAKE_DATE_IN_HANDOFF: Nothing;
  RECEIVER_NOT_IN_STATE: { state: string; role: string };
  RECEIVER_RELEASED: { role: string };
  NO_REJECTIONS: Nothing;
  NO_WAKE_DATE: { state: string };
  ENTRY_NEEDS_WAKE_DATE: { state: string };
  SAME_PRIORITY: { transfer: string; state: string; cause: string; priority: number };
  LIMIT_OF_ITSELF: Nothing;
  NEVER_WORKED: { hours: number };
  /** Two spans of working hours, such as `09:00–13:00`. */
  OVERLAPS: { span: string; other: string };

  NOT_AN_AMOUNT: Nothing;
  CANDIDATE_TWICE: Nothing;

  TWICE: { id: string };
  NOT_EXACT: Nothing;
  /** Of a split: what the shares come to instead of 100. */
  SHARES_NOT_WHOLE: { sum: string };
  /** A month could count for going up and for going down from the grade. */
  NO_BAND: { grade: string };
  /** Of the last months enough could count for either way. */
  BOTH_WAYS: { grade: string };
  PROTECTED_WITHOUT_HOLDER: Nothing;
  NO_SUCH_CLIENT: { clientId: string };
  NO_SUCH_EMPLOYEE: { employeeId: string; meant?: string | undefined };
  PINNED_AND_FORBIDDEN: { clientId: string; employeeId: string };
  PINNED_TWICE: { clientId: string; employeeIds: readonly string[] };
  PINS_SPLIT_GROUP: { group: string; clientIds: readonly string[] };
  FORBIDDEN: Pinned;
  KEEPS_NONE: Pinned;
  /** `why` is what a person wrote, or the code of the protection with its values. */
  PROTECTED: Pinned & { holder: string; why: string | { readonly code: string } };
  ACCEPTS_NONE: Pinned;
  NOT_ELIGIBLE: Pinned;
}

/** The name of a problem; stable across versions. */
export type ProblemCode = keyof ProblemDetails;

/**
 * Every code a thrown {@link ConveyorError} may carry. Modules add theirs here, so that the list stays in one
 * place.
 */
export type ConveyorErrorCode =
  | 'ALREADY_OPEN'
  | 'INVALID_ARGUMENT'
  | 'INVALID_CONDITION'
  | 'INVALID_INSTANT'
  | 'INVALID_BLUEPRINT'
  | 'INVALID_ASSIGNMENT'
  | 'INVALID_SALES_PROFILE'
  | 'INVALID_COMMAND'
  | 'INVALID_COMPANY'
  | 'INVALID_EMPLOYEE'
  | 'INVALID_HISTORY'
  | 'INVALID_MIGRATION'
  | 'BLUEPRINT_CONFLICT'
  | 'BLUEPRINT_NOT_CURRENT'
  | 'CADENCE_RULE_FAILED'
  | 'CLIENT_NOT_MIGRATED'
  | 'HISTORY_NEEDED'
  | 'BOOKKEEPING_NEEDED'
  | 'MERGING_NEEDED'
  | 'MIGRATING_NEEDED'
  | 'ONBOARDING_NEEDED'
  | 'REDISTRIBUTING_NEEDED'
  | 'ENDLESS_TRANSFERS'
  | 'NO_DIGESTS'
  | 'NO_RANDOM_IDS'
  | 'NO_WORKING_TIME'
  | 'COMMAND_ALREADY_RECORDED'
  | 'DECISION_FAILED'
  | 'CORRUPT_RECORD'
  | 'INVALID_COMMIT'
  | 'INVALID_CURSOR'
  | 'INVALID_GRADES'
  | 'INVALID_PAY_PLAN'
  | 'INVALID_PLAN'
  | 'INVALID_PROBLEM'
  | 'INVALID_PROPOSAL'
  | 'INVALID_QUERY'
  | 'INVALID_RECOGNITION'
  | 'READING_ONLY'
  | 'INVALID_WORK'
  | 'REVISION_CONFLICT'
  | 'SCHEMA_TOO_NEW'
  | 'STORE_BUSY'
  | 'STORE_CLOSED'
  | 'STORE_FAILURE'
  | 'STORE_NOT_MIGRATED'
  | 'TIME_JUMP'
  | 'UNKNOWN_EMPLOYEE'
  | 'WORK_NOT_CURRENT';

/** What a {@link ConveyorError} carries beside its code and message. */
export interface ConveyorErrorOptions {
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

const brand = Symbol.for('sales-conveyor.error');

/**
 * A programming or infrastructure fault. Business refusals are returned as data and never thrown.
 * `code` is stable across versions; the message is for people and may change.
 */
export class ConveyorError extends Error {
  readonly code: ConveyorErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ConveyorErrorCode, message: string, { details = {}, cause }: ConveyorErrorOptions = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ConveyorError';
    this.code = code;
    this.details = details;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Recognises a {@link ConveyorError}, also one thrown by another copy of the package. */
export function isConveyorError(error: unknown, code?: ConveyorErrorCode): error is ConveyorError {
  if (typeof error !== 'object' || error === null || !(brand in error)) return false;
  return code === undefined || ('code' in error && error.code === code);
}

import { ConveyorError, isConveyorError } from '../../../errors/conveyor-error.ts';

/**
 * What passes by itself: serialization failures, deadlocks, locks not given in time. Also servers without a
 * free connection, or still starting. A connection that is lost in the middle of a commit is not among them:
 * whether what was under way has been committed is not known.
 */
const PASSING = new Set(['40001', '40P01', '55P03', '53300', '57P03']);

/**
 * What a driver threw, as the library's own error: STORE_BUSY where trying again helps, else STORE_FAILURE.
 */
export function fromPostgres(cause: unknown, details: Readonly<Record<string, unknown>> = {}): ConveyorError {
  const sqlState = sqlStateOf(cause);
  const known = sqlState === undefined ? details : { ...details, sqlState };
  return sqlState !== undefined && PASSING.has(sqlState)
    ? new ConveyorError('STORE_BUSY', `PostgreSQL is busy: ${messageOf(cause)}`, { details: known, cause })
    : new ConveyorError('STORE_FAILURE', `PostgreSQL failed: ${messageOf(cause)}`, { details: known, cause });
}

/** Whether the fault is the connection's end: the driver's own, or the server's final message about it. */
export function isConnectionLost(error: unknown): boolean {
  if (!isConveyorError(error, 'STORE_FAILURE') && !isConveyorError(error, 'STORE_BUSY')) return false;
  const { sqlState } = error.details;
  return sqlState === undefined ? error.code === 'STORE_FAILURE' : /^(08|57P)/.test(String(sqlState));
}

/** Five characters: a code of the database, where drivers put their own into the same field. */
function sqlStateOf(cause: unknown): string | undefined {
  const code = typeof cause === 'object' && cause !== null ? (cause as { code?: unknown }).code : undefined;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && code !== 'EPIPE' ? code : undefined;
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { code } = cause as { code?: unknown };
  return cause.message || String(code ?? cause.name);
}

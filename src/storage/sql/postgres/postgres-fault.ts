import { ConveyorError, isConveyorError } from '../../../errors/conveyor-error.ts';

/**
 * What passes by itself: serialization failures, deadlocks, locks not given in time. Also servers without a
 * free connection, or still starting, and shards of Citus on the move. A connection that is lost in the
 * middle of a commit is not among them: whether what was under way has been committed is not known.
 */
const PASSING = new Set(['40001', '40P01', '55P03', '53300', '57P03', 'CIINF']);

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

/**
 * The database's own code, from wherever the driver or the ORM keeps it. It is the `code` of pg, postgres.js
 * and PGlite, that of the `cause` with Drizzle and of the `driverError` with TypeORM, an `originalCode`
 * deep in `meta` with Prisma.
 */
function sqlStateOf(thrown: unknown, depth = 0): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || depth > 4) return undefined;
  const held = thrown as Readonly<Record<string, unknown>>;
  return (
    [held.originalCode, held.code].find(isSqlState) ??
    ['cause', 'driverError', 'meta', 'driverAdapterError']
      .map((inner) => sqlStateOf(held[inner], depth + 1))
      .find((found) => found !== undefined)
  );
}

/** Five characters; Node's own (`EPIPE`) and Prisma's (`P2010`) are of that form, too. */
function isSqlState(code: unknown): code is string {
  return typeof code === 'string' && /^(?!E[A-Z]|P[1-9])[0-9A-Z]{5}$/.test(code);
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { code } = cause as { code?: unknown };
  return cause.message || String(code ?? cause.name);
}

import { ConveyorError } from '../../../errors/conveyor-error.ts';
import { messageOf } from '../../../errors/message-of.ts';

const BUSY = 5;
const LOCKED = 6;

/**
 * What a driver threw, as the library's own error: STORE_BUSY where another writer is at work, else
 * STORE_FAILURE.
 */
export function fromDriver(cause: unknown, details: Readonly<Record<string, unknown>>): ConveyorError {
  const message = messageOf(cause);
  return isBusy(cause)
    ? new ConveyorError('STORE_BUSY', `Another writer is at work: ${message}`, { details, cause })
    : new ConveyorError('STORE_FAILURE', `SQLite failed: ${message}`, { details, cause });
}

/** The drivers say the same in different places: a code's name, or SQLite's own (extended) number. */
function isBusy(cause: unknown): boolean {
  if (typeof cause !== 'object' || cause === null) return false;
  const { code, rawCode, errcode } = cause as { code?: unknown; rawCode?: unknown; errcode?: unknown };
  if (typeof code === 'string' && /^SQLITE_(BUSY|LOCKED)/.test(code)) return true;
  const number = rawCode ?? errcode;
  const primary = typeof number === 'number' ? number & 0xff : undefined;
  return primary === BUSY || primary === LOCKED;
}

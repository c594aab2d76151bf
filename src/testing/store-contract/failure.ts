import type { ConveyorError, ConveyorErrorCode } from '../../errors/conveyor-error.ts';
import { isConveyorError } from '../../errors/conveyor-error.ts';

/**
 * The error with which a call fails.
 * @throws Error where it succeeds, or fails with anything but a ConveyorError of this code.
 */
export async function failure(call: Promise<unknown>, code: ConveyorErrorCode): Promise<ConveyorError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown ?? 'nothing',
  );
  if (isConveyorError(error, code)) return error;
  const got = error === undefined ? 'success' : error instanceof Error ? error.stack : String(error);
  throw Object.assign(new Error(`Expected ${code}, got ${got}`), { cause: error });
}

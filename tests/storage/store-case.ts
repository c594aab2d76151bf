import assert from 'node:assert/strict';
import type { ConveyorError, ConveyorErrorCode } from '../../src/errors/conveyor-error.ts';
import { isConveyorError } from '../../src/errors/conveyor-error.ts';
import type { Store } from '../../src/storage/port.ts';

/** A rule that every store keeps. `run` is given a store without data and throws where the rule is broken. */
export interface StoreCase {
  readonly name: string;
  run(store: Store): Promise<void>;
}

export function same(actual: unknown, expected: unknown): void {
  assert.deepStrictEqual(actual, expected);
}

/** The error with which a call fails. */
export async function failure(call: Promise<unknown>, code: ConveyorErrorCode): Promise<ConveyorError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (isConveyorError(error, code)) return error;
  throw new Error(`Expected ${code}, got ${error instanceof Error ? error.stack : 'success'}`);
}

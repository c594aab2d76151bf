import { storeKeySchema } from '../conditions/id-schema.ts';
import { examine } from '../errors/admit.ts';
import type { ConveyorErrorCode } from '../errors/conveyor-error.ts';
import { invalidInput } from '../errors/invalid-input.ts';
import type { Fault } from '../errors/problem.ts';

/**
 * Whether a text may be anybody's id is said before a store is asked, so that every store answers alike.
 * @throws INVALID_QUERY, or the code of the door, where a key is invalid; names each.
 */
export function assertKeys(
  keys: Readonly<Record<string, unknown>>,
  code: ConveyorErrorCode = 'INVALID_QUERY',
): void {
  const problems = Object.entries(keys).flatMap(([path, key]) => {
    const { problems } = examine(storeKeySchema, key);
    return problems.map((problem) => ({ ...problem, path }));
  });
  if (problems.length > 0) throw invalidInput(code, 'a key', problems);
}

/** Whether somebody may be called so. */
export const isKey = (key: unknown): key is string => storeKeySchema.safeParse(key).success;

/** What is wrong with an option that is a key, or left out. */
export function keyIfAny(value: unknown): Fault | undefined {
  return examine(storeKeySchema.optional(), value).problems[0];
}

import { invalidArgument } from './invalid-argument.ts';
import type { Fault } from './problem.ts';

/**
 * A misspelt name would find nothing, without a word. `told` says what is wrong with one that is none of the
 * known.
 * @throws INVALID_ARGUMENT that names the argument
 */
export function assertName(
  of: string,
  argument: string,
  name: string,
  known: readonly string[],
  told: (name: string, known: readonly string[]) => Fault,
): void {
  if (typeof name !== 'string') throw new TypeError('Not a name');
  if (!known.includes(name)) throw invalidArgument(of, [{ path: argument, ...told(name, known) }]);
}

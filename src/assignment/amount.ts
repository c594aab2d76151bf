import { invalidArgument } from '../errors/invalid-argument.ts';
import { fault } from '../errors/problem.ts';

/** Whether a value is a finite number, 0 or more. */
export const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY;

/**
 * A text would be joined to a number, or counted as one.
 * @throws INVALID_ARGUMENT that names it
 */
export function assertAmount(of: string, path: string, value: unknown): void {
  if (!isAmount(value)) throw invalidArgument(of, [{ path, ...fault('NOT_AN_AMOUNT') }]);
}

import { ConveyorError, type ConveyorErrorCode } from './conveyor-error.ts';
import type { Problem } from './problem.ts';

/**
 * The error for an input that is not `a command`, `an employee`: its message and `details.problems` list
 * every fault.
 */
export function invalidInput(
  code: ConveyorErrorCode,
  what: string,
  problems: readonly Problem[],
): ConveyorError {
  const whole = what.replace(/^an? /, '');
  const lines = problems.map(({ path, message }) => `${path || whole}: ${message}`);
  return new ConveyorError(code, `Not ${what}: ${lines.join('; ')}`, { details: { problems } });
}

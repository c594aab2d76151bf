import { ConveyorError, type ConveyorErrorCode } from './conveyor-error.ts';
import type { Problem } from './problem.ts';

/** So many are said in a message. */
const MOST_SAID = 20;

/**
 * The error for an input that is not `a command`, `an employee`. Its message says the first faults,
 * `details.problems` lists all.
 */
export function invalidInput(
  code: ConveyorErrorCode,
  what: string,
  problems: readonly Problem[],
): ConveyorError {
  const whole = what.replace(/^an? /, '');
  const lines = problems.slice(0, MOST_SAID).map(({ path, message }) => `${path || whole}: ${message}`);
  if (problems.length > MOST_SAID) lines.push('and more');
  return new ConveyorError(code, `Not ${what}: ${lines.join('; ')}`, { details: { problems } });
}

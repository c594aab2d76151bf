import { ConveyorError } from './conveyor-error.ts';
import type { Problem } from './problem.ts';

/**
 * The error that says of which function an argument, or a part of one, is not what is asked for. The path of
 * each problem begins with the argument's name.
 */
export function invalidArgument(of: string, problems: readonly Problem[], cause?: unknown): ConveyorError {
  const said = problems.map(({ path, message }) => `${path} ${message}`).join('; ');
  return new ConveyorError('INVALID_ARGUMENT', `${of}: ${said}`, {
    details: { function: of, problems },
    cause,
  });
}

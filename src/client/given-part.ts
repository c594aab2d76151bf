import { ConveyorError, type ConveyorErrorCode } from '../errors/conveyor-error.ts';
import type { ConveyorParts } from './decision-context.ts';

/** What decides on what only some conveyors decide on. */
export function givenPart<Name extends keyof ConveyorParts>(
  name: Name,
  { [name]: known }: ConveyorParts,
): NonNullable<ConveyorParts[Name]> {
  if (known) return known;
  const code: ConveyorErrorCode = `${name.toUpperCase() as Uppercase<keyof ConveyorParts>}_NEEDED`;
  throw new ConveyorError(code, `conveyorOf needs "${name}" to decide on this`);
}

import { ConveyorError, type ConveyorErrorCode } from '../errors/conveyor-error.ts';
import type { ClientRules } from './decision-context.ts';

type Part = 'bookkeeping' | 'merging' | 'migrating' | 'onboarding' | 'redistributing';

/** What decides on what only some conveyors decide on. */
export function givenPart<Name extends Part>(
  name: Name,
  { [name]: known }: ClientRules,
): NonNullable<ClientRules[Name]> {
  if (known) return known;
  const code: ConveyorErrorCode = `${name.toUpperCase() as Uppercase<Part>}_NEEDED`;
  throw new ConveyorError(code, `To decide on this, give \`conveyorOf\` what \`${name}\` is`);
}

import type { BlueprintInput } from '../blueprint/blueprint.ts';
import { parseBlueprint } from '../blueprint/parse-blueprint.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { type Conveyor, type ConveyorOptions, conveyorOf } from './conveyor.ts';
import { merging } from './merging.ts';

/**
 * Validates, compiles and freezes a blueprint.
 * @throws BlueprintError listing every problem at once.
 */
export function defineConveyor(input: BlueprintInput, options: ConveyorOptions = {}): Conveyor {
  return withArguments('defineConveyor', { input, options }, () =>
    conveyorOf(parseBlueprint(input, Object.keys(options.cadenceRules ?? {})), { ...options, merging }),
  );
}

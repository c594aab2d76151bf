import type { BlueprintInput } from '../blueprint/blueprint-input.ts';
import type { CheckedBlueprint } from '../blueprint/checked-blueprint.ts';
import type { NamesOf } from '../blueprint/conveyor-names.ts';
import { parseBlueprint } from '../blueprint/parse-blueprint.ts';
import type { Wanted } from '../blueprint/wanted.ts';
import { knowAsWhole } from '../blueprint/with-defaults.ts';
import { assertOptions, type Forms } from '../errors/assert-options.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { bookkeeping } from './bookkeeping.ts';
import { type Conveyor, type ConveyorOptions, conveyorOf } from './conveyor.ts';
import { merging } from './merging.ts';
import { migrating } from './migrating.ts';
import { onboarding } from './onboarding.ts';
import { redistributing } from './redistributing.ts';

/** @internal */
export const conveyorForms: Forms<ConveyorOptions> = { cadenceRules: 'object?', calendar: 'object?' };

/**
 * Validates, compiles and freezes a blueprint. Of one written in code the compiler checks names, too; one of
 * type `BlueprintInput`, from a database for instance, is checked here alone.
 * @throws BlueprintError listing every problem at once.
 */
export function defineConveyor<const Input extends BlueprintInput>(
  input: Wanted<Input, CheckedBlueprint<Input>>,
  options: ConveyorOptions = {},
): Conveyor<NamesOf<Input>> {
  return withArguments('defineConveyor', { 'input: .': input, options }, () => {
    assertOptions('defineConveyor', options, conveyorForms);
    const conveyor = conveyorOf(parseBlueprint(input, Object.keys(options.cadenceRules ?? {})), {
      ...options,
      bookkeeping,
      merging,
      migrating,
      onboarding,
      redistributing,
    });
    knowAsWhole(conveyor.blueprint);
    return conveyor;
  });
}

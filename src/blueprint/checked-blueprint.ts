import type { CheckedCondition } from '../conditions/checked-condition.ts';
import type { Condition } from '../conditions/condition.ts';
import type { BlueprintInput, RoleInput, TransferInput } from './blueprint-input.ts';
import type { ConveyorNames, FactNamed, NamesOf } from './conveyor-names.ts';

type Values<Part> = Part[keyof Part];
type Item<List> = List extends readonly (infer Name)[] ? Name : never;
/** What stands under a key, wherever it is there. */
type At<Part, Key extends string> = Part extends { readonly [Name in Key]: infer Value } ? Value : never;

/** Where states are named. */
type StatesUsed<Input extends BlueprintInput, Transfer = Values<Input['transfers']>> =
  | Values<Input['entries']>
  | Input['mergedState']
  | At<Transfer, 'to'>
  | Item<At<Transfer, 'from'>>;

/** Where roles are named. */
type RolesUsed<
  Input extends BlueprintInput,
  State = Values<Input['states']>,
  Transfer = Values<Input['transfers']>,
> =
  | At<State, 'responsible'>
  | Item<At<State, 'supporting'>>
  | Item<At<Transfer, 'releases'>>
  | Item<At<At<Transfer, 'trigger'>, 'by'>>
  | At<At<Transfer, 'handoff'>, 'to'>
  | At<At<Transfer, 'handoff'>, 'escalateTo'>;

/** Where a transfer names the fact that it waits for. */
type MomentsUsed<Input extends BlueprintInput> = At<At<Values<Input['transfers']>, 'trigger'>, 'at'>;

/** Names are checked where all that use them are known to the compiler. */
interface NamesToUse<Input extends BlueprintInput> extends ConveyorNames {
  readonly state: string extends StatesUsed<Input> ? string : NamesOf<Input>['state'];
  readonly role: string extends RolesUsed<Input> ? string : NamesOf<Input>['role'];
  readonly fact: string extends MomentsUsed<Input> ? string : NamesOf<Input>['fact'];
}

/** The blueprint with only names that it declares itself. */
export type CheckedBlueprint<Input extends BlueprintInput> = Input extends unknown
  ? Omit<BlueprintInput<NamesToUse<Input>>, 'transfers' | 'roles'> & {
      roles: {
        [Name in keyof Input['roles']]: RoleInput<
          CheckedCondition<ReadOf<Input['roles'][Name]>, FactNamed<NamesOf<Input>>>
        >;
      };
      transfers: {
        [Name in keyof Input['transfers']]: TransferInput<
          NamesToUse<Input>,
          CheckedCondition<WhenOf<Input['transfers'][Name]>, FactNamed<NamesOf<Input>>>
        >;
      };
    }
  : never;

type WhenOf<Transfer> = Transfer extends { readonly when: infer When } ? When : Condition;
type ReadOf<Role> = Role extends { readonly mayRead: infer Read } ? Read : Condition;

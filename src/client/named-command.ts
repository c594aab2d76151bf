import type { ConveyorNames } from '../blueprint/conveyor-names.ts';
import type { Wanted } from '../blueprint/wanted.ts';

type Facts<Names extends ConveyorNames> = { readonly [Fact in Names['fact']]?: unknown };

/** Where commands name what a blueprint declares. */
interface NamedFields<Names extends ConveyorNames> {
  register: { source: Names['source']; facts?: Facts<Names> | undefined };
  onboard: { source: Names['source']; facts?: Facts<Names> | undefined };
  learnFacts: { facts: Facts<Names> };
  transfer: { transfer: Names['transfer'] };
  assignHolder: { role: Names['role'] };
  releaseHolder: { role: Names['role'] };
  setDeputy: { role: Names['role'] };
  placeHold: { hold: Names['hold'] };
  releaseHold: { hold: Names['hold'] };
  override: { to: Names['state'] };
}

/** The command with only names that the blueprint declares. */
type NamedCommand<Command extends { readonly type: string }, Names extends ConveyorNames> = Command extends {
  readonly type: infer Type extends keyof NamedFields<Names>;
}
  ? Omit<Command, keyof NamedFields<Names>[Type]> & NamedFields<Names>[Type]
  : Command;

type ValueAt<Part, Key extends string> = Part extends unknown ? Part[keyof Part & Key] : never;
type KeyAt<Part, Key extends string> = Part extends unknown
  ? keyof NonNullable<Part[keyof Part & Key]>
  : never;
type StateIn<Given> = Given extends { readonly type: 'override'; readonly to: infer State } ? State : never;

/**
 * Those names of the blueprint that the compiler can compare. Names that it does not know come from outside
 * and pass.
 */
interface Comparable<Given, Names extends ConveyorNames> extends ConveyorNames {
  readonly state: string extends StateIn<Given> ? string : Names['state'];
  readonly role: string extends ValueAt<Given, 'role'> ? string : Names['role'];
  readonly transfer: string extends ValueAt<Given, 'transfer'> ? string : Names['transfer'];
  readonly source: string extends ValueAt<Given, 'source'> ? string : Names['source'];
  readonly fact: string extends KeyAt<Given, 'facts'> ? string : Names['fact'];
  readonly hold: string extends ValueAt<Given, 'hold'> ? string : Names['hold'];
}

/** The commands of the type that is given; all of them while it is none yet. */
type OfItsType<Given, Command extends { readonly type: string }> = Given extends {
  readonly type: infer Type extends Command['type'];
}
  ? Extract<Command, { readonly type: Type }>
  : Command;

/** The command as it has to be. */
export type CheckedCommand<
  Given,
  Command extends { readonly type: string },
  Names extends ConveyorNames,
> = Wanted<Given, NamedCommand<OfItsType<Given, Command>, Comparable<Given, Names>>>;

/** What a new client is registered with, as it has to be. */
export type CheckedRegistration<Given, NewClient, Names extends ConveyorNames> = Wanted<
  Given,
  Omit<NewClient, 'source' | 'facts'> & NamedFields<Comparable<Given, Names>>['register']
>;

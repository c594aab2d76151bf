import type { BuiltInFact } from './fact-shapes.ts';

/**
 * The names that a blueprint declares, as unions of texts; `string` where the compiler does not know them.
 */
export interface ConveyorNames {
  readonly state: string;
  readonly role: string;
  readonly transfer: string;
  /** The entries: where a client can come from. */
  readonly source: string;
  /** The blueprint's own facts. */
  readonly fact: string;
  readonly hold: string;
}

/** Where a blueprint declares its names. */
interface Declaring {
  readonly states: object;
  readonly roles: object;
  readonly transfers: object;
  readonly entries: object;
  readonly facts?: object | undefined;
  readonly holds?: object | undefined;
}

type KeyOf<Part> = keyof NonNullable<Part> & string;

/** The names that this blueprint declares. */
export interface NamesOf<Input extends Declaring> extends ConveyorNames {
  readonly state: KeyOf<Input['states']>;
  readonly role: KeyOf<Input['roles']>;
  readonly transfer: KeyOf<Input['transfers']>;
  readonly source: KeyOf<Input['entries']>;
  readonly fact: KeyOf<Input['facts']>;
  readonly hold: KeyOf<Input['holds']>;
}

/** The facts that conditions may name: built in, or the blueprint's own. */
export type FactNamed<Names extends ConveyorNames> = BuiltInFact | Names['fact'];

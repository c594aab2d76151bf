import type { Label } from '../locales/label.ts';
import type { DurationUnit } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';

/** An amount in minor units (cents, kopecks) of an ISO 4217 currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** The value of a fact of each type. A value that is missing, undefined or null is *unknown*. */
export interface FactValueByType {
  /** Finite. */
  number: number;
  money: Money;
  text: string;
  boolean: boolean;
  instant: Instant;
  /** One of the declared values. */
  enum: string;
  /** A list of texts; an empty list is known to be empty. */
  texts: readonly string[];
}

/** What kind of value a fact has. */
export type FactType = keyof FactValueByType;

/** A value of a fact of any type. */
export type FactValue = FactValueByType[FactType];

/** What a number counts: said after it in sentences. */
export type FactUnit = DurationUnit | 'percent';

/** A fact as far as conditions need to know it. A {@link FactDeclaration} says in words, too, what it is. */
export interface FactShape {
  readonly type: FactType;
  /** What an enum can be; what a list holds. */
  readonly values?: readonly string[];
  /** Names of the roles that can supply the fact. */
  readonly suppliedBy?: readonly string[];
}

/** The facts that a condition may name, by path: declared in words or not. */
export type FactShapes = Readonly<Record<string, FactShape | FactDeclaration>>;

/** What every fact says of itself. */
export interface DeclaredFact {
  readonly label: Label;
  /** Names of the roles that can supply the fact, for the sentence "who can tell". */
  readonly suppliedBy?: readonly string[];
  /** Its values are personal data: erasing those of a client erases them. */
  readonly personal?: true;
}

/** A fact whose type says all. */
export interface PlainFact extends DeclaredFact {
  readonly type: 'money' | 'text' | 'boolean' | 'instant';
}

/** A fact that is a number. */
export interface NumberFact extends DeclaredFact {
  readonly type: 'number';
  readonly unit?: FactUnit;
}

/** A fact that is one of some values. */
export interface EnumFact extends DeclaredFact {
  readonly type: 'enum';
  readonly values: readonly string[];
  readonly valueLabels?: Readonly<Record<string, Label>>;
}

/** A fact that is a list of texts. */
export interface TextsFact extends DeclaredFact {
  readonly type: 'texts';
  /** Where given, the list holds these values only. */
  readonly values?: readonly string[];
  readonly valueLabels?: Readonly<Record<string, Label>>;
}

/** A fact declared as data: types, validation, words and "who can supply it" all come from here. */
export type FactDeclaration = PlainFact | NumberFact | EnumFact | TextsFact;

/** Declarations by path: dotted identifiers such as `orders.count` or `monthlyVolume`. */
export type FactSchema = Readonly<Record<string, FactDeclaration>>;

/** The type of the value that a declaration admits. */
export type FactValueOf<Declaration extends FactDeclaration> = Declaration extends {
  readonly type: 'enum';
  readonly values: readonly (infer Value extends string)[];
}
  ? Value
  : Declaration extends { readonly type: 'texts'; readonly values: readonly (infer Value extends string)[] }
    ? readonly Value[]
    : FactValueByType[Declaration['type']];

/** The facts of one subject, keyed by path; what is not known is left out. */
export type FactValues<Schema extends FactSchema = FactSchema> = {
  readonly [Path in keyof Schema]?: FactValueOf<Schema[Path]> | null | undefined;
};

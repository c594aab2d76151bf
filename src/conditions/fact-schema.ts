import * as z from 'zod';
import type { Label } from '../locales/label.ts';
import { labelSchema } from '../locales/label.ts';
import { type DurationUnit, durationUnits } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import { instantSchema } from '../time/instant.ts';

/** An amount in minor units (cents, kopecks) of an ISO 4217 currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** Whole minor units, a currency of three capital letters. */
export const moneySchema = z.strictObject({
  amount: z.int(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'Must be an ISO 4217 code such as EUR'),
});

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

const factUnits = [...durationUnits, 'percent'] as const satisfies readonly FactUnit[];

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

const name = z.string().min(1).max(200);
const values = z.array(name).min(1).max(1_000);
const valueLabels = z.exactOptional(z.record(name, labelSchema));
const declared = { label: labelSchema, suppliedBy: z.exactOptional(z.array(name)) };

/** Admits {@link FactDeclaration}. */
export const factDeclarationSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.enum(['money', 'text', 'boolean', 'instant']), ...declared }),
  z.strictObject({ type: z.literal('number'), unit: z.exactOptional(z.enum(factUnits)), ...declared }),
  z.strictObject({ type: z.literal('enum'), values, valueLabels, ...declared }),
  z.strictObject({ type: z.literal('texts'), values: z.exactOptional(values), valueLabels, ...declared }),
]) satisfies z.ZodType<FactDeclaration>;

const identifier = '[A-Za-z][A-Za-z0-9_]*';

/** A dotted path; names that every object inherits (`constructor`, `toString`) are refused. */
export const factPathSchema = z
  .string()
  .max(200)
  .regex(new RegExp(`^${identifier}(\\.${identifier})*$`), 'Must be a dotted identifier such as orders.count')
  .refine((path) => !(path in {}), 'Must not be a reserved name');

/** Admits {@link FactSchema}. */
export const factSchemaSchema = z.record(
  factPathSchema,
  factDeclarationSchema,
) satisfies z.ZodType<FactSchema>;

/** The zod schema that a supplied value of a fact has to meet; instants come out in the canonical spelling. */
export function valueSchemaOf(shape: FactShape): z.ZodType<FactValue> {
  if (shape.type === 'enum') return itemSchemaOf(shape);
  return shape.type === 'texts' ? z.array(itemSchemaOf(shape)) : scalarSchemas[shape.type];
}

const scalarSchemas = {
  number: z.number(),
  money: moneySchema,
  text: z.string(),
  boolean: z.boolean(),
  instant: instantSchema,
};

const schemasOfValues = new WeakMap<readonly string[], z.ZodType<string>>();

/** The same for one item of a list of texts, or for one value of an enum. Made once: to make a schema takes longer than to use it. */
export function itemSchemaOf({ values }: FactShape): z.ZodType<string> {
  if (!values) return scalarSchemas.text;
  const schema = schemasOfValues.get(values) ?? z.enum(values);
  schemasOfValues.set(values, schema);
  return schema;
}

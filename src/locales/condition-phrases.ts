/** The grammatical forms of a value; English has one for all cases. */
export interface Forms {
  readonly nominative: string;
  readonly accusative: string;
  readonly genitive: string;
  /** What an adjective before it agrees with. */
  readonly gender: Gender;
}

export type Gender = 'masculine' | 'feminine' | 'plural';

/** A value as phrases take it. */
export interface Spoken extends Forms {
  /** Follows a comparative and brings its own separator: ` 60 дней`, `, чем «план»`. */
  readonly than: string;
  /** The values of a list, and the same joined by "or" and by "and". */
  readonly items: readonly string[];
  readonly either: string;
  readonly every: string;
}

/** Says what a test asks of a value. */
export type Phrase = (value: Spoken) => string;

/** Keeps the names of the tests that a dictionary has phrases for, so that the compiler sees which one is missing. */
export function phrases<Name extends string>(dictionary: Readonly<Record<Name, Phrase>>) {
  return dictionary;
}

/** A value that has one form for all cases. */
export function invariable(text: string): Forms {
  return { nominative: text, accusative: text, genitive: text, gender: 'plural' };
}

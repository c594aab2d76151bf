/**
 * A value in the forms that phrases ask for by name: `за {last} {span}`, `не меньше{than}`.
 * English needs few of them, and has no cases.
 */
export interface Spoken {
  /** Nominative. */
  readonly is: string;
  /** Accusative: a span of time. */
  readonly span: string;
  /** Genitive. */
  readonly of: string;
  /** After a comparative, with the separator: ` 60 дней`, `, чем «план»`. */
  readonly than: string;
  /** Adjectives that agree with a span: `последние`, `ближайшую`. */
  readonly last: string;
  readonly next: string;
  /** The values of a list. */
  readonly or: string;
  readonly and: string;
  readonly nor: string;
}

/** A value that is one and has its forms by itself; the rest follows from them. */
export type Counted = Pick<Spoken, 'is' | 'span' | 'of' | 'last' | 'next'>;

/** A value that stays as it is. */
export function invariable(text: string): Counted {
  return { is: text, span: text, of: text, last: '', next: '' };
}

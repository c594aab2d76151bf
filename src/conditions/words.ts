import type { Spoken } from '../locales/condition-phrases.ts';
import type { Dictionary } from '../locales/dictionary.ts';
import { dictionaryOf } from '../locales/dictionary.ts';
import type { Locale } from '../locales/locale.ts';
import type { Duration } from '../time/duration.ts';
import { durationUnits } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import type { FactTest, Operand } from './condition.ts';
import { isFactReference, isNow } from './condition.ts';
import type { FactDeclaration, FactSchema, FactUnit, Money } from './fact-schema.ts';
import { traitsOf } from './operators.ts';

export interface WordingOptions {
  readonly facts: FactSchema;
  readonly locale: Locale;
  /** The IANA time zone in which moments are written; `UTC` by default. */
  readonly timeZone?: string;
}

/** Puts values into words, in the forms that the phrases of a dictionary ask for. */
export interface Wording {
  
}

export function operandInWords(test: FactTest, options: WordingOptions): Spoken

import type { Forms, Spoken } from '../locales/condition-phrases.ts';
import { invariable } from '../locales/condition-phrases.ts';
import { dictionaryOf } from '../locales/dictionary.ts';
import type { Locale } from '../locales/locale.ts';
import type { Duration } from '../time/duration.ts';
import { durationUnits } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import type { FactTest } from './condition.ts';
import { isFactReference, isNow } from './condition.ts';
import type { FactDeclaration, FactSchema, FactUnit, Money } from './fact-schema.ts';
import { traitsOf } from './operators.ts';

export interface WordingOptions {
  readonly facts: FactSchema;
  readonly locale: Locale;
  /** The IANA time zone in which moments are written; `UTC` by default. */
  readonly timeZone?: string;
}

/** The words of one language for facts, values and operands. */
export type Wording = ReturnType<typeof createWording>;

/** @throws UNKNOWN_LOCALE */
export function createWording({ facts, locale, timeZone = 'UTC' }: WordingOptions) {
  const { tag, conditions: phrases } = dictionaryOf(locale);

  const join = (items: readonly string[], type: 'conjunction' | 'disjunction') =>
    new Intl.ListFormat(tag, { type }).format(items);

  function number(value: number, unit?: FactUnit): Forms {
    const digits = value.toLocaleString(tag, { maximumFractionDigits: 20 });
    if (!unit) return invariable(digits);
    if (unit === 'percent') return invariable(phrases.percent(digits));
    return phrases.count(digits, unit, new Intl.PluralRules(tag).select(value));
  }

  function money({ amount, currency }: Money): string {
    const format = new Intl.NumberFormat(tag, { style: 'currency', currency });
    return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0));
  }

  /** To the minute; at midnight the day alone. */
  function moment(instant: Instant): string {
    const write = (style: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(tag, { ...style, timeZone }).format(new Date(instant));
    const dateStyle = 'long';
    const timeStyle = 'short';
    return write({ timeStyle }) === '00:00' ? write({ dateStyle }) : write({ dateStyle, timeStyle });
  }

  function duration(value: Duration): Forms {
    const parts = durationUnits.flatMap((unit) => (value[unit] === undefined ? [] : [number(value[unit], unit)]));
    const inCase = (name: Exclude<keyof Forms, 'gender'>) => join(parts.map((part) => part[name]), 'conjunction');
    return {
      nominative: inCase('nominative'),
      accusative: inCase('accusative'),
      genitive: inCase('genitive'),
      gender: parts[0]?.gender ?? 'plural',
    };
  }

  const label = (fact: string) => facts[fact]?.label[locale] ?? fact;

  /** One value of a fact, or one item of its list. A fact that is declared no longer is written as it is stored. */
  function single(value: unknown, declaration: FactDeclaration | undefined): Forms {
    switch (declaration?.type) {
      case 'number':
        return number(value as number, declaration.unit);
      case 'money':
        return invariable(money(value as Money));
      case 'boolean':
        return invariable(value ? phrases.yes : phrases.no);
      case 'instant':
        return invariable(moment(value as Instant));
      case 'text':
        return invariable(phrases.quote(value as string));
      case 'enum':
        return invariable(declaration.valueLabels?.[value as string]?.[locale] ?? (value as string));
      case 'texts':
        return invariable(phrases.quote(declaration.valueLabels?.[value as string]?.[locale] ?? (value as string)));
      case undefined:
        return invariable(JSON.stringify(value));
    }
  }

  function valueOf(fact: string, value: unknown): Spoken {
    const declaration = Object.hasOwn(facts, fact) ? facts[fact] : undefined;
    return spoken([value].flat().map((each) => single(each, declaration)));
  }

  function spoken(forms: readonly Forms[]): Spoken {
    const [first = invariable(phrases.nothing)] = forms;
    const items = forms.map(({ nominative }) => nominative);
    return {
      ...first,
      than: ` ${first.genitive}`,
      items,
      either: join(items, 'disjunction'),
      every: join(items, 'conjunction'),
    };
  }

  function operandOf({ fact, is, value }: FactTest): Spoken {
    if (isNow(value)) return spoken([phrases.now]);
    if (traitsOf(is).takes === 'duration') return spoken([duration(value as Duration)]);
    if (!isFactReference(value)) return valueOf(fact, value ?? []);
    const { plain, than } = phrases.valueOf(label(value.fact));
    return { ...spoken([invariable(plain)]), than };
  }

  return { phrases, label, moment, valueOf, operandOf };
}

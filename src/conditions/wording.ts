import { fillTemplate } from '../errors/fill-template.ts';
import type { Counted, Spoken } from '../locales/condition-phrases.ts';
import { invariable } from '../locales/condition-phrases.ts';
import type { ConditionDictionary } from '../locales/dictionary.ts';
import { type Label, labelIn } from '../locales/label.ts';
import { numberIn } from '../locales/number-in.ts';
import type { Duration } from '../time/duration.ts';
import { durationUnits } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import { shifts } from './compile-test.ts';
import type { FactTest } from './condition.ts';
import { isFactReference } from './condition.ts';
import type { FactDeclaration, FactSchema, FactUnit, Money } from './fact-schema.ts';
import { lookup } from './lookup.ts';
import { minorUnitDigits } from './minor-units.ts';

/** What words are made for. */
export interface WordingOptions {
  readonly facts: FactSchema;
  readonly dictionary: ConditionDictionary;
  /** The language of labels that do not have the dictionary's: the blueprint's `language`. */
  readonly language?: string | undefined;
  /** The IANA time zone in which moments are written; `UTC` by default. */
  readonly timeZone?: string;
}

/** Puts facts, values and tests into the words of one language. */
export type Wording = ReturnType<typeof createWording>;

/** An amount with its currency, in as many digits as its minor unit has by ISO 4217. */
export function moneyInWords({ amount, currency }: Money, { tag }: Pick<ConditionDictionary, 'tag'>): string {
  const digits = minorUnitDigits(currency);
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const style = { style: 'currency', currency, ...fraction } as const;
  return numberIn(tag, amount / 10 ** digits, style);
}

export function createWording({ facts, dictionary, language, timeZone = 'UTC' }: WordingOptions) {
  const { tag, conditions: phrases } = dictionary;

  const said = (label: Label) => labelIn(label, dictionary.language, language);
  const label = (fact: string) => {
    const declared = lookup(facts, fact);
    return declared ? said(declared.label) : fact;
  };
  const list = (items: readonly string[], type: Intl.ListFormatType = 'conjunction') =>
    new Intl.ListFormat(tag, { type }).format(items);

  function number(value: number, unit: FactUnit | undefined): Counted {
    const digits = numberIn(tag, value, { maximumFractionDigits: 20 });
    if (!unit) return invariable(digits);
    if (unit === 'percent') return invariable(fillTemplate(phrases.percent, { number: digits }));
    return phrases.count(digits, unit, new Intl.PluralRules(tag).select(value));
  }

  /** To the minute; at midnight the day alone. */
  function moment(instant: Instant): string {
    const write = (style: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(tag, { ...style, timeZone }).format(new Date(instant));
    const day = { dateStyle: 'long' } as const;
    const time = { timeStyle: 'short' } as const;
    return write(write(time) === '00:00' ? day : { ...day, ...time });
  }

  function duration(value: Duration): Counted {
    const parts = durationUnits.flatMap((unit) =>
      value[unit] === undefined ? [] : [number(value[unit], unit)],
    );
    const joined = (form: keyof Counted) => list(parts.map((part) => part[form]));
    return { ...invariable(''), ...parts[0], is: joined('is'), span: joined('span'), of: joined('of') };
  }

  /**
   * One value of a fact, or one item of its list. A fact that is declared no longer is written as it is
   * stored.
   */
  function single(value: unknown, declaration: FactDeclaration | undefined): string {
    switch (declaration?.type) {
      case 'money':
        return moneyInWords(value as Money, dictionary);
      case 'instant':
        return moment(value as Instant);
      case 'boolean':
        return value ? phrases.yes : phrases.no;
      case 'text':
        return fillTemplate(phrases.quote, { text: value });
      case 'enum':
      case 'texts': {
        const given = declaration.valueLabels?.[value as string];
        const text = given === undefined ? value : said(given);
        return declaration.type === 'enum' ? String(text) : fillTemplate(phrases.quote, { text });
      }
      default:
        return JSON.stringify(value);
    }
  }

  function spoken(values: readonly Counted[]): Spoken {
    const all = values.length > 0 ? values : [invariable(phrases.nothing)];
    const [first] = all as [Counted];
    const items = all.map(({ is }) => is);
    return {
      ...first,
      than: ` ${first.of}`,
      or: list(items, 'disjunction'),
      and: list(items),
      nor: items.join(phrases.nor),
    };
  }

  function valueInWords(fact: string, value: unknown): Spoken {
    const declaration = lookup(facts, fact);
    const isNumber = declaration?.type === 'number';
    return spoken(
      [value]
        .flat()
        .map((each) =>
          isNumber ? number(each as number, declaration.unit) : invariable(single(each, declaration)),
        ),
    );
  }

  function operandInWords({ fact, is, value }: FactTest): Spoken {
    if (shifts[is]) return spoken([duration(value as Duration)]);
    if (!isFactReference(value)) return valueInWords(fact, value ?? []);
    const other = { fact: label(value.fact) };
    return {
      ...spoken([invariable(fillTemplate(phrases.sameAs, other))]),
      than: fillTemplate(phrases.thanFact, other),
    };
  }

  return { tag, phrases, said, label, list, duration, valueInWords, operandInWords };
}

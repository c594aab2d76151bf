import type { ParseArgsConfig } from 'node:util';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { oneOf, orUsage, readCommandLine } from './command-line.ts';

export const dictionaries = { en, ru };
export type Locale = keyof typeof dictionaries;

/** A day as a table has it. */
export const dayIn = (locale: Locale, moment: string): string => {
  const day = moment.slice(0, 10);
  return locale === 'ru' ? day.split('-').toReversed().join('.') : day;
};

export const percentIn = (locale: Locale, share: number): string =>
  share.toLocaleString(dictionaries[locale].tag, { style: 'percent', maximumFractionDigits: 0 });

/** What every example takes beside its own options. */
export const localeOption = { locale: { type: 'string', default: 'en' } } as const;

/** A language that was asked for, its dictionary, and the example's own words in it. */
export function spokenIn(usage: string, asked: string) {
  const locale = orUsage(usage, () => oneOf('locale', asked, Object.keys(dictionaries) as Locale[]));
  return {
    locale,
    dictionary: dictionaries[locale],
    say: (english: string, russian: string) => ({ en: english, ru: russian })[locale],
  };
}

/** Reads `--locale en|ru` where an example takes nothing else. */
export function readLocale(example: string) {
  const usage = `npx tsx examples/${example}/main.ts [--locale en|ru]`;
  const options = localeOption satisfies ParseArgsConfig['options'];
  return spokenIn(usage, readCommandLine(usage, options).locale);
}

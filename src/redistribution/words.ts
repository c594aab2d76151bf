import { dictionaryOf } from '../locales/dictionary.ts';
import type { Locale } from '../locales/locale.ts';
import { redistributionEn } from '../locales/redistribution.en.ts';
import { redistributionRu } from '../locales/redistribution.ru.ts';

/** What redistribution says in one language, and its tag for `Intl`. */
export type RedistributionWords = typeof redistributionEn & { readonly tag: string };

/** Apart from the dictionary, so that who describes no plan carries none of it. */
const words: Readonly<Record<Locale, typeof redistributionEn>> = {
  en: redistributionEn,
  ru: redistributionRu,
};

/** @throws UNKNOWN_LOCALE */
export function redistributionWords(locale: Locale): RedistributionWords {
  const { tag } = dictionaryOf(locale);
  return { ...words[locale], tag };
}

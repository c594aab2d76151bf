import { assignmentEn } from '../locales/assignment.en.ts';
import { assignmentRu } from '../locales/assignment.ru.ts';
import { dictionaryOf } from '../locales/dictionary.ts';
import type { Locale } from '../locales/locale.ts';

/** What an assignment says in one language, and its tag for `Intl`. */
export type AssignmentWords = typeof assignmentEn & { readonly tag: string };

/** Apart from the dictionary, so that who assigns nothing carries none of it. */
const words: Readonly<Record<Locale, typeof assignmentEn>> = { en: assignmentEn, ru: assignmentRu };

/** @throws UNKNOWN_LOCALE */
export function assignmentWords(locale: Locale): AssignmentWords {
  const { tag } = dictionaryOf(locale);
  return { ...words[locale], tag };
}

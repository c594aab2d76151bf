import { ConveyorError } from '../errors/conveyor-error.ts';
import { en } from './en.ts';
import type { Locale } from './locale.ts';
import { ru } from './ru.ts';

/** What the library says in one language. `tag` is for `Intl`, explicit so that the machine's locale never leaks in. */
export type Dictionary = typeof en;

const dictionaries: Readonly<Record<Locale, Dictionary>> = { en, ru };

/** @throws UNKNOWN_LOCALE */
export function dictionaryOf(locale: Locale): Dictionary {
  if (Object.hasOwn(dictionaries, locale)) return dictionaries[locale];
  const known = Object.keys(dictionaries);
  throw new ConveyorError('UNKNOWN_LOCALE', `Unknown locale "${locale}": use ${known.join(' or ')}`, {
    details: { locale, known },
  });
}

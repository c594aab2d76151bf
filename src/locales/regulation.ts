import { ConveyorError } from '../errors/conveyor-error.ts';
import type { Locale } from './locale.ts';
import { type RegulationPhrases, regulationEn } from './regulation.en.ts';
import { regulationRu } from './regulation.ru.ts';

/**
 * Apart from the dictionary, so that whoever only runs a conveyor does not carry the regulation's words along.
 * @throws UNKNOWN_LOCALE
 */
export function regulationPhrases(locale: Locale): RegulationPhrases {
  if (locale === 'en') return regulationEn;
  if (locale === 'ru') return regulationRu;
  throw new ConveyorError('UNKNOWN_LOCALE', `Unknown locale "${locale}": use en or ru`, {
    details: { locale, known: ['en', 'ru'] },
  });
}

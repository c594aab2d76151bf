import { dictionaryOf } from '../../locales/dictionary.ts';
import type { Locale } from '../../locales/locale.ts';
import { planReasonsEn } from '../../locales/plan-reasons.en.ts';
import { planReasonsRu } from '../../locales/plan-reasons.ru.ts';

const words: Readonly<Record<Locale, typeof planReasonsEn>> = { en: planReasonsEn, ru: planReasonsRu };

/**
 * Why there is a plan, and why it moves a client, in one language: apart from all else that is said of plans, as this goes into the log.
 * @throws UNKNOWN_LOCALE
 */
export function planReasonWords(locale: Locale): typeof planReasonsEn {
  dictionaryOf(locale);
  return words[locale];
}

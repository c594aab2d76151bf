import { blueprintDiffEn } from '../../locales/blueprint-diff.en.ts';
import { blueprintDiffRu } from '../../locales/blueprint-diff.ru.ts';
import type { Locale } from '../../locales/locale.ts';

export type DiffWords = typeof blueprintDiffEn;

/** Apart from the dictionary, so that who compares nothing carries none of it. */
export const diffWords: Readonly<Record<Locale, DiffWords>> = { en: blueprintDiffEn, ru: blueprintDiffRu };

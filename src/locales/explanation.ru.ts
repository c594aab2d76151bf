import { conditionsRu } from './conditions.ru.ts';
import type { ExplanationDictionary } from './dictionary.ts';
import { factsRu } from './facts.ru.ts';
import { refusalsRu } from './refusals.ru.ts';
import { thingsRu } from './things.ru.ts';

/** As much Russian as refusals are explained in, for a page that says no more. */
export const explanationRu: ExplanationDictionary = {
  language: 'ru',
  tag: 'ru-RU',
  dateStyle: 'short',
  conditions: conditionsRu,
  facts: factsRu,
  refusals: refusalsRu,
  things: thingsRu,
};

import { causesRu } from './causes.ru.ts';
import { conditionsRu } from './conditions.ru.ts';
import type { ClientDictionary } from './dictionary.ts';
import { eventsRu, eventValuesRu } from './events.ru.ts';
import { factsRu } from './facts.ru.ts';
import { refusalsRu } from './refusals.ru.ts';
import { thingsRu } from './things.ru.ts';

/** As much Russian as clients are spoken of in, for a page that says no more. */
export const clientRu: ClientDictionary = {
  language: 'ru',
  tag: 'ru-RU',
  dateStyle: 'short',
  causes: causesRu,
  conditions: conditionsRu,
  events: eventsRu,
  eventValues: eventValuesRu,
  facts: factsRu,
  refusals: refusalsRu,
  things: thingsRu,
};

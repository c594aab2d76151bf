import { causesRu } from './causes.ru.ts';
import { conditionsRu } from './conditions.ru.ts';
import type { en } from './en.ts';
import { eventsRu } from './events.ru.ts';
import { refusalsRu } from './refusals.ru.ts';

export const ru: typeof en = {
  tag: 'ru-RU',
  causes: causesRu,
  conditions: conditionsRu,
  events: eventsRu,
  refusals: refusalsRu,
};

import { conditionsRu } from './conditions.ru.ts';
import type { en } from './en.ts';
import { eventsRu } from './events.ru.ts';
import { reasonsRu } from './reasons.ru.ts';
import { refusalsRu } from './refusals.ru.ts';

export const ru: typeof en = {
  tag: 'ru-RU',
  conditions: conditionsRu,
  events: eventsRu,
  reasons: reasonsRu,
  refusals: refusalsRu,
};

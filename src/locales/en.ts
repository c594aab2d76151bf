import { conditionsEn } from './conditions.en.ts';
import { eventsEn } from './events.en.ts';
import { reasonsEn } from './reasons.en.ts';
import { refusalsEn } from './refusals.en.ts';

export const en = {
  tag: 'en-GB',
  conditions: conditionsEn,
  events: eventsEn,
  reasons: reasonsEn,
  refusals: refusalsEn,
};

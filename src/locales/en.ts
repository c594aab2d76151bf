import { causesEn } from './causes.en.ts';
import { conditionsEn } from './conditions.en.ts';
import { eventsEn } from './events.en.ts';
import { refusalsEn } from './refusals.en.ts';

export const en = {
  tag: 'en-GB',
  causes: causesEn,
  conditions: conditionsEn,
  events: eventsEn,
  refusals: refusalsEn,
};

import { causesEn } from './causes.en.ts';
import { conditionsEn } from './conditions.en.ts';
import { eventsEn, eventValuesEn } from './events.en.ts';
import { factsEn } from './facts.en.ts';
import { refusalsEn } from './refusals.en.ts';
import { thingsEn } from './things.en.ts';

/** As much English as clients are spoken of in, for a page that says no more. */
export const clientEn = {
  language: 'en',
  tag: 'en-GB',
  dateStyle: 'medium' as 'medium' | 'short',
  causes: causesEn,
  conditions: conditionsEn,
  events: eventsEn,
  eventValues: eventValuesEn,
  facts: factsEn,
  refusals: refusalsEn,
  things: thingsEn,
};

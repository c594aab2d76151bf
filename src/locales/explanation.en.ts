import { conditionsEn } from './conditions.en.ts';
import { factsEn } from './facts.en.ts';
import { refusalsEn } from './refusals.en.ts';
import { thingsEn } from './things.en.ts';

/** As much English as refusals are explained in, for a page that says no more. */
export const explanationEn = {
  language: 'en',
  tag: 'en-GB',
  dateStyle: 'medium' as 'medium' | 'short',
  conditions: conditionsEn,
  facts: factsEn,
  refusals: refusalsEn,
  things: thingsEn,
};

import type { en } from './en.ts';

/**
 * What the library says in one language, and how it writes numbers and dates (`tag` is for `Intl`).
 * `language` chooses among the labels of a blueprint. Pass `en` or `ru`, or one of your own:
 * `{ ...en, language: 'de', tag: 'de-DE', events: { ...en.events, … } }`.
 */
export type Dictionary = typeof en;

/** As much of a dictionary as `explain` needs: refusals and conditions. */
export type ExplanationDictionary = Pick<
  Dictionary,
  'language' | 'tag' | 'dateStyle' | 'conditions' | 'facts' | 'refusals' | 'things'
>;

/** As much of a dictionary as clients are spoken of in: refusals, conditions, events and their causes. */
export type ClientDictionary = ExplanationDictionary & Pick<Dictionary, 'causes' | 'events' | 'eventValues'>;

/** As much of a dictionary as conditions are spoken of in. */
export type ConditionDictionary = Pick<Dictionary, 'language' | 'tag' | 'conditions'>;

import { fill, type WordOptions } from '../../client/words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { dictionaryOf } from '../../locales/dictionary.ts';
import type { Locale } from '../../locales/locale.ts';
import { planEventsEn } from '../../locales/plan-events.en.ts';
import { planEventsRu } from '../../locales/plan-events.ru.ts';
import { describePlanReason } from '../plan/describe-plan-reason.ts';
import type { PlanEvent } from './plan-event.ts';
import type { PlanEventType } from './plan-life.ts';

const dictionaries: Readonly<Record<Locale, typeof planEventsEn>> = { en: planEventsEn, ru: planEventsRu };

/**
 * What happened to a plan, one line without its date.
 * @throws UNKNOWN_LOCALE
 */
export function describePlanEvent(event: PlanEvent, options: WordOptions = {}): string {
  return withArguments('describePlanEvent', { event, options }, () => {
    const { locale = 'en' } = options;
    dictionaryOf(locale);
    const { events, causes } = dictionaries[locale] satisfies { events: Record<PlanEventType, string> };
    switch (event.type) {
      case 'planDrafted':
        return fill(
          events[event.type],
          { ...event, reason: describePlanReason(event.reason, options) },
          options,
        );
      case 'planEdited':
        return fill(events[event.type], { ...event, edits: event.edits.length }, options);
      case 'planReturnGivenUp':
        return fill(
          events[event.type],
          { ...event, cause: fill(causes[event.cause.code], event.cause, options) },
          options,
        );
      default:
        return fill(events[event.type], event, options);
    }
  });
}

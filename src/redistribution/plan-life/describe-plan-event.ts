import { fill, type WordOptions } from '../../client/words.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import { describePlanReason } from '../plan/describe-plan-reason.ts';
import type { PlanEvent } from './plan-event.ts';
import type { PlanEventType } from './plan-life.ts';

/** What happened to a plan, one line without its date. */
export function describePlanEvent(event: PlanEvent, options: WordOptions<Dictionary>): string {
  return withArguments('describePlanEvent', { event, ...inWords('describePlanEvent', options) }, () => {
    const { events, causes } = options.dictionary.planEvents satisfies {
      events: Record<PlanEventType, string>;
    };
    const say = (values: object) => fill(events[event.type], { ...event, ...values }, options);
    switch (event.type) {
      case 'planDrafted':
        return say({ reason: describePlanReason(event.reason, options) });
      case 'planEdited':
        return say({ edits: event.edits.length });
      case 'planReturnGivenUp':
        return say({ cause: fill(causes[event.cause.code], event.cause, options) });
      default:
        return say({});
    }
  });
}

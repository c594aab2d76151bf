import { fill, type WordOptions } from '../../client/words.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import type { PayEvent } from './pay-event.ts';
import type { PayReason } from './pay-reason.ts';

/** What happened to a closed month, one line without its date. */
export function describePayEvent(event: PayEvent, options: WordOptions<Dictionary>): string {
  return withArguments('describePayEvent', { event, ...inWords('describePayEvent', options) }, () => {
    const { events, outcomes } = options.dictionary.payRecords;
    const ended = event.type === 'objectionClosed' ? outcomes[event.outcome] : undefined;
    return fill(events[event.type], { ...event, ended }, options);
  });
}

/** Why pay was not shown, closed or spoken about, a line for each reason. */
export function explainPayRefusal(
  refusal: { readonly reasons: readonly PayReason[] },
  options: WordOptions<Dictionary>,
): string {
  return withArguments('explainPayRefusal', { refusal, ...inWords('explainPayRefusal', options) }, () =>
    refusal.reasons
      .map((reason) => fill(options.dictionary.payRecords.refusals[reason.code], reason, options))
      .join('\n'),
  );
}

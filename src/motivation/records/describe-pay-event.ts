import { fill, type WordOptions } from '../../client/words.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import { payWording } from '../words/pay-words.ts';
import type { PayEvent } from './pay-event.ts';
import type { PayReason } from './pay-reason.ts';

/** What happened to a closed month, one line without its date. */
export function describePayEvent(event: PayEvent, options: WordOptions<Dictionary>): string {
  return withArguments('describePayEvent', { event, ...inWords('describePayEvent', options) }, () => {
    const { events, outcomes } = options.dictionary.payRecords;
    const ended = event.type === 'objectionClosed' ? outcomes[event.outcome] : undefined;
    return fill(events[event.type], { ...event, ended, ...monthsIn(event, options) }, options);
  });
}

/** Why pay was not shown, closed or spoken about, a line for each reason. */
export function explainPayRefusal(
  refusal: { readonly reasons: readonly PayReason[] },
  options: WordOptions<Dictionary>,
): string {
  return withArguments('explainPayRefusal', { refusal, ...inWords('explainPayRefusal', options) }, () =>
    refusal.reasons
      .map((reason) => {
        const values = { ...reason, ...monthsIn(reason, options) };
        return fill(options.dictionary.payRecords.refusals[reason.code], values, options);
      })
      .join('\n'),
  );
}

const months = ['period', 'after', 'last', 'missing'] as const;

/** The months among what is said, in words. */
function monthsIn(values: object, options: WordOptions<Dictionary>): object {
  const { month } = payWording('', options);
  const said = values as Readonly<Partial<Record<(typeof months)[number], string>>>;
  return Object.fromEntries(
    months.flatMap((key) => (said[key] === undefined ? [] : [[key, month(said[key])]])),
  );
}

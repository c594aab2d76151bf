import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { PayEstimate } from '../orders/pay-estimate.ts';
import { type PayWordOptions, payWording, payWordOptions } from './pay-words.ts';

/** What one order would bring, to whom and in which months. */
export function describePayEstimate(estimate: PayEstimate, options: PayWordOptions): string {
  return withArguments(
    'describePayEstimate',
    { estimate, ...inWords('describePayEstimate', options, ...payWordOptions) },
    () => {
      const { words, say, money, month } = payWording(estimate.currency, options);
      const { head, person, month: inMonth, nobody } = words.estimate;
      const changed = estimate.people.filter(({ difference }) => difference !== 0);
      const people = changed.map((one) => {
        const months = one.months
          .filter(({ difference }) => difference !== 0)
          .map(({ period, before, after }) =>
            say(inMonth, { month: month(period), before: money(before), after: money(after) }),
          );
        return say(person, { ...one, difference: money(one.difference), months });
      });
      return [head, ...(people.length > 0 ? people : [nobody]).map((text) => `– ${text}`)].join('\n');
    },
  );
}

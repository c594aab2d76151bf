import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { PayComparison } from '../compare/compare-pay-plans.ts';
import type { PayDifference } from '../compare/compared-pay.ts';
import { type PayWordOptions, payWording, payWordOptions } from './pay-words.ts';

/** What another version of a plan makes of past months. In all, and of whoever has more or less by it. */
export function describePayComparison(comparison: PayComparison, options: PayWordOptions): string {
  return withArguments(
    'describePayComparison',
    { comparison, ...inWords('describePayComparison', options, ...payWordOptions) },
    () => {
      const { words, say, money, month } = payWording(comparison.currency, options);
      const { head, people, person, month: inMonth } = words.comparison;
      const inMoney = ({ before, after, difference }: PayDifference) => ({
        before: money(before),
        after: money(after),
        difference: money(difference),
      });
      const changed = comparison.people.filter(({ difference }) => difference !== 0);
      return [
        say(head, inMoney(comparison)),
        say(people, comparison),
        ...changed.map(({ employeeId, months, ...pay }) => {
          const told = months
            .filter(({ difference }) => difference !== 0)
            .map((one) => say(inMonth, { month: month(one.period), ...inMoney(one) }));
          return `– ${say(person, { employeeId, ...inMoney(pay), months: told })}`;
        }),
      ].join('\n');
    },
  );
}

import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { ClosedPeriod } from '../statement/closing.ts';
import type { PayLine, PayStatement } from '../statement/pay-statement.ts';
import { closingInWords } from './closing-in-words.ts';
import { lineInWords } from './line-in-words.ts';
import { type PayWordOptions, payWording, payWordOptions } from './pay-words.ts';

/**
 * Pay in words, line by line, so that whoever is paid can compute it again. Of a component it says what
 * counted, with the custody as of then, the measure, quota, tiers, weight, limits and rounding, by which rule
 * and version. Of a closed month also what was adjusted, by which events, and what is owed. What the figures
 * need stands in the lines themselves; `plans` only give labels.
 */
export function explainPay(pay: PayLine | PayStatement | ClosedPeriod, options: PayWordOptions): string {
  return withArguments('explainPay', { pay, ...inWords('explainPay', options, ...payWordOptions) }, () =>
    ('payment' in pay
      ? closedLines(pay, options)
      : 'lines' in pay
        ? statementLines(pay, options)
        : lineInWords(pay, options)
    ).join('\n'),
  );
}

const closedLines = (closed: ClosedPeriod, options: PayWordOptions): readonly string[] => [
  ...statementLines(closed.statement, options),
  ...closingInWords(closed, options),
];

function statementLines(statement: PayStatement, options: PayWordOptions): readonly string[] {
  const { words, say, money, month } = payWording(statement.currency, options);
  const { period, total, lines } = statement;
  return [
    say(words.statement, { ...statement, month: month(period), total: money(total) }),
    ...lines.flatMap((line) => lineInWords(line, options)),
  ];
}

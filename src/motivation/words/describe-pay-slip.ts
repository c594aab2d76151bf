import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { ClosedPeriod } from '../statement/closing.ts';
import type { PayStatement } from '../statement/pay-statement.ts';
import { closingInWords } from './closing-in-words.ts';
import { lineInWords } from './line-in-words.ts';
import { type PayWording, type PayWordOptions, payWording, payWordOptions } from './pay-words.ts';

/**
 * A pay slip in Markdown. First a table of what is paid for what, then how each amount comes about, as
 * `explainPay` says it. Of a statement it says what the month comes to; of a closed month also what was
 * adjusted, what is owed and what is paid.
 */
export function describePaySlip(pay: PayStatement | ClosedPeriod, options: PayWordOptions): string {
  return withArguments(
    'describePaySlip',
    { pay, ...inWords('describePaySlip', options, ...payWordOptions) },
    () => {
      const closed = 'payment' in pay ? pay : undefined;
      const statement = 'payment' in pay ? pay.statement : pay;
      const wording = payWording(statement.currency, options);
      const { words, say, month } = wording;
      const title = say(words.slip.title, { ...statement, month: month(statement.period) });
      const blocks = [
        ...statement.lines.map((line) => lineInWords(line, options)),
        ...(closed ? [closingInWords(closed, options)] : []),
      ];
      const about = say(words.slip.about, statement);
      return [
        `# ${marked(title)}`,
        tableOf(statement, closed, wording),
        ...blocks.map(listOf),
        marked(about),
      ].join('\n\n');
    },
  );
}

function tableOf(
  { lines, total }: PayStatement,
  closed: ClosedPeriod | undefined,
  { words, money, month, component, grade }: PayWording,
): string {
  const { slip, salaryName } = words;
  const nameOf = (line: PayStatement['lines'][number]) => {
    if (line.kind === 'component') return component(line.rule, line.rule.component);
    return line.grade === undefined ? salaryName : `${salaryName}, ${grade(line.grade)}`;
  };
  const { adjustments = [], payment } = closed ?? {};
  const owed = payment ? payment.paid - (total + payment.adjusted) : 0;
  const rows: (readonly [string, number])[] = [
    ...lines.map((line) => [nameOf(line), line.amount] as const),
    ...adjustments
      .filter(({ late }) => late !== 'freeze')
      .map(({ period, difference }) => [`${slip.adjusted}: ${month(period)}`, difference] as const),
    ...(owed === 0 ? [] : [[owed > 0 ? slip.advanced : slip.recovered, owed] as const]),
  ];
  const sum = payment?.paid ?? total;
  return [
    `| ${slip.what} | ${slip.amount} |`,
    '| --- | ---: |',
    ...rows.map(([name, amount]) => `| ${marked(name)} | ${money(amount)} |`),
    `| **${closed ? slip.paid : slip.total}** | **${money(sum)}** |`,
  ].join('\n');
}

/** The first line as a paragraph, what is below it as a list. */
const listOf = (lines: readonly string[]): string =>
  lines
    .map((line) => {
      const [, indent = '', text] = /^( *)– (.*)$/s.exec(line) ?? [];
      return text === undefined ? `\n${marked(line)}\n` : `${indent}- ${marked(text)}`;
    })
    .join('\n')
    .trim()
    .replace(/\n{3,}/g, '\n\n');

/** What people named is text, whatever Markdown would make of it. */
const marked = (text: string): string => text.replace(/[\\`*_[\]<>|#~]/g, '\\$&').replace(/\s*\n\s*/g, ' ');

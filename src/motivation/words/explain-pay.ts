import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { ClosedPeriod } from '../statement/closing.ts';
import type { PayLine, PayStatement, SalaryLine } from '../statement/pay-statement.ts';
import { closingInWords } from './closing-in-words.ts';
import { componentInWords } from './component-in-words.ts';
import { type PayWordOptions, payWording, payWordOptions } from './pay-words.ts';

/**
 * Pay in words, line by line, so that whoever is paid can compute it again. Of a component what counted, with
 * the custody as of then, the measure, quota, tiers, weight, limits and rounding, by which rule and version;
 * of a closed month also what was adjusted, by which events, and what is owed. A line, a statement or a closed
 * month says by itself all that the figures need; `plans` only give it labels.
 */
export function explainPay(pay: PayLine | PayStatement | ClosedPeriod, options: PayWordOptions): string {
  return withArguments('explainPay', { pay, ...inWords('explainPay', options, ...payWordOptions) }, () =>
    ('payment' in pay
      ? closedLines(pay, options)
      : 'lines' in pay
        ? statementLines(pay, options)
        : lineLines(pay, options)
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
    ...lines.flatMap((line) => lineLines(line, options)),
  ];
}

const lineLines = (line: PayLine, options: PayWordOptions): readonly string[] =>
  line.kind === 'salary' ? salaryLines(line, options) : componentInWords(line, options);

function salaryLines(line: SalaryLine, options: PayWordOptions): readonly string[] {
  const { words, say, money, plan, grade, day } = payWording(line.terms.currency, options);
  const { rule, amount, monthly, from, to, days, of } = line;
  const head = {
    grade: line.grade === undefined ? undefined : grade(line.grade),
    amount: money(amount),
    plan: plan(rule),
    version: rule.version,
  };
  const part = { days, of, from: day(from), to: day(to), monthly: money(monthly) };
  return [say(words.salary, head), `– ${days === of ? words.salaryWhole : say(words.salaryPart, part)}`];
}

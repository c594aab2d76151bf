import type { PayLine, SalaryLine } from '../statement/pay-statement.ts';
import { componentInWords } from './component-in-words.ts';
import { type PayWordOptions, payWording } from './pay-words.ts';

/** A line: what it is for, what it comes to and how. */
export const lineInWords = (line: PayLine, options: PayWordOptions): readonly string[] =>
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
  const partly = words.salaryPart[line.terms.prorate];
  return [say(words.salary, head), `– ${days === of ? words.salaryWhole : say(partly, part)}`];
}

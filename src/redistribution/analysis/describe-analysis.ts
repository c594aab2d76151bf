import { fill, type WordOptions } from '../../client/words.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import { numberIn } from '../../locales/number-in.ts';
import { protectionInWords } from '../protection-in-words.ts';
import type { ProposalComparison } from './compare-proposals.ts';
import type { PlanAnalysis, Responsible } from './plan-analysis.ts';
import type { WhyStays } from './why-stays.ts';

/** Maximum number of names of those responsible. */
const NAMED = 3;

/**
 * What a plan's objective is made of, a line for each rule that counts, the heaviest first.
 */
export function describeAnalysis(analysis: PlanAnalysis, options: WordOptions<Dictionary>): string {
  return withArguments('describeAnalysis', { analysis, ...inWords('describeAnalysis', options) }, () =>
    analysisInWords(analysis, options),
  );
}

function analysisInWords({ rules }: PlanAnalysis, options: WordOptions<Dictionary>): string {
  const { tag, planAnalysis: said } = options.dictionary;
  const lines = rules
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.amount - a.amount)
    .map(({ rule, share, employees, clients }) => {
      const percent = numberIn(tag, share, { style: 'percent', maximumFractionDigits: 1 });
      const names = { employees: first(employees), clients: first(clients) };
      return fill(said.share, { rule: said.rules[rule], share: percent, ...names }, options);
    });
  return lines.length > 0 ? lines.join('\n') : said.perfect;
}

/**
 * Which of two proposals is better and by which rules, the rule that makes most difference first.
 */
export function describeComparison(comparison: ProposalComparison, options: WordOptions<Dictionary>): string {
  return withArguments('describeComparison', { comparison, ...inWords('describeComparison', options) }, () =>
    comparisonInWords(comparison, options),
  );
}

function comparisonInWords(
  { difference, rules }: ProposalComparison,
  options: WordOptions<Dictionary>,
): string {
  const { planAnalysis: said } = options.dictionary;
  const amount = figureIn(options);
  const whole = difference === 0 ? said.same : difference < 0 ? said.better : said.worse;
  const lines = rules
    .filter((one) => one.difference !== 0)
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
    .map((one) => {
      const template = one.difference < 0 ? said.ruleBetter : said.ruleWorse;
      const values = {
        rule: said.rules[one.rule],
        amount: amount(one.difference),
        employees: first(one.employees),
      };
      return fill(template, values, options);
    });
  return [fill(whole, { amount: amount(difference) }, options), ...lines].join('\n');
}

/**
 * Why a plan leaves a client where it is, in one line.
 */
export function describeWhyStays(why: WhyStays, options: WordOptions<Dictionary>): string {
  return withArguments('describeWhyStays', { why, ...inWords('describeWhyStays', options) }, () =>
    whyInWords(why, options),
  );
}

function whyInWords(why: WhyStays, options: WordOptions<Dictionary>): string {
  const { rules: limits } = options.dictionary.redistribution;
  const { planAnalysis: said } = options.dictionary;
  const template = said.stays[why.code];
  if (why.code === 'PROTECTED') return fill(template, { why: protectionInWords(why.why, options) }, options);
  if (!('best' in why)) return fill(template, why, options);
  const { employeeId, difference, rules, breaks } = why.best;
  const amount = figureIn(options);
  const worse = (Object.entries(rules) as [keyof typeof said.rules, number][])
    .filter(([, rise]) => rise > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([rule]) => said.rules[rule]);
  const values = {
    employeeId,
    amount: amount(difference),
    rules: worse,
    breaks: breaks.map((rule) => limits[rule]),
  };
  return fill(template, values, options);
}

/** Amounts of the objective without their sign. */
const figureIn = (options: WordOptions<Dictionary>) => {
  const { tag } = options.dictionary;
  return (amount: number) => numberIn(tag, Math.abs(amount), { maximumSignificantDigits: 3 });
};

const first = (responsible: readonly Responsible[]) => responsible.slice(0, NAMED).map(({ id }) => id);

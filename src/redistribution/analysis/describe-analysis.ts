import { fill } from '../../client/words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Locale } from '../../locales/locale.ts';
import { planAnalysisEn } from '../../locales/plan-analysis.en.ts';
import { planAnalysisRu } from '../../locales/plan-analysis.ru.ts';
import { redistributionWords } from '../words.ts';
import type { ProposalComparison } from './compare-proposals.ts';
import type { PlanAnalysis, Responsible } from './plan-analysis.ts';
import type { WhyStays } from './why-stays.ts';

const words: Readonly<Record<Locale, typeof planAnalysisEn>> = { en: planAnalysisEn, ru: planAnalysisRu };

/** As many names are said of those responsible. */
const NAMED = 3;

/**
 * What a plan's objective is made of, a line for each rule that counts, the heaviest first.
 * @throws UNKNOWN_LOCALE
 */
export function describeAnalysis(analysis: PlanAnalysis, options: { readonly locale?: Locale } = {}): string {
  return withArguments('describeAnalysis', { analysis, options }, () => analysisInWords(analysis, options));
}

function analysisInWords({ rules }: PlanAnalysis, { locale = 'en' }: { readonly locale?: Locale }): string {
  const { tag } = redistributionWords(locale);
  const said = words[locale];
  const lines = rules
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.amount - a.amount)
    .map(({ rule, share, employees, clients }) => {
      const percent = share.toLocaleString(tag, { style: 'percent', maximumFractionDigits: 1 });
      const names = { employees: first(employees), clients: first(clients) };
      return fill(said.share, { rule: said.rules[rule], share: percent, ...names }, { locale });
    });
  return lines.length > 0 ? lines.join('\n') : said.perfect;
}

/**
 * Which of two proposals is better and by which rules, the rule that makes most difference first.
 * @throws UNKNOWN_LOCALE
 */
export function describeComparison(
  comparison: ProposalComparison,
  options: { readonly locale?: Locale } = {},
): string {
  return withArguments('describeComparison', { comparison, options }, () =>
    comparisonInWords(comparison, options),
  );
}

function comparisonInWords(
  { difference, rules }: ProposalComparison,
  { locale = 'en' }: { readonly locale?: Locale },
): string {
  const said = words[locale];
  const amount = figureIn(locale);
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
      return fill(template, values, { locale });
    });
  return [fill(whole, { amount: amount(difference) }, { locale }), ...lines].join('\n');
}

/**
 * Why a plan leaves a client where it is, in one line.
 * @throws UNKNOWN_LOCALE
 */
export function describeWhyStays(why: WhyStays, options: { readonly locale?: Locale } = {}): string {
  return withArguments('describeWhyStays', { why, options }, () => whyInWords(why, options));
}

function whyInWords(why: WhyStays, { locale = 'en' }: { readonly locale?: Locale }): string {
  const { rules: limits } = redistributionWords(locale);
  const said = words[locale];
  const template = said.stays[why.code];
  if (!('best' in why)) return fill(template, why, { locale });
  const { employeeId, difference, rules, breaks } = why.best;
  const amount = figureIn(locale);
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
  return fill(template, values, { locale });
}

/** Amounts of the objective without their sign. */
const figureIn = (locale: Locale) => {
  const { tag } = redistributionWords(locale);
  return (amount: number) => Math.abs(amount).toLocaleString(tag, { maximumSignificantDigits: 3 });
};

const first = (responsible: readonly Responsible[]) => responsible.slice(0, NAMED).map(({ id }) => id);

import type { Credit } from '../credits/credit.ts';
import { exactly, exactText, sumOf } from '../money/exact.ts';
import { roundingOf, roundingUnit } from '../plan/component-pay.ts';
import type { QuotaPart } from '../staff/employed-days.ts';
import type { ComponentLine, DealLine, LineTerms, TierLine } from '../statement/pay-statement.ts';
import { lastMoment } from '../statement/span.ts';
import { custodyInWords } from './custody-in-words.ts';
import { gateInWords } from './gate-in-words.ts';
import { isSame, type PayWording, type PayWordOptions, payWording } from './pay-words.ts';

/** A component's line: what counted, and step by step what that comes to. */
export function componentInWords(line: ComponentLine, options: PayWordOptions): readonly string[] {
  const { rule, terms, gate, unpaid, amount, before } = line;
  const wording = payWording(terms.currency, options);
  const { words, say, money } = wording;
  const result = amount + (before ?? 0);
  return [
    say(words.component, { ...headOf(line, wording), amount: money(amount) }),
    ...[
      say(words.span, {
        trigger: words.triggers[terms.on],
        from: line.from,
        to: lastMoment(line.to),
      }),
      ...(terms.vat === undefined ? [] : [say(words.vat, { vat: wording.percent(terms.vat) })]),
      ...creditLines(line, wording),
      ...measureLines(line, wording),
      ...(gate ? gateInWords(gate, rule, options) : []),
      ...(unpaid && unpaid !== 'GATE' ? [words.unpaid[unpaid]] : []),
      ...(unpaid ? [] : earningLines(line, wording)),
      ...(unpaid ? [] : roundingLines(line, result, wording)),
      ...(before === undefined ? [] : [say(words.before, { before: money(before), amount: money(amount) })]),
    ].map((text) => (text.startsWith(' ') ? `  – ${text.trim()}` : `– ${text}`)),
  ];
}

const headOf = ({ rule }: ComponentLine, { component, plan }: PayWording) => ({
  component: component(rule, rule.component),
  plan: plan(rule),
  version: rule.version,
});

function creditLines({ credits, terms, deals, salary }: ComponentLine, wording: PayWording): string[] {
  if (credits.length === 0) return [wording.words.nothing];
  return credits.flatMap((credit, i) => {
    const deal = deals?.[i];
    return [
      creditInWords(credit, terms, wording),
      ...(deal && credit.count !== '0' ? dealLines(deal, terms, salary, wording) : []),
    ];
  });
}

function creditInWords(credit: Credit, { measure }: LineTerms, wording: PayWording): string {
  const { words, say, money, number, percent } = wording;
  const { amount, count, of, share, tail, title, converted } = credit;
  const template = count === '0' ? words.credit.none : words.credit[measure === 'sum' ? 'sum' : 'count'];
  return say(template, {
    ...credit,
    amount: money(amount),
    count: number(count),
    share: of === undefined ? undefined : percent(share),
    of: of === undefined ? undefined : money(of),
    tail: tail === undefined ? undefined : percent(tail),
    converted: converted && money(converted.amount, converted.currency),
    rate: converted && number(converted.rate),
    custody: custodyInWords(title, wording),
  });
}

/** What of its own a deal comes to. */
function dealLines(
  deal: DealLine,
  terms: LineTerms,
  salary: number | undefined,
  wording: PayWording,
): string[] {
  const { tiers, earned, limitedBy } = deal;
  if (tiers.length === 0 && !limitedBy) return [`  ${wording.words.belowTiers}`];
  return [
    ...tierLines(tiers, terms, salary, wording),
    ...weightLines(tiers, earned, terms, wording),
    ...limitLine(limitedBy, terms, wording),
    ...(terms.rounding.at === 'deal' ? roundedLine(limitedOf(deal, terms), terms, wording) : []),
  ].map((text) => `  ${text}`);
}

function measureLines(line: ComponentLine, wording: PayWording): string[] {
  const { terms, measure, of, quota, quotaParts = [], attainment, credits, deals } = line;
  const { words, say, number, percent } = wording;
  const inUnit = unitOf(terms, wording);
  const counted = exactText(sumOf(credits.map(({ count }) => exactly(count))));
  const isTold = (credits.length > 1 && !deals) || terms.measure === 'ratio';
  const asked = { measure: inUnit(measure), count: number(counted), of: of && number(of) };
  return [
    ...(isTold ? [say(of === undefined ? words.together : words.ratio, asked)] : []),
    ...(quota === undefined
      ? []
      : [
          say(words.quota, {
            quota: inUnit(quota),
            attainment: percent(attainment ?? '0'),
          }),
          ...quotaParts.map((part) => `  ${quotaPartInWords(part, inUnit, wording)}`),
        ]),
  ];
}

function quotaPartInWords(
  { from, to, days, of, amount, percent: ramp }: QuotaPart,
  inUnit: (text: string) => string,
  { words, say, percent, day }: PayWording,
): string {
  const said = { from: day(from), to: day(to), days, of, amount: inUnit(amount) };
  return say(words.quotaPart, { ...said, ramp: ramp && percent(ramp) });
}

const unitOf = ({ measure }: LineTerms, { exactMoney, number, percent }: PayWording) =>
  measure === 'sum' ? exactMoney : measure === 'ratio' ? percent : number;

function earningLines(line: ComponentLine, wording: PayWording): string[] {
  const { terms, tiers, deals, credits, earned, limitedBy, measure } = line;
  const isNothing = credits.length === 0 && isSame(earned, '0') && !limitedBy;
  if (deals || isNothing) return [];
  if (tiers.length === 0 && !limitedBy) return isSame(measure, '0') ? [] : [wording.words.belowTiers];
  return [
    ...tierLines(tiers, terms, line.salary, wording),
    ...weightLines(tiers, earned, terms, wording),
    ...limitLine(limitedBy, terms, wording),
  ];
}

function tierLines(
  tiers: readonly TierLine[],
  terms: LineTerms,
  salary: number | undefined,
  wording: PayWording,
): string[] {
  const { words, say, money, exactMoney, percent } = wording;
  const { pays: unit } = terms.rate;
  const inUnit = unitOf(terms, wording);
  return tiers.map(({ from, of, pays, earned }) =>
    say(words.tier[unit], {
      from: isSame(from, '0') ? undefined : inUnit(from),
      of: inUnit(of),
      pays: unit === 'each' || unit === 'amount' ? exactMoney(pays) : percent(pays),
      salary: salary === undefined ? undefined : money(salary),
      earned: exactMoney(earned),
    }),
  );
}

/** The sum of several tiers, and the weight where it changes something. */
function weightLines(
  tiers: readonly TierLine[],
  earned: string,
  { weight }: LineTerms,
  { words, say, exactMoney, percent }: PayWording,
): string[] {
  const sum = sumOf(tiers.map((tier) => exactly(tier.earned)));
  return [
    ...(tiers.length > 1 ? [say(words.earned, { earned: exactMoney(exactText(sum)) })] : []),
    ...(isSame(weight, '100') || tiers.length === 0
      ? []
      : [say(words.weight, { weight: percent(weight), earned: exactMoney(earned) })]),
  ];
}

const limitLine = (
  by: 'floor' | 'cap' | undefined,
  { floor = 0, cap = 0 }: LineTerms,
  { words, say, money }: PayWording,
) => (by ? [say(words[by], { floor: money(floor), cap: money(cap) })] : []);

/** The deals added up, and the rounding where it changes something. */
function roundingLines(line: ComponentLine, result: number, wording: PayWording): string[] {
  const { terms, deals } = line;
  const { words, say, money, exactMoney } = wording;
  const isByDeal = terms.rounding.at === 'deal';
  const limited = exactText(sumOf((deals ?? [line]).map((one) => exactly(limitedOf(one, terms)))));
  const sum = isByDeal ? money(result) : exactMoney(limited);
  return [
    ...(deals && deals.length > 1 ? [say(words.earned, { earned: sum })] : []),
    ...(isByDeal ? [] : roundedLine(limited, terms, wording)),
  ];
}

function roundedLine(exact: string, terms: LineTerms, { words, say, money }: PayWording): string[] {
  const amount = roundingOf(terms)(exactly(exact));
  if (isSame(exact, String(amount))) return [];
  const { mode } = terms.rounding;
  return [
    say(words.rounded, { unit: money(roundingUnit(terms)), mode: words.modes[mode], amount: money(amount) }),
  ];
}

/** What floor and cap leave, before it is rounded. */
const limitedOf = (
  { earned, limitedBy }: Pick<DealLine, 'earned' | 'limitedBy'>,
  terms: LineTerms,
): string => (limitedBy ? String(terms[limitedBy]) : earned);

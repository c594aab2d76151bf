import { fill } from '../client/words.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { dictionaryOf } from '../locales/dictionary.ts';
import type { Locale } from '../locales/locale.ts';
import type { InfeasibilityReason, LimitedMeasure, RelaxableRule, Relaxation } from './infeasible.ts';
import type { MovePreview } from './move-preview.ts';
import type { RedistributionProposal } from './proposal.ts';
import type { Redistribution } from './redistribute.ts';
import { redistributionWords } from './words.ts';

/**
 * Why there is no plan and what would help, a line for each.
 * @throws UNKNOWN_LOCALE
 */
export function describeInfeasible(
  result: Exclude<Redistribution, { readonly ok: true }>,
  options: { readonly locale?: Locale } = {},
): string {
  return withArguments('describeInfeasible', { result, options }, () => infeasibleInWords(result, options));
}

function infeasibleInWords(
  result: Exclude<Redistribution, { readonly ok: true }>,
  { locale = 'en' }: { readonly locale?: Locale },
): string {
  const words = redistributionWords(locale);
  const { relaxations } = 'infeasible' in result ? result.infeasible : result.notFound;
  const why =
    'infeasible' in result
      ? result.infeasible.reasons.map((one) => reasonInWords(one, locale))
      : [words.notFound];
  const help = relaxations.map((one) => relaxationInWords(one, locale));
  return [...why, ...(help.length > 0 ? help : [words.noRelaxation])].join('\n');
}

/**
 * How good a plan certainly is, in one line: which share of what is possible it reaches; that things are as good as they can be; or, where
 * they cannot stay as they are, what a better plan could save at most.
 * @throws UNKNOWN_LOCALE
 */
export function describeQuality(
  proposal: Pick<RedistributionProposal, 'attained' | 'gap' | 'moves'>,
  options: { readonly locale?: Locale } = {},
): string {
  return withArguments('describeQuality', { proposal, options }, () => {
    const { attained, gap, moves } = proposal;
    const { locale = 'en' } = options;
    const { tag, quality } = redistributionWords(locale);
    // Rounded so that it never promises more than is proven.
    const down = (share: number) => percent(Math.floor(share * 1000) / 1000, tag);
    if (attained === undefined)
      return fill(quality.gap, { share: percent(Math.ceil(gap * 1000) / 1000, tag) }, { locale });
    if (attained === 1 && moves.length === 0) return quality.best;
    return fill(quality.attained, { share: down(attained) }, { locale });
  });
}

/**
 * A move in one line: why this client, why this employee, what the next best would cost.
 * @throws UNKNOWN_LOCALE
 */
export function describeMove(move: MovePreview, options: { readonly locale?: Locale } = {}): string {
  return withArguments('describeMove', { move, options }, () => moveInWords(move, options));
}

function moveInWords(move: MovePreview, { locale = 'en' }: { readonly locale?: Locale }): string {
  const words = redistributionWords(locale);
  const { tag } = words;
  const { clientId, from, to, receiver, staying, nextBest } = move;
  const said = (cost: number | undefined) => cost?.toLocaleString(tag, { maximumSignificantDigits: 3 });
  const share = (value: number | undefined) => (value === undefined ? undefined : percent(value, tag));
  const { without, with: after } = receiver.utilisation;
  const values = {
    clientId,
    from,
    to,
    cause: fill(dictionaryOf(locale).causes.moves[move.cause], { from, to }, { locale }),
    without: share(without),
    with: share(after),
    fit: receiver.fit < 1 ? share(receiver.fit) : undefined,
    staying: said(staying),
    next: nextBest?.employeeId,
    extra: said(nextBest?.extra),
  };
  return fill(words.move, values, { locale });
}

function reasonInWords(reason: InfeasibilityReason, locale: Locale): string {
  const words = redistributionWords(locale);
  const say = (template: string, values: object) => fill(template, values, { locale });
  const template = words.infeasible[reason.code];
  switch (reason.code) {
    case 'NOBODY_ELIGIBLE': {
      const entries = Object.entries(reason.obstacles) as [keyof typeof words.obstacles, number][];
      const obstacles = entries.map(([code, count]) => say(words.obstacles[code], { count }));
      return say(template, { ...reason, obstacles });
    }
    case 'RULES_CLASH':
      return say(template, { rules: reason.rules.map((rule) => words.rules[rule]) });
    default:
      return say(template, { ...reason, ...amountsInWords(reason, locale) });
  }
}

type WithAmounts = Exclude<InfeasibilityReason, { code: 'NOBODY_ELIGIBLE' | 'RULES_CLASH' }>;

function amountsInWords(reason: WithAmounts, locale: Locale): object {
  const say = (value: number) => quantity(value, reason.measure, locale);
  switch (reason.code) {
    case 'TOO_LARGE':
      return { amount: say(reason.amount), mostFree: say(reason.mostFree) };
    case 'NO_ROOM': {
      const clients = quantity(reason.clientIds.length, 'clients', locale);
      return {
        clients,
        amount: say(reason.amount),
        free: say(reason.free),
        short: say(reason.amount - reason.free),
      };
    }
    case 'OUT_OF_REACH':
      return { needed: say(reason.needed), reachable: say(reason.reachable) };
    case 'NOT_ENOUGH':
      return { needed: say(reason.needed), amount: say(reason.amount) };
  }
}

function relaxationInWords({ rule, from, to, minimal }: Relaxation, locale: Locale): string {
  const words = redistributionWords(locale) satisfies { rules: Record<RelaxableRule, string> };
  const { tag } = words;
  if (to === undefined || from === undefined)
    return fill(words.lifted, { rule: words.rules[rule] }, { locale });
  const say = (value: number) => (rule === 'maxMoves' ? String(value) : percent(value, tag));
  const values = {
    rule: words.rules[rule],
    from: say(from),
    to: say(to),
    minimal: minimal ? words.minimal : words.smallestFound,
  };
  return fill(words.relaxed, values, { locale });
}

function quantity(value: number, measure: LimitedMeasure, locale: Locale): string {
  const { tag, units } = redistributionWords(locale);
  const number = value.toLocaleString(tag, { maximumFractionDigits: 2 });
  return units[measure](number, new Intl.PluralRules(tag).select(value));
}

const percent = (share: number, tag: string) =>
  share.toLocaleString(tag, { style: 'percent', maximumFractionDigits: 1 });

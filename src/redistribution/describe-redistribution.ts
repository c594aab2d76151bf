import { fill, type WordOptions } from '../client/words.ts';
import { inWords } from '../errors/in-words.ts';
import { withArguments } from '../errors/with-arguments.ts';
import type { Dictionary } from '../locales/dictionary.ts';
import { numberIn } from '../locales/number-in.ts';
import type { InfeasibilityReason, LimitedMeasure, RelaxableRule, RuleSuggestion } from './infeasible.ts';
import type { MovePreview } from './move-preview.ts';
import type { EmployeePreview, Untouched } from './preview.ts';
import type { RedistributionProposal } from './proposal.ts';
import { protectionInWords } from './protection-in-words.ts';
import type { Redistribution } from './redistribute.ts';

/**
 * Why there is no plan and what would help, a line for each.
 */
export function describeInfeasible(
  result: Exclude<Redistribution, { readonly ok: true }>,
  options: WordOptions<Dictionary>,
): string {
  return withArguments('describeInfeasible', { result, ...inWords('describeInfeasible', options) }, () =>
    infeasibleInWords(result, options),
  );
}

function infeasibleInWords(
  result: Exclude<Redistribution, { readonly ok: true }>,
  options: WordOptions<Dictionary>,
): string {
  const { redistribution: words } = options.dictionary;
  const { relaxations } = 'infeasible' in result ? result.infeasible : result.notFound;
  const why =
    'infeasible' in result
      ? result.infeasible.reasons.map((one) => reasonInWords(one, options))
      : [words.notFound];
  const help = relaxations.map((one) => relaxationInWords(one, options));
  return [...why, ...(help.length > 0 ? help : [words.noRelaxation])].join('\n');
}

/**
 * How good a plan certainly is, in one line. It says which share of what is possible it reaches; that things
 * are as good as they can be; or, where they cannot stay as they are, what a better plan could save at most,
 * or that there is none.
 */
export function describeQuality(
  proposal: Pick<RedistributionProposal, 'attained' | 'gap' | 'moves'>,
  options: WordOptions<Dictionary>,
): string {
  return withArguments('describeQuality', { proposal, ...inWords('describeQuality', options) }, () => {
    const { attained, gap, moves } = proposal;
    const { tag } = options.dictionary;
    const { quality } = options.dictionary.redistribution;
    // Rounded so that it never promises more than is proven.
    const down = (share: number) => percent(Math.floor(share * 1000) / 1000, tag);
    if (attained === undefined && gap === 0) return quality.optimal;
    if (attained === undefined)
      return fill(quality.gap, { share: percent(Math.ceil(gap * 1000) / 1000, tag) }, options);
    if (attained === 1 && moves.length === 0) return quality.best;
    return fill(quality.attained, { share: down(attained) }, options);
  });
}

/**
 * A move in one line: why this client, why this employee, what the next best would cost.
 */
export function describeMove(move: MovePreview, options: WordOptions<Dictionary>): string {
  return withArguments('describeMove', { move, ...inWords('describeMove', options) }, () =>
    moveInWords(move, options),
  );
}

/** Whom a plan left alone, in one line: with whom it stays, and by whose protection. */
export function describeUntouched(untouched: Untouched, options: WordOptions<Dictionary>): string {
  return withArguments('describeUntouched', { untouched, ...inWords('describeUntouched', options) }, () => {
    const why = protectionInWords(untouched.why, options);
    return fill(options.dictionary.redistribution.untouched, { ...untouched, why }, options);
  });
}

/** Why an employee of a preview gains no clients, in one line; empty where nothing stands in the way. */
export function describeExclusion(
  employee: Pick<EmployeePreview, 'employeeId' | 'excluded'>,
  options: WordOptions<Dictionary>,
): string {
  return withArguments('describeExclusion', { employee, ...inWords('describeExclusion', options) }, () => {
    const { employeeId, excluded } = employee;
    if (excluded === undefined) return '';
    const { redistribution: words } = options.dictionary;
    const why =
      typeof excluded === 'string' ? excluded : fill(words.exclusions[excluded.code], excluded, options);
    return fill(words.excluded, { employeeId, why }, options);
  });
}

function moveInWords(move: MovePreview, options: WordOptions<Dictionary>): string {
  const { tag, redistribution: words } = options.dictionary;
  const { clientId, from, to, receiver, staying, nextBest, total = 0 } = move;
  // The objective has no unit: what a change costs is said as a share of the whole plan's.
  const isAlike = (cost: number | undefined) => cost !== undefined && cost < ALIKE * total;
  const worse = (cost: number | undefined) =>
    cost === undefined || isAlike(cost) || total <= 0 ? undefined : percent(cost / total, tag);
  const share = (value: number | undefined) => (value === undefined ? undefined : percent(value, tag));
  const { without, with: after } = receiver.utilisation;
  const values = {
    clientId,
    from,
    to,
    cause: fill(options.dictionary.causes.moves[move.cause], { from, to }, options),
    without: share(without),
    with: share(after),
    fit: receiver.fit < 1 ? share(receiver.fit) : undefined,
    staying: worse(staying),
    stays: isAlike(staying) ? '' : undefined,
    alike: isAlike(nextBest?.extra) ? nextBest?.employeeId : undefined,
    next: isAlike(nextBest?.extra) ? undefined : nextBest?.employeeId,
    extra: worse(nextBest?.extra),
  };
  return fill(words.move, values, options);
}

/** Plans that differ by less than this share of the objective are as good as each other. */
const ALIKE = 1e-3;

function reasonInWords(reason: InfeasibilityReason, options: WordOptions<Dictionary>): string {
  const { redistribution: words } = options.dictionary;
  const say = (template: string, values: object) => fill(template, values, options);
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
      return say(template, { ...reason, ...amountsInWords(reason, options) });
  }
}

type WithAmounts = Exclude<InfeasibilityReason, { code: 'NOBODY_ELIGIBLE' | 'RULES_CLASH' }>;

function amountsInWords(reason: WithAmounts, options: WordOptions<Dictionary>): object {
  const say = (value: number) => quantity(value, reason.measure, options);
  switch (reason.code) {
    case 'TOO_LARGE':
      return { amount: say(reason.amount), mostFree: say(reason.mostFree) };
    case 'NO_ROOM': {
      const clients = quantity(reason.clientIds.length, 'clients', options);
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

function relaxationInWords(
  { rule, from, to, minimal }: RuleSuggestion,
  options: WordOptions<Dictionary>,
): string {
  const { tag } = options.dictionary;
  const words = options.dictionary.redistribution satisfies { rules: Record<RelaxableRule, string> };
  if (to === undefined || from === undefined) return fill(words.lifted, { rule: words.rules[rule] }, options);
  const say = (value: number) => (rule === 'maxMoves' ? String(value) : percent(value, tag));
  const values = {
    rule: words.rules[rule],
    from: say(from),
    to: say(to),
    minimal: minimal ? words.minimal : words.smallestFound,
  };
  return fill(words.relaxed, values, options);
}

function quantity(value: number, measure: LimitedMeasure, options: WordOptions<Dictionary>): string {
  const { tag } = options.dictionary;
  const { units } = options.dictionary.redistribution;
  const number = numberIn(tag, value, { maximumFractionDigits: 2 });
  return units[measure](number, new Intl.PluralRules(tag).select(value));
}

const percent = (share: number, tag: string) =>
  numberIn(tag, share, { style: 'percent', maximumFractionDigits: 1 });

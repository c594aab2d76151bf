import { allFacts } from '../blueprint/built-in-facts.ts';
import { fill, type WordOptions } from '../client/words.ts';
import { describeExplanation } from '../conditions/describe.ts';
import { withArguments } from '../errors/with-arguments.ts';
import type { Locale } from '../locales/locale.ts';
import { employeeFacts } from '../workforce/match.ts';
import type { AssignmentObstacle, AssignmentObstacleCode } from './obstacle.ts';
import type { AssignmentFigures, AssignmentOutcome, CandidateFigures } from './outcome.ts';
import { type AssignmentWords, assignmentWords } from './words.ts';

/**
 * An assignment in words for a sales manager: who gets the client or that nobody can, then a line for each candidate with the
 * figures, or with everything that stands against them. Roles, holds and facts are said by their labels where the conveyor is given.
 * @throws UNKNOWN_LOCALE
 */
export function describeAssignment(outcome: AssignmentOutcome, options: WordOptions = {}): string {
  return withArguments('describeAssignment', { outcome, options }, () => {
    const words = assignmentWords(options.locale ?? 'en');
    const head =
      'pool' in outcome
        ? fill(words.pooled, outcome, options)
        : fill(words.made, { ...outcome, ...tallyOf(outcome, options.locale) }, options);
    return [head, ...outcome.candidates.map((one) => candidateInWords(one, outcome, options))].join('\n');
  });
}

/** The reason that goes into the client's log: one line, the same as long as the same stands in the way. */
export function logReasonOf(outcome: AssignmentOutcome, locale: Locale): string {
  const { log } = assignmentWords(locale) satisfies {
    log: { reasons: Record<AssignmentObstacleCode | 'NO_CANDIDATES', string> };
  };
  if (!('pool' in outcome)) return fill(log.made, tallyOf(outcome, locale), { locale });
  return fill(log.pooled, { reasons: outcome.reason.map((code) => log.reasons[code]) }, { locale });
}

/** How much was owed to the winner, and how many could have taken the client. */
function tallyOf(outcome: AssignmentFigures & { readonly employeeId: string }, locale: Locale = 'en') {
  const { candidates, employeeId, measure } = outcome;
  const able = candidates.filter(({ score }) => score !== undefined);
  const winner = able.find((one) => one.employeeId === employeeId);
  const owed = (winner?.debtBefore ?? 0) + (winner?.share ?? 0);
  return {
    owed: quantity(owed, measure, locale),
    able: able.length,
    candidates: candidates.length,
  };
}

function candidateInWords(
  figures: CandidateFigures,
  { measure }: AssignmentFigures,
  options: WordOptions,
): string {
  const { locale = 'en' } = options;
  const words = assignmentWords(locale);
  const { employeeId, obstacles, debtBefore, debtAfter, share, bonus, score } = figures;
  if (score === undefined) {
    const reasons = obstacles.map((obstacle) => obstacleInWords(obstacle, words, options)).join('; ');
    return fill(words.unable, { employeeId, reasons }, options);
  }
  const measured = (amount: number) => quantity(amount, measure, locale);
  const said = {
    employeeId,
    before: measured(debtBefore),
    after: measured(debtAfter),
    share: measured(share),
    bonus: measured(bonus),
    score: measured(score),
    received: measured(figures.received),
    clients: quantity(figures.openClients, 'clients', locale),
    openHours: quantity(figures.openHours, 'hours', locale),
    capacity: quantity(figures.capacity, 'hours', locale),
    utilisation: percent(figures.utilisation ?? 0, words.tag),
  };
  return fill(words.able, said, options);
}

function obstacleInWords(obstacle: AssignmentObstacle, words: AssignmentWords, options: WordOptions): string {
  const { locale = 'en', conveyor } = options;
  if (obstacle.code === 'NOT_ELIGIBLE') {
    const { facts = {}, roles = {}, timeZone = 'UTC' } = conveyor?.blueprint ?? {};
    const named = Object.fromEntries(Object.entries(roles).map(([role, { label }]) => [role, label]));
    const wording = { facts: { ...allFacts(facts), ...employeeFacts }, roles: named, locale, timeZone };
    return describeExplanation(obstacle.explanation, wording).join(' ');
  }
  if (obstacle.code === 'OVER_CAP') {
    const { tag } = words;
    const { cap } = obstacle;
    const say = (value: number) => (cap === 'utilisation' ? percent(value, tag) : decimal(value, tag));
    const said = { actual: say(obstacle.actual), limit: say(obstacle.limit) };
    return fill(words.caps[cap], said, options);
  }
  const { obstacles } = words satisfies {
    obstacles: Record<Exclude<AssignmentObstacleCode, 'NOT_ELIGIBLE' | 'OVER_CAP'>, string>;
  };
  return fill(obstacles[obstacle.code], obstacle, options);
}

function quantity(amount: number, measure: AssignmentFigures['measure'], locale: Locale): string {
  const words = assignmentWords(locale);
  const number = decimal(amount, words.tag);
  if (measure === 'hours') return fill(words.hours, { number }, { locale });
  const shown = Math.round(amount * 100) / 100;
  return words.clients(number, new Intl.PluralRules(words.tag).select(Math.abs(shown)));
}

/** To the hundredth, and never a zero with a sign. */
function decimal(value: number, tag: string): string {
  return (Math.round(value * 100) / 100 + 0).toLocaleString(tag, { maximumFractionDigits: 2 });
}

function percent(value: number, tag: string): string {
  return value.toLocaleString(tag, { style: 'percent', maximumFractionDigits: 0 });
}

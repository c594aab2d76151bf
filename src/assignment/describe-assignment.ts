import { labelsOf, spokenFacts } from '../blueprint/spoken-facts.ts';
import { quantity } from '../client/describe-cause.ts';
import { fill, spokenIn, type WordOptions } from '../client/words.ts';
import { describeExplanation } from '../conditions/describe.ts';
import { inWords } from '../errors/in-words.ts';
import { withArguments } from '../errors/with-arguments.ts';
import type { Dictionary } from '../locales/dictionary.ts';
import { numberIn } from '../locales/number-in.ts';
import { employeeFacts } from '../workforce/match.ts';
import { tallyOf } from './cause-of-outcome.ts';
import type { AssignmentObstacle, AssignmentObstacleCode } from './obstacle.ts';
import type { AssignmentFigures, AssignmentMade, AssignmentOutcome, CandidateFigures } from './outcome.ts';

/**
 * An assignment in words for a sales manager. First who gets the client, or that nobody can; then a line for
 * each candidate with the figures, or with everything that stands against them. Roles, holds and facts are
 * said by their labels where the conveyor is given.
 */
export function describeAssignment(outcome: AssignmentOutcome, options: WordOptions<Dictionary>): string {
  return withArguments('describeAssignment', { outcome, ...inWords('describeAssignment', options) }, () => {
    const { assignment: words } = options.dictionary;
    const head = 'pool' in outcome ? fill(words.pooled, outcome, options) : madeInWords(outcome, options);
    return [head, ...outcome.candidates.map((one) => candidateInWords(one, outcome, options))].join('\n');
  });
}

function madeInWords(outcome: AssignmentMade, options: WordOptions<Dictionary>): string {
  const { owed, ...tally } = tallyOf(outcome);
  const { made } = options.dictionary.assignment;
  return fill(made, { ...outcome, ...tally, owed: quantity(owed, outcome.measure, options) }, options);
}

function candidateInWords(
  figures: CandidateFigures,
  { measure }: AssignmentFigures,
  options: WordOptions<Dictionary>,
): string {
  const { assignment: words, tag } = options.dictionary;
  const { employeeId, obstacles, debtBefore, debtAfter, share, bonus, score } = figures;
  if (score === undefined) {
    const reasons = obstacles.map((obstacle) => obstacleInWords(obstacle, options)).join('; ');
    return fill(words.unable, { employeeId, reasons }, options);
  }
  const measured = (amount: number) => quantity(amount, measure, options);
  const said = {
    employeeId,
    before: measured(debtBefore),
    after: measured(debtAfter),
    share: measured(share),
    bonus: measured(bonus),
    score: measured(score),
    received: measured(figures.received),
    clients: quantity(figures.openClients, 'clients', options),
    openHours: quantity(figures.openHours, 'hours', options),
    capacity: quantity(figures.capacity, 'hours', options),
    utilisation: percent(figures.utilisation ?? 0, tag),
  };
  return fill(words.able, said, options);
}

function obstacleInWords(obstacle: AssignmentObstacle, options: WordOptions<Dictionary>): string {
  const { conveyor, dictionary } = options;
  const { assignment: words, tag } = dictionary;
  if (obstacle.code === 'NOT_ELIGIBLE') {
    const wording = {
      facts: { ...spokenFacts(conveyor?.blueprint ?? {}, dictionary), ...employeeFacts },
      roles: labelsOf(conveyor?.blueprint.roles ?? {}),
      ...spokenIn(options),
    };
    const [verdict, ...lines] = describeExplanation(obstacle.explanation, wording);
    const told = lines.map((line) => (/[.:]$/.test(line) ? line : `${line}.`));
    return [verdict, ...told].join(' ').replace(/\.$/, '');
  }
  if (obstacle.code === 'OVER_CAP') {
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

/** To the hundredth, and never a zero with a sign. */
function decimal(value: number, tag: string): string {
  return numberIn(tag, Math.round(value * 100) / 100 + 0, { maximumFractionDigits: 2 });
}

function percent(value: number, tag: string): string {
  return numberIn(tag, value, { style: 'percent', maximumFractionDigits: 0 });
}

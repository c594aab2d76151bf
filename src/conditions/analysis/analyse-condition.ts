import { assertOptions, type Forms } from '../../errors/assert-options.ts';
import { formatPath } from '../../errors/problem.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Instant } from '../../time/instant.ts';
import { toInstant } from '../../time/instant.ts';
import { type CompiledCondition, compileChecked } from '../compile.ts';
import type { Condition } from '../condition.ts';
import type { FactSchema } from '../fact-schema.ts';
import { parseCondition } from '../parse-condition.ts';
import type { FactDomain, FactRelations } from './fact-domain.ts';
import { requirementOf, type Wanted } from './requirement.ts';
import { type Possibility, possibilityOf } from './search.ts';
import { containsWork, weightOf } from './weight-of.ts';
import { type WorkBudget, workBudget } from './work-budget.ts';
import type { FactExample, World } from './world.ts';

/** What analysis may take for granted beside the declarations of the facts. */
export interface AnalysisOptions extends FactRelations {
  /** The IANA time zone on whose calendar durations are counted; `UTC` by default. */
  readonly timeZone?: string;
  /** What is known of the values of single facts, by path. */
  readonly domains?: Readonly<Record<string, FactDomain>>;
  /** The moment of the examples. Left out, they may be of any moment. Verdicts hold at every moment. */
  readonly now?: Instant;
  /** How much may be computed; several questions may share one. Default: 2,000,000 steps for each call. */
  readonly budget?: WorkBudget;
}

const analysisForms: Forms<AnalysisOptions> = {
  timeZone: 'string?',
  domains: 'object?',
  now: 'any?',
  budget: 'object?',
  notAbove: 'any?',
  knownTogether: 'any?',
};

const domainForms: Forms<FactDomain> = {
  alwaysKnown: 'boolean?',
  whole: 'boolean?',
  least: 'number?',
  most: 'number?',
  values: 'any?',
};

function assertAnalysis(of: string, options: AnalysisOptions): void {
  assertOptions(of, options, analysisForms);
  for (const [path, domain] of Object.entries(options.domains ?? {}))
    assertOptions(of, domain, domainForms, formatPath(['options', 'domains', path]));
}

/** Steps that one question may take unless a budget is given: about a fifth of a second of CPU. */
export const QUESTION_WORK = 2_000_000;

/** Steps that it takes to make a question of a condition, for each unit of its weight. */
const READING = 4;

/** What can be said of a condition whatever the facts are. */
export interface ConditionAnalysis {
  /**
   * `always`: it comes out `yes` whatever is known and whatever is not. `never`: it never comes out `yes`.
   * `sometimes`: both happen, and here is an example of each. `undecided`: none of the three could be shown.
   */
  readonly verdict: 'always' | 'never' | 'sometimes' | 'undecided';
  /** It is shown never to come out `no`: only what is not known keeps it from passing. True of `always`. */
  readonly neverNo: boolean;
  /** Facts for which it comes out `yes`. */
  readonly example?: FactExample;
  /** Facts for which it does not. */
  readonly counterexample?: FactExample;
  /** With `undecided`: the budget of work was used up before anything could be shown. */
  readonly outOfWork?: true;
}

/** Whether one condition makes another one superfluous. */
export interface Implication {
  /**
   * `implied`: whenever the first comes out `yes`, the second does. `notImplied`: here is where it does not.
   */
  readonly verdict: 'implied' | 'notImplied' | 'undecided';
  /** Facts for which the first comes out `yes` and the second does not. */
  readonly counterexample?: FactExample;
  /** With `undecided`: the budget of work was used up before anything could be shown. */
  readonly outOfWork?: true;
}

const SOME_TIME: Instant = '2026-03-16T09:00:00.000Z';

/**
 * Whether a condition is always or never met, by reasoning on intervals, sets, presence, texts and moments.
 * What is said holds for all facts whose known values meet their declarations; what cannot be shown is not
 * said. Examples are evaluated before they are given. However large the condition, no more is computed than
 * the budget allows: beyond it the verdict is `undecided`.
 * @throws INVALID_CONDITION as `parseCondition` does. INVALID_INSTANT where `now` is no instant.
 * @example analyseCondition(all(fact('orders.count').atLeast(3), fact('orders.count').below(3)), builtInFacts).verdict; // 'never'
 */
export function analyseCondition(
  condition: Condition,
  facts: FactSchema,
  options: AnalysisOptions = {},
): ConditionAnalysis {
  return withArguments('analyseCondition', { condition, facts, options }, () => {
    assertAnalysis('analyseCondition', options);
    parseCondition(condition, facts);
    return analyseChecked(condition, facts, options);
  });
}

/** As {@link analyseCondition}, of a condition that was checked before. */
export function analyseChecked(
  condition: Condition,
  facts: FactSchema,
  options: AnalysisOptions,
): ConditionAnalysis {
  const ask = questionsOn([condition], facts, options);
  const passes = ask(['yes']);
  if (passes.verdict === 'never') return { verdict: 'never', neverNo: ask(['no']).verdict === 'never' };
  const fails = ask(['notYes']);
  const example = passes.verdict === 'possible' ? { example: passes.example } : {};
  if (fails.verdict === 'never') return { verdict: 'always', neverNo: true, ...example };
  const both = passes.verdict === 'possible' && fails.verdict === 'possible';
  return {
    verdict: both ? 'sometimes' : 'undecided',
    neverNo: ask(['no']).verdict === 'never',
    ...example,
    ...(fails.verdict === 'possible' && { counterexample: fails.example }),
    ...((isOutOfWork(passes) || isOutOfWork(fails)) && { outOfWork: true }),
  };
}

/**
 * Whether a condition that comes out `yes` makes another one come out `yes`. Both at the same moment and on
 * the same facts.
 * @throws INVALID_CONDITION as `parseCondition` does. INVALID_INSTANT where `now` is no instant.
 * @example implies(fact('orders.count').atLeast(3), fact('orders.count').atLeast(1), builtInFacts).verdict; // 'implied'
 */
export function implies(
  condition: Condition,
  other: Condition,
  facts: FactSchema,
  options: AnalysisOptions = {},
): Implication {
  return withArguments('implies', { condition, other, facts, options }, () => {
    assertAnalysis('implies', options);
    for (const one of [condition, other]) parseCondition(one, facts);
    return impliesChecked(condition, other, facts, options);
  });
}

/** As {@link implies}, of conditions that were checked before. */
export function impliesChecked(
  condition: Condition,
  other: Condition,
  facts: FactSchema,
  options: AnalysisOptions,
): Implication {
  const contrary = questionsOn([condition, other], facts, options)(['yes', 'notYes']);
  if (contrary.verdict === 'never') return { verdict: 'implied' };
  if (contrary.verdict === 'open')
    return { verdict: 'undecided', ...(isOutOfWork(contrary) && { outOfWork: true }) };
  return { verdict: 'notImplied', counterexample: contrary.example };
}

const isOutOfWork = (one: Possibility) => one.verdict === 'open' && one.outOfWork === true;

/**
 * Whether all of the conditions, which were checked before, can come out `yes` together.
 */
export function canMeet(
  conditions: readonly Condition[],
  facts: FactSchema,
  options: AnalysisOptions = {},
): Possibility {
  return questionsOn(conditions, facts, options)(conditions.map(() => 'yes'));
}

/** Asks whether the conditions can come out as wanted, all at once. */
function questionsOn(
  conditions: readonly Condition[],
  facts: FactSchema,
  { timeZone = 'UTC', domains = {}, now, budget = workBudget(QUESTION_WORK), ...relations }: AnalysisOptions,
): (wanted: readonly Wanted[]) => Possibility {
  const moment = now === undefined ? SOME_TIME : toInstant(now);
  const anyMoment = now === undefined;
  const world: World = { facts, domains, relations, timeZone, now: moment, anyMoment, budget };
  const weight = conditions.reduce((sum, one) => sum + weightOf(one), 0);
  let read: readonly CompiledCondition[] | undefined;
  return (wanted) => {
    // What is not paid for is not read.
    if (!budget.spend(READING * weight)) return { verdict: 'open', outOfWork: true };
    read ??= conditions.map((condition) => compileChecked(condition, { facts, timeZone }));
    const compiled = read;
    const requirement = { all: conditions.map((one, i) => requirementOf(one, wanted[i] as Wanted, facts)) };
    const isAsWanted = (example: FactExample) =>
      budget.spend(weight + conditions.reduce((sum, one) => sum + containsWork(one, example.facts), 0)) &&
      compiled.every((one, i) => comesOut(one.evaluate(example.facts, example.now), wanted[i] as Wanted));
    return possibilityOf(requirement, world, isAsWanted);
  };
}

function comesOut(truth: 'yes' | 'no' | 'unknown', wanted: Wanted): boolean {
  if (wanted === 'notYes') return truth !== 'yes';
  return wanted === 'notNo' ? truth !== 'no' : truth === wanted;
}

import type { Instant } from '../time/instant.ts';
import type { CompiledPart, FactReader, FactSource, Scope } from './compile-test.ts';
import { compileTest } from './compile-test.ts';
import type { Condition, Truth } from './condition.ts';
import { partsOf } from './condition.ts';
import { explanationOf } from './explain.ts';
import type { ExplainedCondition, Explanation } from './explanation.ts';
import type { FactShapes, FactValues } from './fact-schema.ts';
import { kept } from './kept.ts';
import { join, joinTruths, NO, negate, oppositeOf, truths, YES } from './truth.ts';

export type { FactReader } from './compile-test.ts';

/** What a condition is compiled in. */
export interface CompileOptions<Subject> {
  readonly facts: FactShapes;
  /**
   * How to read each fact; by default the subject is a flat record keyed by path. Asked once for each path.
   */
  readonly readerOf?: (fact: string) => FactReader<Subject>;
  /** The IANA time zone on whose calendar durations are counted; `UTC` by default. */
  readonly timeZone?: string;
}

/**
 * A condition ready to be asked of many subjects. Holds no clock: the moment is an argument, in the canonical
 * spelling.
 */
export interface CompiledCondition<Subject = FactValues> {
  readonly condition: Condition;
  /** The paths that it reads. */
  readonly facts: readonly string[];
  /** Stops at the first part that decides. */
  evaluate(subject: Subject, now: Instant): Truth;
  /** Looks at every part; `truth` is what `evaluate` answers. */
  explain(subject: Subject, now: Instant): Explanation;
}

/** Compiles a condition that was checked before, to be asked at moments that were. */
export function compileChecked<Subject = FactValues>(
  condition: Condition,
  options: CompileOptions<Subject>,
): CompiledCondition<Subject> {
  const { facts, answer, explain } = compileWhole(condition, options);
  return {
    condition,
    facts,
    evaluate: (subject, now) => truths[answer(subject, now)],
    explain: (subject, now) => explanationOf(explain(subject, now)),
  };
}

/** The whole of a condition as one part, and the facts that it reads. */
export function compileWhole<Subject>(
  condition: Condition,
  { facts, readerOf = readerOfRecord, timeZone = 'UTC' }: CompileOptions<Subject>,
): CompiledPart<Subject, ExplainedCondition> & Pick<CompiledCondition, 'facts'> {
  const sources = new Map<string, FactSource<Subject>>();

  const newSource = (fact: string): FactSource<Subject> => {
    const { type, suppliedBy = [] } = facts[fact]!;
    return { type, read: readerOf(fact), supply: { fact, suppliedBy } };
  };

  const part = compilePart(condition, { sourceOf: (fact) => kept(sources, fact, newSource), timeZone });
  return { ...part, facts: [...sources.keys()] };
}

function readerOfRecord<Subject>(fact: string): FactReader<Subject> {
  return (subject) => (subject as Readonly<Record<string, unknown>>)[fact];
}

function compilePart<Subject>(
  condition: Condition,
  scope: Scope<Subject>,
): CompiledPart<Subject, ExplainedCondition> {
  if ('fact' in condition) return compileTest(condition, scope);
  if ('not' in condition) {
    const { answer, explain } = compilePart(condition.not, scope);
    return {
      answer: negate(answer),
      explain: (subject, now) => {
        const not = explain(subject, now);
        return { truth: oppositeOf[not.truth], not };
      },
    };
  }
  const isAll = 'all' in condition;
  const parts = partsOf(condition).map((part) => compilePart(part, scope));
  const answers = parts.map(({ answer }) => answer);
  return {
    answer: join(answers, isAll ? NO : YES),
    explain: (subject, now) => {
      const explained = parts.map(({ explain }) => explain(subject, now));
      const truth = joinTruths(explained, isAll ? 'no' : 'yes');
      return isAll ? { truth, all: explained } : { truth, any: explained };
    },
  };
}

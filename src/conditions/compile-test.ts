import type { Duration } from '../time/duration.ts';
import { addDuration, subtractDuration } from '../time/duration.ts';
import type { Instant } from '../time/instant.ts';
import { toInstant } from '../time/instant.ts';
import type { FactTest } from './condition.ts';
import { isFactReference, isNow } from './condition.ts';
import type { ExplainedTest, MissingFact, UnknownReason } from './explanation.ts';
import type { FactType } from './fact-schema.ts';
import { isKnown, judgeOf } from './judge.ts';
import type { Operator } from './operators.ts';
import type { Answer } from './truth.ts';
import { truths, UNKNOWN } from './truth.ts';

/** Reads one fact of a subject; `undefined` and `null` mean that it is not known. Has to be pure. */
export type FactReader<Subject> = (subject: Subject, now: Instant) => unknown;

/** A declared fact and the way to read it. */
export interface FactSource<Subject> {
  readonly type: FactType;
  readonly read: FactReader<Subject>;
  readonly supply: MissingFact;
}

/** What a test is compiled in. */
export interface Scope<Subject> {
  readonly sourceOf: (fact: string) => FactSource<Subject>;
  readonly timeZone: string;
}

/** A part of a condition, ready to be asked. */
export interface CompiledPart<Subject, Explained> {
  readonly answer: Answer<Subject>;
  readonly explain: (subject: Subject, now: Instant) => Explained;
}

/** Compiles one test: its fact, its operand and its judge. */
export function compileTest<Subject>(
  test: FactTest,
  scope: Scope<Subject>,
): CompiledPart<Subject, ExplainedTest> {
  const source = scope.sourceOf(test.fact);
  const other = isFactReference(test.value) ? scope.sourceOf(test.value.fact) : undefined;
  const sources = other ? [source, other] : [source];
  const { read, type } = source;
  const known = isKnown[type];
  const judge = judgeOf(test, type);
  const literal = literalOf(test, type);
  const resolve = other ? knownValueOf(other) : momentOf(test, scope.timeZone);

  return {
    answer: resolve
      ? (subject, now) => judge(read(subject, now), resolve(subject, now), now)
      : (subject, now) => judge(read(subject, now), literal, now),

    explain: (subject, now) => {
      const values = sources.map((each) => each.read(subject, now));
      const needed = resolve ? resolve(subject, now) : literal;
      const answer = judge(values[0], needed, now);
      const missing = sources.flatMap(({ supply }, index) => (known(values[index]) ? [] : [supply]));
      return {
        truth: truths[answer],
        ...test,
        actual: known(values[0]) ? values[0] : null,
        needed: (needed ?? null) as ExplainedTest['needed'],
        ...(answer === UNKNOWN && { reason: reasonOf(values.filter((value) => !known(value))) }),
        ...(missing.length > 0 && { missing }),
      };
    },
  };
}

function literalOf({ value }: FactTest, type: FactType): unknown {
  return type === 'instant' && typeof value === 'string' ? toInstant(value) : value;
}

function knownValueOf<Subject>({ read, type }: FactSource<Subject>): FactReader<Subject> {
  return (subject, now) => {
    const value = read(subject, now);
    return isKnown[type](value) ? value : undefined;
  };
}

/** The moment that `now` or a duration stands for; nothing for other operands. */
export function momentOf(
  { is, value }: FactTest,
  timeZone: string,
): ((subject: unknown, now: Instant) => Instant) | undefined {
  if (isNow(value)) return (_, now) => now;
  const shift = shifts[is];
  if (!shift) return undefined;
  let latest = { now: '', moment: '' };
  return (_, now) => {
    // Many subjects are asked at one moment, and calendars are slow.
    if (latest.now !== now) latest = { now, moment: shift(now, value as Duration, timeZone) };
    return latest.moment;
  };
}

/** To where operators that take a duration look from now; there are no others that take one. */
export const shifts: { readonly [Is in Operator]?: typeof addDuration } = {
  withinLast: subtractDuration,
  olderThan: subtractDuration,
  withinNext: addDuration,
  furtherThan: addDuration,
};

function reasonOf(unusable: readonly unknown[]): UnknownReason {
  if (unusable.length === 0) return 'currency';
  return unusable.every((value) => value === undefined || value === null) ? 'missing' : 'invalid';
}

import type { Instant } from '../time/instant.ts';
import type { Truth } from './condition.ts';

/** Kleene's three values as numbers, worst first: small integers are what makes evaluation quick. */
export type Kleene = 0 | 1 | 2;

/** The three answers. */
export const NO = 0;
export const UNKNOWN = 1;
export const YES = 2;

/** The words for the numbers. */
export const truths: readonly [Truth, Truth, Truth] = ['no', 'unknown', 'yes'];

/** Answers a part of a condition for one subject at one moment. */
export type Answer<Subject> = (subject: Subject, now: Instant) => Kleene;

/** What negation makes of an answer. */
export const oppositeOf = { yes: 'no', unknown: 'unknown', no: 'yes' } as const satisfies Record<
  Truth,
  Truth
>;

/** The same for answers still to come. */
export function negate<Subject>(part: Answer<Subject>): Answer<Subject> {
  return (subject, now) => (YES - part(subject, now)) as Kleene;
}

/**
 * Joins answers. One that is `decisive` decides at once (`no` for all, `yes` for any), else one unknown makes
 * it unknown. Written out for four, since calling known closures is several times as fast as calling what a
 * loop finds.
 */
export function join<Subject>(answers: readonly Answer<Subject>[], decisive: Kleene): Answer<Subject> {
  const [a, b, c, d] = answers;
  const neutral = (YES - decisive) as Kleene;
  if (a && !b) return a;
  if (a && b && !c) {
    return (subject, now) => {
      const first = a(subject, now);
      if (first === decisive) return first;
      const second = b(subject, now);
      return second === decisive || first === neutral ? second : UNKNOWN;
    };
  }
  if (a && b && c && !d) {
    return (subject, now) => {
      const first = a(subject, now);
      if (first === decisive) return first;
      const second = b(subject, now);
      if (second === decisive) return second;
      const third = c(subject, now);
      return third === decisive || (first === neutral && second === neutral) ? third : UNKNOWN;
    };
  }
  if (a && b && c && d && answers.length === 4) {
    return (subject, now) => {
      const first = a(subject, now);
      if (first === decisive) return first;
      const second = b(subject, now);
      if (second === decisive) return second;
      const third = c(subject, now);
      if (third === decisive) return third;
      const fourth = d(subject, now);
      return fourth === decisive || (first === neutral && second === neutral && third === neutral)
        ? fourth
        : UNKNOWN;
    };
  }
  return (subject, now) => {
    let joined = neutral;
    for (const ask of answers) {
      const answer = ask(subject, now);
      if (answer === decisive) return answer;
      if (answer === UNKNOWN) joined = UNKNOWN;
    }
    return joined;
  };
}

/** The same for answers already given in words. */
export function joinTruths(parts: readonly { readonly truth: Truth }[], decisive: 'yes' | 'no'): Truth {
  const first = [decisive, 'unknown' as const].find((truth) => parts.some((part) => part.truth === truth));
  return first ?? oppositeOf[decisive];
}

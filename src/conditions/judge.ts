import type { Instant } from '../time/instant.ts';
import { isCanonicalInstant } from '../time/instant.ts';
import type { FactTest } from './condition.ts';
import type { FactType, FactValueByType, Money } from './fact-schema.ts';
import type { Operator } from './operators.ts';
import type { Kleene } from './truth.ts';
import { NO, UNKNOWN, YES } from './truth.ts';

/**
 * Answers a test from the value of its fact and the resolved operand (`undefined` when that is not known).
 */
export type Judge = (actual: unknown, needed: unknown, now: Instant) => Kleene;

/** Whether a value is usable as a fact of a type: what is not, is unknown. */
export const isKnown: { readonly [Type in FactType]: (value: unknown) => value is FactValueByType[Type] } = {
  number: Number.isFinite as (value: unknown) => value is number,
  money: isMoney,
  text: isText,
  boolean: (value) => typeof value === 'boolean',
  instant: isCanonicalInstant,
  enum: isText,
  texts: (value) => Array.isArray(value),
};

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isMoney(value: unknown): value is Money {
  const { amount, currency } = (value ?? {}) as Partial<Money>;
  return Number.isFinite(amount) && isText(currency);
}

const verdict = (holds: boolean): Kleene => (holds ? YES : NO);

const isAmount = isKnown.number;

/**
 * Whole judges, written out one by one: amounts are what most conditions ask for, and this doubles their
 * speed.
 */
const amountJudges = {
  atLeast: (actual, least) => (isAmount(actual) && isAmount(least) ? verdict(actual >= least) : UNKNOWN),
  atMost: (actual, most) => (isAmount(actual) && isAmount(most) ? verdict(actual <= most) : UNKNOWN),
  above: (actual, bound) => (isAmount(actual) && isAmount(bound) ? verdict(actual > bound) : UNKNOWN),
  below: (actual, bound) => (isAmount(actual) && isAmount(bound) ? verdict(actual < bound) : UNKNOWN),
} satisfies Partial<Record<Operator, Judge>>;

type Comparison = (actual: never, needed: never, now: Instant) => boolean;

/** Instants are canonical, so they compare as texts do. */
const earlier = (actual: Instant, bound: Instant) => actual < bound;
const later = (actual: Instant, bound: Instant) => actual > bound;
const has = (actual: string | readonly string[], part: string) => actual.includes(part);

const comparisons = {
  equals: (actual: unknown, needed: unknown) => actual === needed,
  differs: (actual: unknown, needed: unknown) => actual !== needed,
  includes: has,
  includesAny: (actual: readonly string[], items: readonly string[]) =>
    items.some((item) => actual.includes(item)),
  includesAll: (actual: readonly string[], items: readonly string[]) =>
    items.every((item) => actual.includes(item)),
  contains: has,
  startsWith: (actual: string, start: string) => actual.startsWith(start),
  endsWith: (actual: string, end: string) => actual.endsWith(end),
  before: earlier,
  after: later,
  withinLast: (actual: Instant, start: Instant, now: Instant) => start <= actual && actual <= now,
  withinNext: (actual: Instant, end: Instant, now: Instant) => now <= actual && actual <= end,
  olderThan: earlier,
  furtherThan: later,
} satisfies Partial<Record<Operator, Comparison>>;

/** The judge of a test of a fact of the given type. */
export function judgeOf(test: FactTest, type: FactType): Judge {
  if (type !== 'money' || test.is === 'present' || test.is === 'absent') return scalarJudgeOf(test, type);
  const judge = scalarJudgeOf(test, 'number');
  return (actual, needed, now) =>
    isMoney(actual) && isMoney(needed) && actual.currency === needed.currency
      ? judge(actual.amount, needed.amount, now)
      : UNKNOWN;
}

function scalarJudgeOf({ is, value }: FactTest, type: FactType): Judge {
  const known = isKnown[type];
  switch (is) {
    case 'present':
    case 'absent':
      return (actual) => verdict(known(actual) === (is === 'present'));
    case 'oneOf':
    case 'noneOf': {
      const values = new Set<unknown>(value as readonly unknown[]);
      return (actual) => (known(actual) ? verdict(values.has(actual) === (is === 'oneOf')) : UNKNOWN);
    }
    case 'atLeast':
    case 'atMost':
    case 'above':
    case 'below':
      return amountJudges[is];
    default: {
      const holds: Comparison = comparisons[is];
      return (actual, needed, now) =>
        known(actual) && needed !== undefined
          ? verdict(holds(actual as never, needed as never, now))
          : UNKNOWN;
    }
  }
}

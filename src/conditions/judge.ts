import type { Instant } from '../time/instant.ts';
import { isCanonicalInstant } from '../time/instant.ts';
import type { FactTest } from './condition.ts';
import type { FactType, FactValueByType, Money } from './fact-schema.ts';
import type { Operator } from './operators.ts';
import type { Kleene } from './truth.ts';
import { NO, UNKNOWN, YES } from './truth.ts';

/** Answers a test from the value of its fact and the resolved operand (`undefined` when that is not known). */
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
  return (
    typeof value === 'object' &&
    value !== null &&
    'amount' in value &&
    Number.isFinite(value.amount) &&
    'currency' in value
  );
}

type Comparison = (actual: never, needed: never, now: Instant) => boolean;

/** Instants are canonical, so they compare as texts do. */
const comparisons = {
  equals: (actual: unknown, needed: unknown) => actual === needed,
  differs: (actual: unknown, needed: unknown) => actual !== needed,
  atLeast: (actual: number, least: number) => actual >= least,
  atMost: (actual: number, most: number) => actual <= most,
  above: (actual: number, bound: number) => actual > bound,
  below: (actual: number, bound: number) => actual < bound,
  includes: (actual: readonly string[], item: string) => actual.includes(item),
  includesAny: (actual: readonly string[], items: readonly string[]) =>
    items.some((item) => actual.includes(item)),
  includesAll: (actual: readonly string[], items: readonly string[]) =>
    items.every((item) => actual.includes(item)),
  contains: (actual: string, part: string) => actual.includes(part),
  startsWith: (actual: string, part: string) => actual.startsWith(part),
  endsWith: (actual: string, part: string) => actual.endsWith(part),
  before: (actual: Instant, moment: Instant) => actual < moment,
  after: (actual: Instant, moment: Instant) => actual > moment,
  withinLast: (actual: Instant, start: Instant, now: Instant) => start <= actual && actual <= now,
  withinNext: (actual: Instant, end: Instant, now: Instant) => now <= actual && actual <= end,
  olderThan: (actual: Instant, start: Instant) => actual < start,
  furtherThan: (actual: Instant, end: Instant) => actual > end,
} satisfies Partial<Record<Operator, Comparison>>;

const verdict = (holds: boolean): Kleene => (holds ? YES : NO);

export function judgeOf({ is, value }: FactTest, type: FactType): Judge {
  const known = isKnown[type];
  if (is === 'present' || is === 'absent') return (actual) => verdict(known(actual) === (is === 'present'));
  if (is === 'oneOf' || is === 'noneOf') {
    const values = new Set<unknown>(value as Iterable<unknown>);
    return (actual) => (known(actual) ? verdict(values.has(actual) === (is === 'oneOf')) : UNKNOWN);
  }
  const holds = comparisons[is] as (actual: unknown, needed: unknown, now: Instant) => boolean;
  if (type === 'money') {
    return (actual, needed, now) =>
      isMoney(actual) && isMoney(needed) && actual.currency === needed.currency
        ? verdict(holds(actual.amount, needed.amount, now))
        : UNKNOWN;
  }
  return (actual, needed, now) =>
    known(actual) && needed !== undefined ? verdict(holds(actual, needed, now)) : UNKNOWN;
}

import { type Expression, type SqlBool, sql } from 'kysely';
import { momentOf } from '../../conditions/compile-test.ts';
import { type FactTest, isFactReference, isNow } from '../../conditions/condition.ts';
import type { FactType, Money } from '../../conditions/fact-schema.ts';
import { type Operator, opposites } from '../../conditions/operators.ts';
import { type Instant, toInstant } from '../../time/instant.ts';
import type { FactQuery } from '../port.ts';
import type { FactKey, FactSql } from './fact-sql.ts';
import { every, not, some } from './sql-logic.ts';

type Bool = Expression<SqlBool>;

/** What a test is said in. */
interface Saying {
  readonly test: FactTest;
  readonly type: FactType;
  readonly key: FactKey;
  /** The fact that the operand names. */
  readonly other: FactKey | undefined;
  readonly facts: FactSql;
  readonly now: Instant;
  readonly timeZone: string;
}

/** True for every record that answers the test as wanted. */
export function mayAnswer(wanted: 'yes' | 'no', test: FactTest, where: FactQuery, facts: FactSql): Bool {
  const { facts: declared, now, timeZone = 'UTC' } = where;
  const type = declared[test.fact]?.type as FactType;
  const key = [test.fact] as const;
  const isPresent = test.is === 'present';
  if (isPresent || test.is === 'absent') {
    return isPresent === (wanted === 'yes') ? mayBeKnown(type, key, facts) : mayBeUnknown(type, key, facts);
  }
  const reference = isFactReference(test.value) ? test.value.fact : undefined;
  const other = reference === undefined ? undefined : ([reference] as const);
  const otherType = declared[reference ?? '']?.type;
  const saying = { test, type, key, other, facts, now, timeZone };
  const known = other && otherType ? [mayBeKnown(otherType, other, facts)] : [];
  return every(mayBeKnown(type, key, facts), ...known, sayer[type](saying, wanted));
}

/** An instant has 24 UTF-16 units; SQL counts code points. */
const INSTANT_LENGTH = 24;

function mayBeKnown(type: FactType, key: FactKey, facts: FactSql): Bool {
  return type === 'instant' ? facts.isShort(key, INSTANT_LENGTH) : isKnown(type, key, facts);
}

function mayBeUnknown(type: FactType, key: FactKey, facts: FactSql): Bool {
  return not(isKnown(type, key, facts));
}

function isKnown(type: FactType, key: FactKey, facts: FactSql): Bool {
  switch (type) {
    case 'number':
      return facts.isNumber(key);
    case 'money':
      return every(facts.isNumber(amountOf(key)), facts.isText(currencyOf(key)));
    case 'boolean':
      return facts.isBoolean(key);
    case 'texts':
      return facts.isList(key);
    case 'instant':
      return facts.isInstant(key);
    default:
      return facts.isText(key);
  }
}

type Sayer = (saying: Saying, wanted: 'yes' | 'no') => Bool;

const sayer: Readonly<Record<FactType, Sayer>> = {
  number: (saying, wanted) => sayQuantity(saying, saying.test.value as number, wanted),
  money: ({ key, other, ...saying }, wanted) => {
    const { amount, currency } = saying.test.value as Money;
    const { facts } = saying;
    const isComparable = other
      ? facts.isSame(currencyOf(key), currencyOf(other))
      : facts.is(currencyOf(key), JSON.stringify(currency));
    const amounts = { ...saying, key: amountOf(key), other: other && amountOf(other) };
    return every(isComparable, sayQuantity(amounts, amount, wanted));
  },
  text: sayText,
  enum: sayText,
  boolean: sayEquality,
  instant: sayInstant,
  texts: sayList,
};

function sayQuantity(saying: Saying, literal: number, wanted: 'yes' | 'no'): Bool {
  const { test, key, other, facts } = saying;
  const number = facts.number(key);
  const bound = other ? facts.number(other) : literal;
  const isAtLeast = () => sql<SqlBool>`${number} >= ${minus(bound)}`;
  const isAtMost = () => sql<SqlBool>`${number} <= ${plus(bound)}`;
  const said = (is: Operator) => sayEquality({ ...saying, test: { ...test, is, value: literal } }, 'yes');
  const is = relation(test.is, wanted);
  switch (is) {
    case 'atLeast':
      return isAtLeast();
    case 'atMost':
      return isAtMost();
    case 'above':
      return every(isAtLeast(), said('differs'));
    case 'below':
      return every(isAtMost(), said('differs'));
    default:
      return said(is);
  }
}

/**
 * The bound and a little more to either side. Numbers may be off by one in their last binary digit. Whole
 * numbers up to a thousand million million are told apart all the same.
 */
const minus = (bound: Bound) =>
  typeof bound === 'number' ? bound - slackOf(bound) : sql`(${bound} - ${slack(bound)})`;
const plus = (bound: Bound) =>
  typeof bound === 'number' ? bound + slackOf(bound) : sql`(${bound} + ${slack(bound)})`;

type Bound = number | Expression<number>;

const SHARE = 2 ** -50;
const LEAST = Number.MIN_VALUE * 16;
export const slackOf = (bound: number) => Math.abs(bound) * SHARE + LEAST;
const slack = (bound: Expression<number>) =>
  sql`(abs(1.0 * ${bound}) * ${sql.lit(SHARE)} + ${sql.lit(LEAST)})`;

function sayText(saying: Saying, wanted: 'yes' | 'no'): Bool {
  const { test, key, other, facts } = saying;
  const part = test.value;
  if (test.is !== 'contains' && test.is !== 'startsWith' && test.is !== 'endsWith')
    return sayEquality(saying, wanted);
  if (other || typeof part !== 'string' || part === '' || /[\0\p{Cs}]/u.test(part)) {
    return part === '' && wanted === 'no' ? some() : every();
  }
  const holds = facts[test.is](key, part);
  return some(wanted === 'yes' ? holds : not(holds), not(facts.isPlain(key)));
}

function sayEquality({ test, key, other, facts }: Saying, wanted: 'yes' | 'no'): Bool {
  const { value } = test;
  const is = relation(test.is, wanted);
  const holds = Array.isArray(value)
    ? facts.isOneOf(
        key,
        value.map((one) => JSON.stringify(one)),
      )
    : other
      ? facts.isSame(key, other)
      : facts.is(key, JSON.stringify(value));
  return is === 'equals' || is === 'oneOf' ? holds : not(holds);
}

function sayInstant(saying: Saying, wanted: 'yes' | 'no'): Bool {
  const { test, key, other, facts, now, timeZone } = saying;
  const at = facts.text(key);
  const { value } = test;
  if (test.is === 'equals' || test.is === 'differs') {
    const literal = typeof value === 'string' ? toInstant(value) : value;
    return sayEquality(
      { ...saying, test: { ...test, ...(literal !== undefined && { value: literal }) } },
      wanted,
    );
  }
  const bound = other
    ? facts.text(other)
    : sql<string>`${typeof value === 'string' && !isNow(value) ? toInstant(value) : momentOf(test, timeZone)?.(undefined, now)}`;
  const holds = relate(test.is, wanted, at, bound, now);
  // What is no instant is ordered by UTF-16 in JavaScript; against one that is, it makes no difference.
  return other ? some(holds, not(facts.isInstant(key)), not(facts.isInstant(other))) : holds;
}

function relate(
  is: Operator,
  wanted: 'yes' | 'no',
  at: Expression<string>,
  bound: Expression<string>,
  now: Instant,
): Bool {
  const isYes = wanted === 'yes';
  switch (is) {
    case 'before':
    case 'olderThan':
      return isYes ? sql`${at} < ${bound}` : sql`${at} >= ${bound}`;
    case 'withinLast':
      return isYes ? sql`(${at} >= ${bound} and ${at} <= ${now})` : sql`(${at} < ${bound} or ${at} > ${now})`;
    case 'withinNext':
      return isYes ? sql`(${at} >= ${now} and ${at} <= ${bound})` : sql`(${at} < ${now} or ${at} > ${bound})`;
    default:
      return isYes ? sql`${at} > ${bound}` : sql`${at} <= ${bound}`;
  }
}

function sayList({ test, key, other, facts }: Saying, wanted: 'yes' | 'no'): Bool {
  const items = [test.value].flat().map((item) => JSON.stringify(item));
  const holds = other
    ? facts.hasValueOf(key, other)
    : test.is === 'includesAll'
      ? facts.hasAll(key, items)
      : facts.hasAny(key, items);
  return wanted === 'yes' ? holds : not(holds);
}

/** The operator that has to hold for the answer. */
export const relation = (is: Operator, wanted: 'yes' | 'no'): Operator =>
  wanted === 'yes' ? is : (opposites[is] ?? is);

const amountOf = ([fact]: FactKey): FactKey => [fact, 'amount'];
const currencyOf = ([fact]: FactKey): FactKey => [fact, 'currency'];

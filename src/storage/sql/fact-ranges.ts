import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { momentOf } from '../../conditions/compile-test.ts';
import {
  type Condition,
  type FactTest,
  isFactReference,
  isNow,
  partsOf,
} from '../../conditions/condition.ts';
import type { Money } from '../../conditions/fact-schema.ts';
import { toInstant } from '../../time/instant.ts';
import type { FactQuery } from '../port.ts';
import type { FactKey, FactSql, IndexKind } from './fact-sql.ts';
import { type IndexedFacts, type IndexedFactType, indexedKey, kindOfIndex } from './indexed-facts.ts';
import { every } from './sql-logic.ts';
import { relation, slackOf } from './test-sql.ts';

/** One range of an index: all of its bounds hold. */
interface FactRange {
  readonly key: FactKey;
  readonly kind: IndexKind;
  readonly bounds: readonly Bound[];
}

type Bound = 'absent' | readonly [is: '=' | '<' | '<=' | '>' | '>=', value: number | string];

/** Each range is a read of its own: with more of them the whole base is walked as well. */
const MOST_RANGES = 12;

/** A range as SQL. */
interface IndexedRange {
  readonly test: RawBuilder<SqlBool>;
  /** In the index of one value the clients stand by id; of several values they do not. */
  readonly isOrdered: boolean;
}

/** Ranges of indexes in which every client is that may pass; others may be in them, too. */
export interface IndexedRanges {
  readonly ranges: readonly IndexedRange[];
  /** Hardly anybody else is in them: they say all of the condition, not a part of it. */
  readonly sayAll: boolean;
}

/** Undefined where the condition holds in no ranges of indexes, or in too many. */
export function factRanges(
  where: FactQuery,
  indexed: IndexedFacts,
  sqlOf: FactSql,
): IndexedRanges | undefined {
  const found = rangesOf('yes', where.condition, where, indexed);
  if (found === undefined) return undefined;
  const { list, sayAll } = found;
  if (list.length === 0 || list.length > MOST_RANGES) return undefined;
  const distinct = new Map(
    [...list, ...(sqlOf.undecided ? unread(indexed) : [])].map((one) => [JSON.stringify(one), one]),
  );
  const ranges = [...distinct.values()].map((range) => ({
    test: saidOf(range, sqlOf),
    isOrdered: isOneValue(range),
  }));
  return { ranges, sayAll };
}

/** Records that SQL cannot read have no value under any fact. */
function unread(indexed: IndexedFacts): FactRange[] {
  return Object.entries(indexed)
    .slice(0, 1)
    .map(([fact, type]) => ({ key: indexedKey(fact, type), kind: kindOfIndex(type), bounds: ['absent'] }));
}

function saidOf({ key, kind, bounds }: FactRange, { indexed }: FactSql): RawBuilder<SqlBool> {
  const value = indexed(key, kind);
  return every(
    ...bounds.map((bound) =>
      bound === 'absent'
        ? sql<SqlBool>`${value} is null`
        : sql<SqlBool>`${value} ${sql.raw(bound[0])} ${bound[1]}`,
    ),
  );
}

const isOneValue = ({ bounds: [first] }: FactRange) => first === 'absent' || first?.[0] === '=';

type Wanted = 'yes' | 'no';
type Ranges = { readonly list: readonly FactRange[]; readonly sayAll: boolean } | undefined;

function rangesOf(wanted: Wanted, condition: Condition, where: FactQuery, indexed: IndexedFacts): Ranges {
  if ('not' in condition) return rangesOf(wanted === 'yes' ? 'no' : 'yes', condition.not, where, indexed);
  if ('fact' in condition) {
    const type = indexed[condition.fact];
    // What is declared of another type than the index is for is not to be found in it.
    if (type === undefined || where.facts[condition.fact]?.type !== type) return undefined;
    const key = indexedKey(condition.fact, type);
    const kind = kindOfIndex(type);
    const list = boundsOf(wanted, condition, type, where)?.map((bounds) => ({ key, kind, bounds }));
    return list && { list, sayAll: true };
  }
  const parts = partsOf(condition).map((part) => rangesOf(wanted, part, where, indexed));
  if ('all' in condition === (wanted === 'yes')) {
    const chosen = parts.reduce(narrower, undefined);
    return chosen && { ...chosen, sayAll: chosen.sayAll && parts.length === 1 };
  }
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  return { list: known.flatMap(({ list }) => list), sayAll: known.every(({ sayAll }) => sayAll) };
}

/** What is expected to read less: a value less than a span, and that less than all beyond a bound. */
function narrower(one: Ranges, other: Ranges): Ranges {
  if (one === undefined || other === undefined) return one ?? other;
  return widthOf(other) < widthOf(one) ? other : one;
}

const widthOf = ({ list }: NonNullable<Ranges>) =>
  list.reduce((sum, range) => sum + (isOneValue(range) ? 1 : range.bounds.length === 2 ? 20 : 400), 0);

type Bounds = readonly (readonly Bound[])[] | undefined;

function boundsOf(wanted: Wanted, test: FactTest, type: IndexedFactType, where: FactQuery): Bounds {
  const is = relation(test.is, wanted);
  // Of an instant or an amount null says nothing: what is none may be a text or a number.
  if (is === 'absent') return type === 'instant' || type === 'money' ? undefined : [['absent']];
  if (isFactReference(test.value) && !isNow(test.value)) return undefined;
  switch (type) {
    case 'number':
      return numbersBounds(is, [test.value].flat());
    case 'money':
      return numberBounds(is, (test.value as Money | undefined)?.amount);
    case 'instant':
      return instantBounds(wanted, test, where);
    default:
      return textBounds(is, [test.value].flat());
  }
}

function numbersBounds(is: FactTest['is'], values: readonly unknown[]): Bounds {
  const bounds = values.map((value) => numberBounds(is, value));
  return bounds.includes(undefined) ? undefined : bounds.flatMap((one) => one ?? []);
}

function numberBounds(is: FactTest['is'], value: unknown): Bounds {
  if (typeof value !== 'number') return undefined;
  const [least, most] = [
    ['>=', value - slackOf(value)],
    ['<=', value + slackOf(value)],
  ] as const;
  if (is === 'equals' || is === 'oneOf')
    return [Number.isSafeInteger(value) ? [['=', value]] : [least, most]];
  if (is === 'atLeast' || is === 'above') return [[least]];
  return is === 'atMost' || is === 'below' ? [[most]] : undefined;
}

/** Longer texts are cut off in the index of some databases. */
const LONGEST = 199;
const ODD = /[\0\p{Cs}]/u;

function textBounds(is: FactTest['is'], values: readonly unknown[]): Bounds {
  const isIndexed = (one: unknown): one is string =>
    typeof one === 'string' && one.length <= LONGEST && !ODD.test(one);
  if (!values.every(isIndexed)) return undefined;
  if (is === 'equals' || is === 'oneOf') return values.map((text) => [['=', text]]);
  const [text, ...more] = values;
  return is !== 'differs' || text === undefined || more.length > 0
    ? undefined
    : [[['<', text]], [['>', text]]];
}

function instantBounds(wanted: Wanted, test: FactTest, { now, timeZone = 'UTC' }: FactQuery): Bounds {
  const { is, value } = test;
  const said = typeof value === 'string' && !isNow(value) ? toInstant(value) : undefined;
  if (is === 'equals') return wanted === 'yes' && said !== undefined ? [[['=', said]]] : undefined;
  const bound = said ?? momentOf(test, timeZone)?.(undefined, now);
  if (typeof bound !== 'string') return undefined;
  const isYes = wanted === 'yes';
  switch (is) {
    case 'before':
    case 'olderThan':
      return [[[isYes ? '<' : '>=', bound]]];
    case 'after':
    case 'furtherThan':
      return [[[isYes ? '>' : '<=', bound]]];
    case 'withinLast':
      return isYes
        ? [
            [
              ['>=', bound],
              ['<=', now],
            ],
          ]
        : undefined;
    case 'withinNext':
      return isYes
        ? [
            [
              ['>=', now],
              ['<=', bound],
            ],
          ]
        : undefined;
    default:
      return undefined;
  }
}

import type { Expression, RawBuilder, SqlBool } from 'kysely';

/** Where a value lies in a record of facts: under the fact's path, and within it under a name. */
export type FactKey = readonly [fact: string, part?: 'amount' | 'currency'];

/** What an index holds of a fact: whatever is of another kind stands in it as null. */
export type IndexKind = 'number' | 'text';

/**
 * How a database is asked about the JSON record in the column `facts`. Where there is no record or nothing
 * under the key, the questions for a type are answered with no; what the others say then does not matter.
 * JSON is given as `JSON.stringify` writes it.
 */
export interface FactSql {
  /** Records that SQL can decide nothing about. */
  readonly undecided?: Expression<SqlBool>;
  /** Puts a test of the record so that the database unpacks the record once and not for every question. */
  onUnpacked?(test: Expression<SqlBool>): Expression<SqlBool>;
  /** At the end of a subquery: keeps a planner from joining what is in it in another order. */
  readonly fence?: RawBuilder<unknown>;
  /** The column, for a planner that would take its index though another one leads to fewer rows. */
  withoutIndex?(column: string): RawBuilder<string | null>;
  /**
   * What an index holds of a fact: the number, or at least the first 200 characters of the text. Texts are
   * ordered by code point. Null where there is nothing of that kind.
   */
  indexed(key: FactKey, kind: IndexKind): RawBuilder<unknown>;
  /** What stands in the column, as the record that went in. */
  read(stored: unknown): unknown;
  isNumber(key: FactKey): Expression<SqlBool>;
  isText(key: FactKey): Expression<SqlBool>;
  isBoolean(key: FactKey): Expression<SqlBool>;
  isList(key: FactKey): Expression<SqlBool>;
  /** A text in the canonical spelling of an instant. */
  isInstant(key: FactKey): Expression<SqlBool>;
  /** A text of at most so many code points. */
  isShort(key: FactKey, length: number): Expression<SqlBool>;
  /** Exact for texts, numbers and booleans: the value is the JSON. */
  is(key: FactKey, json: string): Expression<SqlBool>;
  isOneOf(key: FactKey, json: readonly string[]): Expression<SqlBool>;
  /** Exact for texts, numbers and booleans: two values are the same. */
  isSame(key: FactKey, other: FactKey): Expression<SqlBool>;
  /** Some item of the list is among these. */
  hasAny(key: FactKey, json: readonly string[]): Expression<SqlBool>;
  hasAll(key: FactKey, json: readonly string[]): Expression<SqlBool>;
  hasValueOf(key: FactKey, item: FactKey): Expression<SqlBool>;
  /**
   * The number; it may be off by one in the last binary digit. Anything, but no fault, where the value is no
   * number.
   */
  number(key: FactKey): Expression<number>;
  /** The text, which compares by code point. Anything where the value is none. */
  text(key: FactKey): Expression<string>;
  /** Whether the three below are right about the text. */
  isPlain(key: FactKey): Expression<SqlBool>;
  contains(key: FactKey, part: string): Expression<SqlBool>;
  startsWith(key: FactKey, start: string): Expression<SqlBool>;
  endsWith(key: FactKey, end: string): Expression<SqlBool>;
}

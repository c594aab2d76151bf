import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { FactKey, FactSql } from '../fact-sql.ts';

/**
 * Paths are written into the SQL and not bound. They are names of declared facts, and a condition stays one
 * statement.
 */
const pathOf = ([fact, part]: FactKey) => sql.lit(part ? `$."${fact}".${part}` : `$."${fact}"`);
const facts = sql.ref('facts');
const bool = (expression: RawBuilder<unknown>) => expression.$castTo<SqlBool>();

/** `absent` where there is nothing: SQLite's null would make a negation null, too. */
const typeOf = (key: FactKey) => sql`coalesce(json_type(${facts}, ${pathOf(key)}), 'absent')`;
const extracted = (key: FactKey) => sql`json_extract(${facts}, ${pathOf(key)})`;
/** As it stands in the record: SQLite keeps numbers and escapes as they were written. */
const jsonOf = (key: FactKey) => sql`(${facts} -> ${pathOf(key)})`;
/** One parameter however many there are. */
const listed = (json: readonly string[]) => sql`(select value from json_each(${JSON.stringify(json)}))`;
const itemsOf = (key: FactKey) =>
  sql`(select ${facts} -> item.fullkey from json_each(${facts}, ${pathOf(key)}) as item)`;

const digits = (count: number) => '[0-9]'.repeat(count);
const canonical = `${digits(4)}-${digits(2)}-${digits(2)}T${digits(2)}:${digits(2)}:${digits(2)}.${digits(3)}Z`;

export const sqliteFacts: FactSql = {
  withoutIndex: (column) => sql`+${sql.ref(column)}`,
  indexed: (key, kind) =>
    kind === 'number'
      ? sql`case when json_type(${facts}, ${pathOf(key)}) in ('integer', 'real') then ${extracted(key)} end`
      : sql`case when json_type(${facts}, ${pathOf(key)}) = 'text' then ${extracted(key)} end`,
  read: (stored) => (typeof stored === 'string' ? JSON.parse(stored) : stored),
  isNumber: (key) => bool(sql`${typeOf(key)} in ('integer', 'real')`),
  isText: (key) => bool(sql`${typeOf(key)} = 'text'`),
  isBoolean: (key) => bool(sql`${typeOf(key)} in ('true', 'false')`),
  isList: (key) => bool(sql`${typeOf(key)} = 'array'`),
  isInstant: (key) => bool(sql`(${typeOf(key)} = 'text' and ${extracted(key)} glob ${sql.lit(canonical)})`),
  isShort: (key, length) => bool(sql`(${typeOf(key)} = 'text' and length(${extracted(key)}) <= ${length})`),
  is: (key, json) => bool(sql`${jsonOf(key)} = ${json}`),
  isOneOf: (key, json) => bool(sql`${jsonOf(key)} in ${listed(json)}`),
  isSame: (key, other) => bool(sql`${jsonOf(key)} = ${jsonOf(other)}`),
  hasAny: (key, json) =>
    bool(
      sql`exists (select 1 from json_each(${JSON.stringify(json)}) as wanted where value in ${itemsOf(key)})`,
    ),
  hasAll: (key, json) =>
    bool(
      sql`not exists (select 1 from json_each(${JSON.stringify(json)}) as wanted where value not in ${itemsOf(key)})`,
    ),
  hasValueOf: (key, item) => bool(sql`${jsonOf(item)} in ${itemsOf(key)}`),
  number: (key) => extracted(key).$castTo<number>(),
  text: (key) => extracted(key).$castTo<string>(),
  // SQLite counts from the end as if a text ended at NUL.
  isPlain: (key) => bool(sql`instr(${extracted(key)}, char(0)) = 0`),
  contains: (key, part) => bool(sql`instr(${extracted(key)}, ${part}) > 0`),
  startsWith: (key, start) => bool(sql`instr(${extracted(key)}, ${start}) = 1`),
  endsWith: (key, end) => bool(sql`substr(${extracted(key)}, ${-[...end].length}) = ${end}`),
};

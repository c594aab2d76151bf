import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { FactKey, FactSql } from '../fact-sql.ts';

const facts = sql.ref('facts');
const bool = (expression: RawBuilder<unknown>) => expression.$castTo<SqlBool>();

const jsonOf = ([fact, part]: FactKey) =>
  part ? sql`(${facts} -> ${sql.lit(fact)} -> ${sql.lit(part)})` : sql`(${facts} -> ${sql.lit(fact)})`;
const textOf = ([fact, part]: FactKey) =>
  part ? sql`(${facts} -> ${sql.lit(fact)} ->> ${sql.lit(part)})` : sql`(${facts} ->> ${sql.lit(fact)})`;
/** Compares by code point, whatever the database's own collation. */
const plainText = (key: FactKey) => sql`(${textOf(key)} collate "C")`;
/** `absent` where there is nothing: null would make a negation null, too. */
const typeOf = (key: FactKey) => sql`coalesce(jsonb_typeof(${jsonOf(key)}), 'absent')`;

const numberOf = (key: FactKey) =>
  sql<number>`(case when jsonb_typeof(${jsonOf(key)}) = 'number' then ${textOf(key)}::numeric end)`;

/** What `jsonb` cannot hold: NUL and half surrogate pairs, which `JSON.stringify` writes as escapes. */
const ODD = /\\u(?:0000|d[89a-f])/i;
const WRAPPED = '@odd';

/**
 * A record that `jsonb` cannot hold is kept as one text within another record; SQL then decides nothing about
 * it.
 */
export function toFactsJson(json: string | null): string | null {
  return json !== null && ODD.test(json) ? JSON.stringify({ [WRAPPED]: json }) : json;
}

/** One parameter however many there are. What is odd is in no record that SQL decides about. */
const listed = (json: readonly string[]) => `[${json.filter((one) => !ODD.test(one)).join()}]`;

const digits = (count: number) => `[0-9]{${count}}`;
const canonical = `^${digits(4)}-${digits(2)}-${digits(2)}T${digits(2)}:${digits(2)}:${digits(2)}[.]${digits(3)}Z$`;

export const postgresFacts: FactSql = {
  undecided: bool(sql`${facts} -> ${sql.lit(WRAPPED)} is not null`),
  // A record is stored compressed, and every operator would unpack it anew. Joined with nothing it is a value
  // that is unpacked already; OFFSET keeps the planner from putting the expression in everywhere.
  onUnpacked: (test) =>
    bool(
      sql`exists (select 1 from (select ${facts} || '{}'::jsonb as facts offset 0) as unpacked where ${test})`,
    ),
  fence: sql`offset 0`,
  // A longer value would not fit into an index, and the row could not be written.
  indexed: (key, kind) =>
    kind === 'number'
      ? numberOf(key)
      : sql`(left(case when jsonb_typeof(${jsonOf(key)}) = 'string' then ${textOf(key)} end, 200) collate "C")`,
  read: (stored) => {
    const record: unknown = typeof stored === 'string' ? JSON.parse(stored) : stored;
    const wrapped = (record as Record<string, unknown> | null)?.[WRAPPED];
    return typeof wrapped === 'string' ? JSON.parse(wrapped) : record;
  },
  isNumber: (key) => bool(sql`${typeOf(key)} = 'number'`),
  isText: (key) => bool(sql`${typeOf(key)} = 'string'`),
  isBoolean: (key) => bool(sql`${typeOf(key)} = 'boolean'`),
  isList: (key) => bool(sql`${typeOf(key)} = 'array'`),
  isInstant: (key) => bool(sql`(${typeOf(key)} = 'string' and ${textOf(key)} ~ ${sql.lit(canonical)})`),
  isShort: (key, length) =>
    bool(sql`(${typeOf(key)} = 'string' and length(${textOf(key)}) <= ${sql.lit(length)})`),
  is: (key, json) => bool(ODD.test(json) ? sql`(1 = 0)` : sql`(${jsonOf(key)} = ${json}::text::jsonb)`),
  isOneOf: (key, json) =>
    bool(sql`(${jsonOf(key)} in (select jsonb_array_elements(${listed(json)}::text::jsonb)))`),
  isSame: (key, other) => bool(sql`(${jsonOf(key)} = ${jsonOf(other)})`),
  hasAny: (key, json) =>
    bool(
      sql`exists (select 1 from jsonb_array_elements(${listed(json)}::text::jsonb) as wanted (item) where ${jsonOf(key)} @> jsonb_build_array(wanted.item))`,
    ),
  hasAll: (key, json) =>
    bool(
      json.some((one) => ODD.test(one))
        ? sql`(1 = 0)`
        : sql`(${jsonOf(key)} @> ${listed(json)}::text::jsonb)`,
    ),
  hasValueOf: (key, item) => bool(sql`(${jsonOf(key)} @> jsonb_build_array(${jsonOf(item)}))`),
  number: numberOf,
  text: (key) => plainText(key).$castTo<string>(),
  isPlain: () => bool(sql`(1 = 1)`),
  contains: (key, part) => bool(sql`(strpos(${plainText(key)}, ${part}) > 0)`),
  startsWith: (key, start) => bool(sql`(strpos(${plainText(key)}, ${start}) = 1)`),
  endsWith: (key, end) => bool(sql`(right(${plainText(key)}, ${sql.lit([...end].length)}) = ${end})`),
};

import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';

export const every = (...parts: readonly Expression<SqlBool>[]): RawBuilder<SqlBool> =>
  parts.length === 0 ? sql`(1 = 1)` : sql`(${sql.join(parts, sql` and `)})`;

export const some = (...parts: readonly Expression<SqlBool>[]): RawBuilder<SqlBool> =>
  parts.length === 0 ? sql`(1 = 0)` : sql`(${sql.join(parts, sql` or `)})`;

export const not = (part: Expression<SqlBool>): RawBuilder<SqlBool> => sql`(not ${part})`;

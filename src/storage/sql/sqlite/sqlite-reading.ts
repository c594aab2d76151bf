import { sql } from 'kysely';
import { readStatements } from '../read-statements.ts';
import type { SqlReading } from '../sql-reads.ts';
import { sqliteFacts } from './sqlite-facts.ts';
import { tables } from './sqlite-tables.ts';

/** Ids travel as a JSON list: one parameter however many there are. */
export const reading: SqlReading = {
  tables,
  statements: readStatements({
    tables,
    listOfRows: (columns) =>
      sql`json_group_array(json_array(${sql.join(columns.map((column) => sql.ref(column)))}))`,
    contains: (column, text) => sql`instr(${sql.ref(column)}, ${text}) > 0`,
    isListed: (column, ids) => sql`${sql.ref(column)} in (select value from json_each(${ids}))`,
  }),
  facts: sqliteFacts,
  indexed: {},
  toParameter: (ids) => JSON.stringify(ids),
};

import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely';
import type { IndexedFacts } from '../indexed-facts.ts';
import { readStatements } from '../read-statements.ts';
import type { SqlReading } from '../sql-reads.ts';
import type { SalesTables } from '../tables.ts';
import { postgresFacts } from './postgres-facts.ts';

/** The tables of a PostgreSQL store. */
export interface PostgresTables extends SalesTables {
  /**
   * The last position that a tenant's feed has given out. Whoever writes events holds the row until they are
   * committed.
   */
  sales_feeds: { tenant: string; position: number };
}

const dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (kysely: Kysely<unknown>) => new PostgresIntrospector(kysely),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};

/** Builds and compiles queries for PostgreSQL. It runs none: that is a session's. */
const anywhere = new Kysely<PostgresTables>({ dialect });

/** Where the tables are: in a schema, or wherever the connection's search path leads. */
export class TablePlace {
  readonly tables: Kysely<PostgresTables>;

  constructor(readonly schema: string | undefined) {
    this.tables = schema === undefined ? anywhere : anywhere.withSchema(schema);
  }

  /** The table's name for a statement that is written out. */
  table(name: keyof PostgresTables): RawBuilder<unknown> {
    return this.schema === undefined ? sql.id(name) : sql.id(this.schema, name);
  }

  /** The table's name as a text that `to_regclass` understands. */
  regclass(name: keyof PostgresTables): string {
    return this.schema === undefined ? name : `"${this.schema.replaceAll('"', '""')}".${name}`;
  }

  reading(indexed: IndexedFacts = {}): SqlReading {
    const tables = this.tables as unknown as Kysely<SalesTables>;
    return {
      tables,
      statements: readStatements({
        tables,
        listOfRows: (columns) =>
          sql`json_agg(json_build_array(${sql.join(columns.map((column) => sql.ref(column)))}))::text`,
        contains: (column, text) => sql`strpos(${sql.ref(column)}, ${text}::text) > 0`,
        isListed: (column, ids) => sql`${sql.ref(column)} = any(${ids}::text[])`,
      }),
      facts: postgresFacts,
      indexed,
      toParameter: (ids) => ids,
    };
  }
}

/** Something that is written out, as what `statement` compiles. */
export function writtenOut<Row>(query: RawBuilder<Row>) {
  return { compile: () => query.compile(anywhere) };
}

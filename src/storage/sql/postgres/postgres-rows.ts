import { type RawBuilder, sql } from 'kysely';
import { cell, type Slots, type Statement, statement } from '../statement.ts';
import { writtenOut } from './postgres-tables.ts';

/** A column of a table: its name, the parameter that has its values, and what they are. */
type Column<Params> = readonly [
  name: string,
  values: string & Exclude<keyof Params, 'tenant'>,
  type: 'text' | 'integer' | 'bigint' | 'jsonb',
];

/** A statement that writes any number of rows, which its parameters have by column. */
export interface RowsStatement<Params, Row> {
  /** The statement for so many rows. */
  of(rows: number): Statement<Params, Row>;
}

/** Up to so many rows are written out, each number of them as a statement of its own. */
const WRITTEN_OUT = 10;

interface OfTenant {
  readonly tenant: string;
}

/**
 * Statements that write rows. An engine that plans by shard takes rows that come out of a query to the
 * coordinator and commits in two phases; rows that are written out go to the one shard that they are for.
 */
export class RowStatements {
  constructor(private readonly isByShard: boolean) {}

  inserts<Params extends OfTenant, Row>(
    table: RawBuilder<unknown>,
    columns: readonly Column<Params>[],
    then: (slots: Slots<Params>) => RawBuilder<Row>,
  ): RowsStatement<Params, Row> {
    const names = listed(columns.map(([name]) => sql.id(name)));
    const insert = (slots: Slots<Params>, rows: RawBuilder<unknown>) =>
      writtenOut(sql<Row>`insert into ${table} as kept (tenant, ${names}) ${rows} ${then(slots)}`);
    const any = statement<Params, Row>((slots) =>
      insert(
        slots,
        sql`select ${slots.tenant}::text, ${listed(columns.map(fromNew))} from ${unnested(slots, columns)}`,
      ),
    );
    return this.#byNumber(WRITTEN_OUT, any, (rows) =>
      statement<Params, Row>((slots) => {
        const one = (row: number) =>
          sql`(${slots.tenant}::text, ${listed(columns.map((column) => valueIn(column, row)))})`;
        return insert(slots, sql`values ${listed(Array.from({ length: rows }, (_, row) => one(row)))}`);
      }),
    );
  }

  /** Sets the columns of the rows that have these keys. */
  updates<Params extends OfTenant, Row>(
    table: RawBuilder<unknown>,
    keys: readonly Column<Params>[],
    columns: readonly Column<Params>[],
    then: RawBuilder<Row> = sql``,
  ): RowsStatement<Params, Row> {
    const update = (
      slots: Slots<Params>,
      value: (column: Column<Params>) => RawBuilder<unknown>,
      from: RawBuilder<unknown>,
    ) => {
      const set = columns.map((column) => sql`${sql.id(column[0])} = ${value(column)}`);
      const isIt = keys.map((key) => sql`old.${sql.id(key[0])} = ${value(key)}`);
      return writtenOut(sql<Row>`update ${table} as old set ${listed(set)} ${from}
        where old.tenant = ${slots.tenant} and ${sql.join(isIt, sql` and `)} ${then}`);
    };
    const any = statement<Params, Row>((slots) =>
      update(slots, fromNew, sql`from ${unnested(slots, [...keys, ...columns])}`),
    );
    return this.#byNumber(1, any, () =>
      statement<Params, Row>((slots) => update(slots, (column) => valueIn(column, 0), sql``)),
    );
  }

  #byNumber<Params, Row>(
    most: number,
    any: Statement<Params, Row>,
    ofSo: (rows: number) => Statement<Params, Row>,
  ): RowsStatement<Params, Row> {
    const known = new Map<number, Statement<Params, Row>>();
    return {
      of: (rows) => {
        if (!this.isByShard || rows > most) return any;
        const found = known.get(rows) ?? ofSo(rows);
        known.set(rows, found);
        return found;
      },
    };
  }
}

const listed = (parts: readonly RawBuilder<unknown>[]) => sql.join(parts);
const cast = (value: RawBuilder<unknown>, type: string) => sql`${value}::${sql.raw(type)}`;

/** JSON goes as a text: of an array the driver would make an array of the database's. */
const valueIn = <Params>([, values, type]: Column<Params>, row: number) =>
  type === 'jsonb' ? cast(cell(values, row), 'text::jsonb') : cast(cell(values, row), type);

/** By the parameter: a column may be a key as it was, and be set. */
const fromNew = <Params>([, values, type]: Column<Params>) =>
  type === 'jsonb' ? sql`new.${sql.id(values)}::jsonb` : sql`new.${sql.id(values)}`;

function unnested<Params>(slots: Slots<Params>, columns: readonly Column<Params>[]): RawBuilder<unknown> {
  const arrays = columns.map(([, values, type]) =>
    cast(slots[values], type === 'jsonb' ? 'text[]' : `${type}[]`),
  );
  return sql`unnest(${listed(arrays)}) as new (${listed(columns.map(([, values]) => sql.id(values)))})`;
}

import type { ClientRow } from '../../redistribution/plan/plan-client.ts';

/**
 * Rows by column: no name is repeated, and a value that many rows have stands once. Plans of earlier builds
 * kept `lists` of eligible employees and rows that point to them.
 */
export type PackedRows = ColumnRows | ListedRows;

interface ColumnRows {
  readonly rows: number;
  /** Of the client as the problem knows it. */
  readonly client: Readonly<Record<string, Column>>;
  /** Of what else the row says. */
  readonly row: Readonly<Record<string, Column>>;
}

interface ListedRows {
  readonly lists: readonly (readonly string[])[];
  readonly rows: readonly (ClientRow & { readonly list?: number })[];
}

/**
 * A value for each row, null if it has none. Or a list of values and, for each row, its place in it; 0 alone
 * where all rows have the only one.
 */
type Column =
  | readonly unknown[]
  | { readonly of: readonly unknown[]; readonly at: 0 | readonly (number | null)[] };

export function packRows(rows: readonly ClientRow[]): ColumnRows {
  return {
    rows: rows.length,
    client: toColumns(rows.map(({ client }) => client)),
    row: toColumns(rows.map(({ client: _, ...row }) => row)),
  };
}

/** All rows, or those of some clients. */
export function unpackRows(packed: PackedRows, ids?: ReadonlySet<string>): ClientRow[] {
  if ('lists' in packed) return unlisted(packed).filter(({ client }) => ids?.has(client.id) ?? true);
  const { client, row } = packed;
  const all = Array.from({ length: packed.rows }, (_, i) => i);
  const wanted = ids ? all.filter((i) => ids.has(valueAt(client.id, i) as string)) : all;
  return wanted.map((i) => ({ client: objectAt(client, i), ...objectAt(row, i) }) as unknown as ClientRow);
}

/** The revision of each client, without the rest. */
export function revisionsIn(packed: PackedRows): (readonly [id: string, revision: number])[] {
  if ('lists' in packed) return packed.rows.map(({ client, revision }) => [client.id, revision]);
  const [ids, revisions] = [packed.client.id, packed.row.revision];
  return Array.from({ length: packed.rows }, (_, i) => [
    valueAt(ids, i) as string,
    valueAt(revisions, i) as number,
  ]);
}

function toColumns(rows: readonly object[]): Record<string, Column> {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      toColumn(rows.map((row) => (row as Record<string, unknown>)[name] ?? null)),
    ]),
  );
}

/** What is worth it is kept once: values of which each stands in at least four rows. */
function toColumn(values: readonly unknown[]): Column {
  const places = new Map<string, number>();
  const of: unknown[] = [];
  const at = values.map((value) => {
    if (value === null) return null;
    const key = JSON.stringify(value);
    const place = places.get(key) ?? of.push(value) - 1;
    places.set(key, place);
    return place;
  });
  if (of.length === 1 && !at.includes(null)) return { of, at: 0 };
  return of.length * 4 <= values.length ? { of, at } : values;
}

function objectAt(columns: Readonly<Record<string, Column>>, row: number): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const name in columns) {
    const value = valueAt(columns[name], row);
    if (value !== null) object[name] = value;
  }
  return object;
}

function valueAt(column: Column | undefined, row: number): unknown {
  if (column === undefined) return null;
  if (!('of' in column)) return column[row];
  const at = column.at === 0 ? 0 : (column.at[row] as number | null);
  return at === null ? null : column.of[at];
}

function unlisted({ lists, rows }: ListedRows): ClientRow[] {
  return rows.map(({ list, ...row }) =>
    list === undefined ? row : { ...row, client: { ...row.client, eligible: [...(lists[list] ?? [])] } },
  );
}

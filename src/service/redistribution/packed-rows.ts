import type { ClientRow } from '../../redistribution/plan/plan-client.ts';

/** Rows whose lists of eligible employees are kept once each: many clients have the same. */
export interface PackedRows {
  readonly lists: readonly (readonly string[])[];
  readonly rows: readonly (ClientRow & { readonly list?: number })[];
}

export function packRows(rows: readonly ClientRow[]): PackedRows {
  const lists: (readonly string[])[] = [];
  const known = new Map<string, number>();
  const listOf = (ids: readonly string[]) => {
    const key = JSON.stringify(ids);
    const at = known.get(key) ?? lists.push(ids) - 1;
    known.set(key, at);
    return at;
  };
  return {
    rows: rows.map((row) => {
      const { eligible, ...client } = row.client;
      return eligible ? { ...row, client, list: listOf(eligible) } : row;
    }),
    lists,
  };
}

export function unpackRows({ lists, rows }: PackedRows): ClientRow[] {
  return rows.map(({ list, ...row }) =>
    list === undefined ? row : { ...row, client: { ...row.client, eligible: [...(lists[list] ?? [])] } },
  );
}

import type { Compilable, CompiledQuery, RawBuilder } from 'kysely';
import { sql } from 'kysely';

/** The parameters of a statement by name, to be built into its query in place of values. */
export type Slots<Params> = { readonly [Name in keyof Params]: RawBuilder<Params[Name]> };

/** A query that is compiled once and run many times. */
export interface Statement<Params, Row> {
  readonly sql: string;
  /** Tells it from every other statement: what a connection that prepares it once calls it. */
  readonly name: string;
  /** The parameters' values in the order in which the SQL asks for them. */
  bind(params: Params): unknown[];
  /** Never set: carries the type of the rows. */
  readonly row?: Row;
}

class Slot<Params> {
  constructor(readonly name: keyof Params) {}
}

/**
 * A query over named parameters. To build a query takes longer than to run it: it is built once, when it is
 * first run.
 */
export function statement<Params, Row>(
  build: (slots: Slots<Params>) => Compilable<Row>,
): Statement<Params, Row> {
  let compiled: { readonly query: CompiledQuery<Row>; readonly name: string } | undefined;
  const statement = () => {
    compiled ??= compile(build);
    return compiled;
  };
  const bound = (parameter: unknown, params: Params) =>
    parameter instanceof Slot ? params[(parameter as Slot<Params>).name] : parameter;
  return {
    get sql() {
      return statement().query.sql;
    },
    get name() {
      return statement().name;
    },
    bind: (params) => statement().query.parameters.map((parameter) => bound(parameter, params)),
  };
}

function compile<Params, Row>(build: (slots: Slots<Params>) => Compilable<Row>) {
  const slots = new Proxy({} as Slots<Params>, { get: (_, name) => sql.val(new Slot(name as keyof Params)) });
  const query = build(slots).compile();
  return { query, name: nameOf(query.sql) };
}

/** FNV-1a in two rounds (public domain, by Fowler, Noll and Vo). */
function nameOf(text: string): string {
  const rounds = [0x811c9dc5, 0x01000193].map((basis) => {
    let hash = basis;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
    return (hash >>> 0).toString(36);
  });
  return `sales_${text.length}_${rounds.join('_')}`;
}

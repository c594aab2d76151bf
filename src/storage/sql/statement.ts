import type { Compilable, RawBuilder } from 'kysely';
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
  /** With a row, it is that row's value of a parameter that is a column. */
  constructor(
    readonly name: keyof Params,
    readonly row?: number,
  ) {}
}

/** One row's value of a parameter that is a column of values. */
export const cell = (name: string, row: number): RawBuilder<unknown> =>
  sql.val(new Slot<never>(name as never, row));

/**
 * A query over named parameters. To build a query takes longer than to run it: it is built once, when it is
 * first run.
 */
export function statement<Params, Row>(
  build: (slots: Slots<Params>) => Compilable<Row>,
): Statement<Params, Row> {
  let compiled: Compiled<Params> | undefined;
  const statement = () => {
    compiled ??= compile(build);
    return compiled;
  };
  return {
    get sql() {
      return statement().sql;
    },
    get name() {
      return statement().name;
    },
    bind: (params) => {
      const { parameters } = statement();
      const bound = new Array<unknown>(parameters.length);
      for (let i = 0; i < bound.length; i++) {
        const parameter = parameters[i];
        bound[i] = parameter instanceof Slot ? valueAt(params, parameter) : parameter;
      }
      return bound;
    },
  };
}

function valueAt<Params>(params: Params, { name, row }: Slot<Params>): unknown {
  const value = params[name];
  return row === undefined ? value : (value as readonly unknown[])[row];
}

/** A query that was built. */
interface Compiled<Params> {
  readonly sql: string;
  readonly name: string;
  /** Slots, and the values that are always the same. */
  readonly parameters: readonly (Slot<Params> | unknown)[];
}

function compile<Params, Row>(build: (slots: Slots<Params>) => Compilable<Row>): Compiled<Params> {
  const slots = new Proxy({} as Slots<Params>, { get: (_, name) => sql.val(new Slot(name as keyof Params)) });
  const { sql: text, parameters } = build(slots).compile();
  return { sql: text, name: nameOf(text), parameters };
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

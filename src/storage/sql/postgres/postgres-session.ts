import { CompiledQuery } from 'kysely';
import type { Statement } from '../statement.ts';
import type {
  KyselyLike,
  PostgresClientLike,
  PostgresQueryLike,
  PostgresRows,
  PostgresTransactionLike,
} from './postgres-database.ts';
import { fromPostgres } from './postgres-fault.ts';

/** How a connection runs one statement; where it has a name, it may be prepared. */
type Run = (text: string, values: readonly unknown[], name?: string) => Promise<PostgresRows>;

/**
 * One connection for as long as it is lent. Whatever the driver throws comes out as STORE_BUSY or
 * STORE_FAILURE.
 */
export class PostgresSession {
  constructor(
    private readonly send: Run,
    private readonly details: Readonly<Record<string, unknown>> = {},
  ) {}

  async all<Params, Row>(statement: Statement<Params, Row>, params: Params): Promise<Row[]> {
    return this.#driven<Row>(this.send(statement.sql, statement.bind(params), statement.name));
  }

  /** The rows of a query that is built each time. */
  async query<Row>({ sql, parameters }: CompiledQuery<Row>): Promise<Row[]> {
    return this.#driven<Row>(this.send(sql, parameters));
  }

  async exec(sql: string): Promise<void> {
    await this.#driven(this.send(sql, []));
  }

  async #driven<Row>(answer: Promise<PostgresRows>): Promise<Row[]> {
    try {
      return (await answer).rows as Row[];
    } catch (cause) {
      throw fromPostgres(cause, this.details);
    }
  }
}

/** On a connection of `pg`. */
export function clientSession(client: PostgresClientLike, prepares: boolean): PostgresSession {
  return new PostgresSession((text, values, name) =>
    client.query({ text, values: [...values], ...(prepares && name !== undefined && { name }) }),
  );
}

/** On anything that runs a query. */
export function querySession(connection: PostgresQueryLike): PostgresSession {
  return new PostgresSession((text, values) => connection.query(text, [...values]));
}

export function kyselySession(kysely: KyselyLike): PostgresSession {
  const plain = kysely.withoutPlugins();
  return new PostgresSession((text, values) => plain.executeQuery(CompiledQuery.raw(text, [...values])));
}

/** Within the caller's transaction: a fault says so, since whoever tries again has to start over. */
export function joinedSession(transaction: PostgresTransactionLike): PostgresSession {
  if ('executeQuery' in transaction) {
    const plain = transaction.withoutPlugins();
    return new PostgresSession((text, values) => plain.executeQuery(CompiledQuery.raw(text, [...values])), {
      joined: true,
    });
  }
  return new PostgresSession((text, values) => transaction.query(text, [...values]), { joined: true });
}

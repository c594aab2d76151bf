import { ConveyorError, isConveyorError } from '../../../errors/conveyor-error.ts';
import { TransactionMutex, transactionMutexOf } from '../../port/transaction-mutex.ts';
import { lostFromClient, lostFromPool } from './lost-connections.ts';
import type {
  KyselyLike,
  PgliteLike,
  PostgresClientLike,
  PostgresPoolClientLike,
  PostgresPoolLike,
  PostgresTransactionLike,
} from './postgres-database.ts';
import { fromPostgres, isConnectionLost } from './postgres-fault.ts';
import {
  clientSession,
  joinedSession,
  kyselySession,
  type PostgresSession,
  querySession,
} from './postgres-session.ts';

type InTransaction<Result> = (
  session: PostgresSession,
  transaction: PostgresTransactionLike,
) => Promise<Result>;

/** How the store comes by connections and transactions. */
export interface PostgresAccess {
  /** Within the caller's transaction, and not in one of the store's own. */
  readonly isJoined: boolean;
  /** Whether a statement outside `transact` is sure to be a transaction of its own. */
  readonly isAlone: boolean;
  /** A connection for a while. */
  lend<Result>(work: (session: PostgresSession) => Promise<Result>): Promise<Result>;
  /** A transaction: all or nothing. What the work throws comes out as it is. */
  transact<Result>(work: InTransaction<Result>): Promise<Result>;
  /** Lets go; what the caller opened stays open. */
  release(): void;
}

const nothing = () => {};

export function poolAccess(pool: PostgresPoolLike, prepares: boolean): PostgresAccess {
  const lost = lostFromPool(pool);
  lost.enter();
  const connect = async () => {
    try {
      return await pool.connect();
    } catch (cause) {
      throw fromPostgres(cause);
    }
  };
  const onClient = async <Result>(work: (client: PostgresPoolClientLike) => Promise<Result>) => {
    lost.enter();
    try {
      const client = await connect();
      let isLost = false;
      try {
        return await work(client);
      } catch (error) {
        isLost = isConnectionLost(error);
        throw error;
      } finally {
        client.release(isLost);
      }
    } finally {
      lost.leave();
    }
  };
  return {
    isJoined: false,
    isAlone: true,
    lend: (work) => onClient((client) => work(clientSession(client, prepares))),
    transact: (work) =>
      onClient((client) => inBrackets(clientSession(client, prepares), own, asTransaction(client), work)),
    release: once(() => lost.leave()),
  };
}

/** One connection, which this store and others on it take in turns. */
export function clientAccess(client: PostgresClientLike, prepares: boolean): PostgresAccess {
  const lost = lostFromClient(client);
  lost.enter();
  const mutex = transactionMutexOf(client);
  const session = clientSession(client, prepares);
  const inTurn = async <Result>(work: () => Promise<Result>) => {
    lost.enter();
    try {
      return await mutex.hold(work);
    } finally {
      lost.leave();
    }
  };
  return {
    isJoined: false,
    isAlone: false,
    lend: (work) => inTurn(() => work(session)),
    transact: (work) =>
      inTurn(async () => {
        await assertInNoTransaction(session);
        return inBrackets(session, own, asTransaction(client), work);
      }),
    release: once(() => lost.leave()),
  };
}

/** However often a store is closed, it lets go once. */
function once(letGo: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) letGo();
    isDone = true;
  };
}

export function pgliteAccess(pglite: PgliteLike): PostgresAccess {
  const session = querySession(pglite);
  return {
    isJoined: false,
    isAlone: true,
    lend: (work) => work(session),
    transact: (work) =>
      toldApart((run) =>
        pglite.transaction((transaction) => run(() => work(querySession(transaction), transaction))),
      ),
    release: nothing,
  };
}

/** @throws INVALID_ARGUMENT for a transaction: that is to be worked `within`. */
export function kyselyAccess(kysely: KyselyLike): PostgresAccess {
  if (kysely.isTransaction) {
    throw new ConveyorError(
      'INVALID_ARGUMENT',
      'A store is made of a Kysely instance; join a transaction by `within`',
    );
  }
  const session = kyselySession(kysely);
  return {
    isJoined: false,
    isAlone: true,
    lend: (work) => work(session),
    transact: (work) =>
      toldApart((run) =>
        kysely
          .transaction()
          .execute((transaction) => run(() => work(kyselySession(transaction), transaction))),
      ),
    release: nothing,
  };
}

/** Within the caller's transaction, where all or nothing is a savepoint's. */
export function joinedAccess(transaction: PostgresTransactionLike): PostgresAccess {
  const mutex = new TransactionMutex();
  const session = joinedSession(transaction);
  return {
    isJoined: true,
    isAlone: false,
    lend: (work) => mutex.hold(() => work(session)),
    transact: (work) => mutex.hold(() => inBrackets(session, joined, transaction, work)),
    release: nothing,
  };
}

interface Brackets {
  readonly begin: string;
  readonly end: string;
  readonly undo: readonly string[];
}

const own: Brackets = { begin: 'begin', end: 'commit', undo: ['rollback'] };

const joined: Brackets = {
  begin: 'savepoint sales_write',
  end: 'release savepoint sales_write',
  undo: ['rollback to savepoint sales_write', 'release savepoint sales_write'],
};

async function inBrackets<Result>(
  session: PostgresSession,
  { begin, end, undo }: Brackets,
  transaction: PostgresTransactionLike,
  work: InTransaction<Result>,
): Promise<Result> {
  await session.exec(begin);
  try {
    const result = await work(session, transaction);
    await session.exec(end);
    return result;
  } catch (error) {
    try {
      for (const step of undo) await session.exec(step);
    } catch (fault) {
      // The connection is of no use any more, and the database undoes what was begun on it. The first error
      // is the one to tell.
      if (!isConveyorError(fault, 'STORE_FAILURE')) throw fault;
    }
    throw error;
  }
}

/**
 * PostgreSQL only warns of a BEGIN within a transaction, and the COMMIT that follows would be the caller's. A
 * savepoint tells, as there is one only within a transaction.
 */
async function assertInNoTransaction(session: PostgresSession): Promise<void> {
  try {
    await session.exec('savepoint sales_probe');
  } catch (error) {
    if (isConveyorError(error) && error.details.sqlState === '25P01') return;
    throw error;
  }
  await session.exec('release savepoint sales_probe');
  throw new ConveyorError(
    'STORE_FAILURE',
    'The connection is inside a transaction: work within it by `within`',
  );
}

/**
 * Runs a transaction that somebody else opened. What the work throws is its own; everything else is a fault
 * of the database.
 */
async function toldApart<Result>(
  transact: (run: (work: () => Promise<Result>) => Promise<Result>) => Promise<Result>,
): Promise<Result> {
  let own: { readonly error: unknown } | undefined;
  const run = async (work: () => Promise<Result>) => {
    try {
      return await work();
    } catch (error) {
      own = { error };
      throw error;
    }
  };
  try {
    return await transact(run);
  } catch (error) {
    throw own === undefined ? fromPostgres(error) : own.error;
  }
}

/** A client of `pg` takes the text and the values apart as well. */
function asTransaction(client: PostgresClientLike): PostgresTransactionLike {
  return client as unknown as PostgresTransactionLike;
}

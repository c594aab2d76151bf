import type { CompiledQuery } from 'kysely';
import { isConveyorError } from '../../../errors/conveyor-error.ts';
import { argumentFault, callersFunction } from '../../../errors/with-arguments.ts';
import { assertArguments } from '../../port/arguments.ts';
import { assertCommit } from '../../port/commit-rules.ts';
import { Lifecycle } from '../../port/lifecycle.ts';
import { assertLimit } from '../../port/page.ts';
import { compareTexts } from '../../port/text-order.ts';
import type { Census, Commit, DueClaim, InTransaction } from '../../port.ts';
import type { IndexedFacts } from '../indexed-facts.ts';
import { SqlReads } from '../sql-reads.ts';
import type { Statement } from '../statement.ts';
import type { PostgresAccess } from './postgres-access.ts';
import { type CensusRow, censusOf, toCensus } from './postgres-census.ts';
import { CommitWriter } from './postgres-commit.ts';
import type { PostgresPlanning } from './postgres-distribution.ts';
import { filedCommit, filedParams, isOfFiled } from './postgres-filed-commit.ts';
import { leaseStatements, leasesOf } from './postgres-leases.ts';
import { commitPlainly, unexpected } from './postgres-plain-commit.ts';
import { type RewritingStatements, rewritingStatements } from './postgres-rewriting.ts';
import { setTenant } from './postgres-row-security.ts';
import type { PostgresSession } from './postgres-session.ts';
import { asSingle, paramsOf, SingleCommits, UNEXPECTED } from './postgres-single-commit.ts';
import { slices } from './postgres-slices.ts';
import type { TablePlace } from './postgres-tables.ts';
import { type PostgresWrites, writeStatements } from './postgres-writes.ts';

/** Statements that are the same for every view of a store. */
export class PostgresStatements {
  readonly reading: ReturnType<TablePlace['reading']>;
  readonly rewriting: RewritingStatements;
  readonly census: Statement<{ tenant: string }, CensusRow>;
  readonly singles: SingleCommits;
  readonly filed: ReturnType<typeof filedCommit>;
  /** Once the tables are migrated, how the engine plans is known for good. */
  planning: PostgresPlanning;
  readonly #ways: Readonly<Record<PostgresPlanning, Writing>>;

  constructor(
    readonly place: TablePlace,
    readonly rowLevelSecurity: boolean,
    /** What the caller says of it; else it is found out. */
    readonly saidPlanning: PostgresPlanning | undefined,
    indexed?: IndexedFacts,
  ) {
    this.planning = saidPlanning ?? 'whole';
    this.reading = place.reading(indexed);
    this.rewriting = rewritingStatements(place);
    this.census = censusOf(place);
    this.singles = new SingleCommits(place);
    this.filed = filedCommit(place);
    this.#ways = { whole: writing(place, false), 'by shard': writing(place, true) };
  }

  get writing(): Writing {
    return this.#ways[this.planning];
  }
}

interface Writing {
  readonly writes: PostgresWrites;
  readonly leases: ReturnType<typeof leaseStatements>;
}

const writing = (place: TablePlace, isByShard: boolean): Writing => ({
  writes: writeStatements(place, isByShard),
  leases: leaseStatements(place, isByShard),
});

/** How often a commit is started over because somebody else wrote a new record at the same moment. */
const ATTEMPTS = 3;

/** How often a claim looks for what is still free after a conflict with others. */
const CLAIMS = 100;

/** The data as seen and written in transactions of the store's own or within the caller's. */
export abstract class PostgresView<Transaction> extends SqlReads {
  readonly capabilities = { durable: true, concurrentWriters: true, joinsTransaction: true };
  /** Which commits the engine takes as one statement; what has not been tried may work. */
  readonly #takes = new Set(['single', 'filed']);

  constructor(
    protected readonly access: PostgresAccess,
    protected readonly statements: PostgresStatements,
    protected readonly lifecycle = new Lifecycle(),
  ) {
    super(statements.reading);
  }

  async close(): Promise<void> {
    this.lifecycle.closed();
    this.access.release();
  }

  async census(tenant: string): Promise<Census> {
    assertArguments.ofTenant('census', tenant);
    return toCensus(await this.all(tenant, this.statements.census, { tenant }));
  }

  async claimDue(tenant: string, claim: DueClaim): Promise<string[]> {
    assertArguments.claimDue(tenant, claim);
    this.assertReady();
    assertLimit(claim.limit);
    for (let attempt = 1; ; attempt++) {
      const { leased, found } = await this.#lease(tenant, claim);
      // All that was found was somebody else's by then: there may be more behind it.
      if (leased.length > 0 || found === 0 || attempt === CLAIMS) return leased;
    }
  }

  async #lease(tenant: string, claim: DueClaim): Promise<{ leased: string[]; found: number }> {
    const { freeDue, lease, deletePastLeases } = this.statements.writing.leases;
    let found = 0;
    const leased: [dueAt: string, id: string][] = [];
    await this.access.transact(async (session) => {
      await this.#begin(session, tenant);
      const { now, dueBy, limit } = claim;
      await session.all(deletePastLeases, { tenant, now });
      const free = await session.all(freeDue, { tenant, dueBy, now, limit });
      found = free.length;
      for (const slice of slices(free)) {
        const rows = await session.all(lease.of(slice.length), leasesOf(tenant, claim, slice));
        for (const { id, due_at } of rows) leased.push([due_at, id]);
      }
    });
    return { leased: leased.sort(compareTexts).map(([, id]) => id), found };
  }

  async commit(tenant: string, commit: Commit, inTransaction?: InTransaction<Transaction>): Promise<void> {
    assertArguments.commit(tenant, commit, inTransaction);
    this.assertReady();
    assertCommit(tenant, commit);
    try {
      await this.#commitSoundly(tenant, commit, callersFunction(inTransaction));
    } catch (error) {
      throw argumentFault('commit', { commit }, error);
    }
  }

  async #commitSoundly(
    tenant: string,
    commit: Commit,
    inTransaction: InTransaction<Transaction> | undefined,
  ): Promise<void> {
    if (inTransaction === undefined && (await this.#commitSingle(tenant, commit))) return;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#commitStepByStep(tenant, commit, inTransaction);
      } catch (error) {
        if (attempt === ATTEMPTS || !isConveyorError(error) || error.details.overtaken !== true) throw error;
      }
    }
  }

  /**
   * Whether the whole commit has gone through as one command's, or as one of documents. Where anything is
   * not as expected, nothing of it is written.
   */
  async #commitSingle(tenant: string, commit: Commit): Promise<boolean> {
    const { planning, rowLevelSecurity } = this.statements;
    if (planning === 'by shard') return this.#commitPlainly(tenant, commit);
    if (!this.access.isAlone || rowLevelSecurity) return false;
    if (this.#takes.has('filed') && isOfFiled(commit))
      return this.#tryOnce('filed', this.statements.filed, filedParams(tenant, commit));
    const single = this.#takes.has('single') ? asSingle(commit) : undefined;
    if (single === undefined) return false;
    return this.#tryOnce('single', this.statements.singles.statementFor(single), paramsOf(tenant, single));
  }

  /** Whether the statement found everything as expected. Where the engine does not take it, it never will. */
  async #tryOnce<Params>(
    what: 'single' | 'filed',
    statement: Statement<Params, unknown>,
    params: Params,
  ): Promise<boolean> {
    try {
      await this.access.lend((session) => session.all(statement, params));
      return true;
    } catch (error) {
      const sqlState = isConveyorError(error) ? error.details.sqlState : undefined;
      if (NOT_SUPPORTED.includes(sqlState)) this.#takes.delete(what);
      else if (sqlState !== UNEXPECTED) throw error;
      return false;
    }
  }

  async #commitPlainly(tenant: string, commit: Commit): Promise<boolean> {
    const single = asSingle(commit);
    if (single === undefined) return false;
    try {
      await this.access.transact(async (session) => {
        await this.#begin(session, tenant);
        await commitPlainly(session, this.statements.writing.writes, tenant, single);
      });
      return true;
    } catch (error) {
      if (error !== unexpected) throw error;
      return false;
    }
  }

  #commitStepByStep(
    tenant: string,
    commit: Commit,
    inTransaction: InTransaction<Transaction> | undefined,
  ): Promise<void> {
    return this.access.transact(async (session, transaction) => {
      await this.#begin(session, tenant);
      const { writing, rewriting } = this.statements;
      await new CommitWriter(session, writing.writes, rewriting, tenant, commit).write();
      if (inTransaction === undefined) return;
      await inTransaction(transaction as Transaction);
      // Where a statement of the caller's has failed and they went on, the database would quietly undo
      // everything at the end.
      await session.exec('select 1');
    });
  }

  async dropTenant(tenant: string): Promise<void> {
    assertArguments.ofTenant('dropTenant', tenant);
    this.assertReady();
    await this.access.transact(async (session) => {
      await this.#begin(session, tenant);
      for (const step of this.statements.rewriting.dropTenant) await session.all(step, { tenant });
    });
  }

  protected assertReady(): void {
    this.lifecycle.assertReady();
  }

  protected all<Params, Row>(
    tenant: string,
    statement: Statement<Params, Row>,
    params: Params,
  ): Promise<Row[]> {
    return this.#read(tenant, (session) => session.all(statement, params));
  }

  protected async first<Params, Row>(
    tenant: string,
    statement: Statement<Params, Row>,
    params: Params,
  ): Promise<Row | undefined> {
    return (await this.all(tenant, statement, params))[0];
  }

  protected query<Row>(tenant: string, query: CompiledQuery<Row>): Promise<Row[]> {
    return this.#read(tenant, (session) => session.query(query));
  }

  /** Whose rows it is about is said in a transaction: where the caller has none, each read is one. */
  async #read<Row>(tenant: string, work: (session: PostgresSession) => Promise<Row[]>): Promise<Row[]> {
    this.assertReady();
    if (!this.statements.rowLevelSecurity) return this.access.lend(work);
    const scoped = async (session: PostgresSession) => {
      await this.#begin(session, tenant);
      return work(session);
    };
    return this.access.isJoined ? this.access.lend(scoped) : this.access.transact(scoped);
  }

  async #begin(session: PostgresSession, tenant: string): Promise<void> {
    const { rowLevelSecurity, planning } = this.statements;
    if (rowLevelSecurity) await setTenant(session, tenant, planning === 'by shard');
  }
}

/** What an engine answers that does not take data-modifying parts in a statement, or has no `ctid`. */
const NOT_SUPPORTED: readonly unknown[] = ['0A000', '42703'];

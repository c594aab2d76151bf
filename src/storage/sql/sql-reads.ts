import type { CompiledQuery, Kysely } from 'kysely';
import type { Client } from '../../client/client.ts';
import type { ClientEvent } from '../../client/event.ts';
import type { Condition } from '../../conditions/condition.ts';
import type { FactShapes } from '../../conditions/fact-schema.ts';
import { kept } from '../../conditions/kept.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Employee, EmployeeEvent } from '../../workforce/employee.ts';
import type { HeldClients } from '../../workforce/workload.ts';
import { assertArguments } from '../port/arguments.ts';
import { factFilter } from '../port/fact-filter.ts';
import { isSoNamed } from '../port/named.ts';
import {
  assertLimit,
  assertPosition,
  fillPage,
  mentionStart,
  pageStart,
  toPage,
  toPageKey,
} from '../port/page.ts';
import { shownFilter } from '../port/shown.ts';
import { compareTexts } from '../port/text-order.ts';
import type {
  ClientPage,
  ClientQuery,
  DocumentEvent,
  DocumentPage,
  DocumentQuery,
  DueWork,
  FactQuery,
  FeedEntry,
  HeldList,
  HeldListQuery,
  HeldQuery,
  HistorySpan,
  Mentioning,
  MentionKind,
  MentionPage,
  MentionQuery,
  RecordedOutcome,
  StoredDocument,
} from '../port.ts';
import {
  clientPage,
  countInRanges,
  indexedRanges,
  MANY,
  type PagedClient,
  type PageRequest,
  pageOfFirst,
} from './client-page.ts';
import type { FactSql } from './fact-sql.ts';
import { type HeldPart, heldParts } from './held-clients.ts';
import type { IndexedFacts } from './indexed-facts.ts';
import type { ReadStatements } from './read-statements.ts';
import {
  toClient,
  toDocument,
  toEmployee,
  toFacts,
  toFeedEntry,
  toHeldGroups,
  toOutcome,
} from './records.ts';
import type { Statement } from './statement.ts';
import type { SalesTables } from './tables.ts';

/** How a database reads. */
export interface SqlReading {
  readonly tables: Kysely<SalesTables>;
  readonly statements: ReadStatements;
  readonly facts: FactSql;
  /** Facts that have an index of their own. */
  readonly indexed: IndexedFacts;
  /** Any number of ids as one parameter. */
  toParameter(ids: readonly string[]): unknown;
}

/** The reads of a store, whatever the database. */
export abstract class SqlReads {
  readonly #checked = new WeakMap<Condition, FactShapes>();

  protected constructor(protected readonly reading: SqlReading) {}

  /** @throws STORE_NOT_MIGRATED, STORE_CLOSED */
  protected abstract assertReady(): void;
  protected abstract all<Params, Row>(
    tenant: string,
    statement: Statement<Params, Row>,
    params: Params,
  ): Promise<Row[]>;
  /** The row of a statement that gives one at most. */
  protected abstract first<Params, Row>(
    tenant: string,
    statement: Statement<Params, Row>,
    params: Params,
  ): Promise<Row | undefined>;
  protected abstract query<Row>(tenant: string, query: CompiledQuery<Row>): Promise<Row[]>;

  async readClients(tenant: string, ids: readonly string[]): Promise<Client[]> {
    assertArguments.withIds('readClients', tenant, ids);
    const { statements, toParameter } = this.reading;
    const [id] = ids;
    // One is asked for nearly always, and found sooner without a list.
    if (id !== undefined && ids.length === 1) {
      const row = await this.first(tenant, statements.clientById, { tenant, id });
      return row ? [toClient(tenant, row)] : [];
    }
    const rows = await this.all(tenant, statements.clientsByIds, { tenant, ids: toParameter(ids) });
    return rows.map((row) => toClient(tenant, row));
  }

  async queryClients(tenant: string, query: ClientQuery): Promise<ClientPage> {
    assertArguments.queryClients(tenant, query);
    this.assertReady();
    assertLimit(query.limit);
    const after = pageStart(query);
    const [passes, isShown] = withArguments('queryClients', { query }, () => [
      this.#filterOf(query.where),
      shownFilter(query),
    ]);
    const { states, named } = query;
    if (states?.length === 0) return { clients: [] };
    const { facts, indexed } = this.reading;
    const ranges = indexedRanges(query, indexed, facts);
    const held = await this.#heldParts(tenant, query);
    if (held?.length === 0) return { clients: [] };
    const known = new WeakMap<PagedClient, Client>();
    const clientOf = (row: PagedClient) => kept(known, row, () => toClient(tenant, row));
    const { rows, ...next } = await fillPage(
      { limit: query.limit, after },
      (start) => this.#clientPage({ tenant, query, after: start, ranges, held }),
      (row) => {
        const record = row.facts === undefined ? undefined : toFacts(tenant, row, facts.read);
        return (
          (row.facts === undefined || passes(record)) &&
          isShown(record, () => clientOf(row)) &&
          (!named || row.name !== null || isSoNamed(clientOf(row), named))
        );
      },
      ({ id, due_at }) => toPageKey(query, id, due_at),
    );
    return { clients: rows.map(clientOf), ...next };
  }

  /** By which ranges of an index a holder's clients are found: what they have in which role is kept. */
  async #heldParts(tenant: string, query: ClientQuery): Promise<readonly HeldPart[] | undefined> {
    const { holder, states, dueBy } = query;
    if (!holder) return undefined;
    const { employeeId, role } = holder;
    if (role !== undefined && dueBy === undefined) return [{ employeeId, roles: [role], states }];
    const ids = this.reading.toParameter([employeeId]);
    const { named } = this.reading.statements.countHeld;
    return heldParts(query, toHeldGroups(await this.first(tenant, named, { tenant, ids })));
  }

  /** Whoever judges anew what is found asks the same conditions again and again: each is checked once. */
  #filterOf(where: FactQuery | undefined): (facts: unknown) => boolean {
    if (where?.judgedAnew && this.#checked.get(where.condition) === where.facts) return () => true;
    const passes = factFilter(where);
    if (where?.judgedAnew) this.#checked.set(where.condition, where.facts);
    return passes;
  }

  /**
   * A planner that knows nothing of a range would sort all that is in it. Of a wide one the first clients of
   * the base mostly fill the page; where they do not, little was lost.
   */
  async #clientPage(request: PageRequest): Promise<PagedClient[]> {
    const { tables, facts } = this.reading;
    const { tenant, query, ranges } = request;
    const count = facts.withoutIndex && ranges && countInRanges(tables, request, ranges);
    const [counted] = count ? await this.query(tenant, count.compile()) : [];
    if (counted && counted.clients >= MANY) {
      const first = await this.query(tenant, pageOfFirst(tables, request, facts).compile());
      if (first.length > query.limit) return first;
    }
    return this.query(tenant, clientPage(tables, request, facts).compile());
  }

  async dueWork(tenant: string, now: string): Promise<DueWork> {
    assertArguments.withKeys('dueWork', tenant, { now });
    const { firstDue, leasesPerWorker } = this.reading.statements;
    const first = await this.first(tenant, firstDue, { tenant, now });
    const leases = await this.all(tenant, leasesPerWorker, { tenant, now });
    return {
      clients: Number(first?.clients ?? 0),
      ...(first && { oldest: { clientId: first.id, dueAt: first.due_at } }),
      leases: leases.map(({ worker, clients, until }) => ({ worker, clients: Number(clients), until })),
    };
  }

  async countHeld(tenant: string, query: HeldQuery): Promise<HeldClients[]> {
    assertArguments.countHeld(tenant, query);
    const { employeeIds, role } = query;
    const { statements, toParameter } = this.reading;
    const { ofRole, named, namedInRole } = statements.countHeld;
    const ids = employeeIds && toParameter(employeeIds);
    return toHeldGroups(
      role === undefined
        ? ids === undefined
          ? await this.first(tenant, statements.clientsPerHolder, { tenant })
          : await this.first(tenant, named, { tenant, ids })
        : ids === undefined
          ? await this.first(tenant, ofRole, { tenant, role })
          : await this.first(tenant, namedInRole, { tenant, ids, role }),
    );
  }

  async listHeld(tenant: string, query: HeldListQuery): Promise<HeldList> {
    assertArguments.listHeld(tenant, query);
    this.assertReady();
    assertLimit(query.limit);
    const { role, limit } = query;
    const [after = ''] = pageStart(query) ?? [];
    const page = { tenant, role, after, limit: limit + 1 };
    const found = await this.all(tenant, this.reading.statements.heldPage, page);
    const { rows, ...next } = toPage(found, limit, ({ client_id }) => [client_id]);
    const held = rows.map(({ client_id: clientId, employee_id: employeeId, revision, due_at: dueAt }) => ({
      clientId,
      employeeId,
      revision: Number(revision),
      ...(dueAt !== null && { dueAt }),
    }));
    return { held, ...next };
  }

  async history(tenant: string, clientId: string, span?: HistorySpan): Promise<ClientEvent[]> {
    assertArguments.history(tenant, clientId, span);
    const { clientEvents, clientEventsWithin } = this.reading.statements;
    const rows = span
      ? await this.all(tenant, clientEventsWithin, { tenant, id: clientId, ...span })
      : await this.all(tenant, clientEvents, { tenant, id: clientId });
    return rows.map((row) => toFeedEntry<ClientEvent>(tenant, row).event);
  }

  async histories(tenant: string, clientIds: readonly string[]): Promise<ClientEvent[]> {
    assertArguments.withIds('histories', tenant, clientIds);
    const { statements, toParameter } = this.reading;
    const rows = await this.all(tenant, statements.eventsOfClients, { tenant, ids: toParameter(clientIds) });
    return rows.map((row) => toFeedEntry<ClientEvent>(tenant, row).event);
  }

  async readEmployee(tenant: string, id: string): Promise<Employee | undefined> {
    assertArguments.withKeys('readEmployee', tenant, { id });
    const row = await this.first(tenant, this.reading.statements.employeeById, { tenant, id });
    return row && toEmployee(tenant, row);
  }

  async employeeHistory(tenant: string, id: string): Promise<EmployeeEvent[]> {
    assertArguments.withKeys('employeeHistory', tenant, { id });
    const rows = await this.all(tenant, this.reading.statements.employeeEvents, { tenant, id });
    return rows.map((row) => toFeedEntry<EmployeeEvent>(tenant, row).event);
  }

  async listEmployees(tenant: string): Promise<Employee[]> {
    assertArguments.ofTenant('listEmployees', tenant);
    const rows = await this.all(tenant, this.reading.statements.allEmployees, { tenant });
    return rows.map((row) => toEmployee(tenant, row));
  }

  async staffRevision(tenant: string): Promise<number> {
    assertArguments.ofTenant('staffRevision', tenant);
    const row = await this.first(tenant, this.reading.statements.staffRevision, { tenant });
    return Number(row?.revision ?? 0);
  }

  async readFeed(tenant: string, after: number, limit: number): Promise<FeedEntry[]> {
    assertArguments.ofTenant('readFeed', tenant);
    this.assertReady();
    assertPosition(after);
    assertLimit(limit);
    const rows = await this.all(tenant, this.reading.statements.feedPage, { tenant, after, limit });
    return rows.map((row) => toFeedEntry(tenant, row));
  }

  async readDocuments(tenant: string, kind: string, ids: readonly string[]): Promise<StoredDocument[]> {
    assertArguments.readDocuments(tenant, kind, ids);
    const { statements, toParameter } = this.reading;
    const [id] = ids;
    if (id !== undefined && ids.length === 1) {
      const row = await this.first(tenant, statements.documentById, { tenant, kind, id });
      return row ? [toDocument(tenant, row)] : [];
    }
    const rows = await this.all(tenant, statements.documentsByIds, { tenant, kind, ids: toParameter(ids) });
    return rows.map((row) => toDocument(tenant, row));
  }

  async queryDocuments(tenant: string, query: DocumentQuery): Promise<DocumentPage> {
    assertArguments.queryDocuments(tenant, query);
    this.assertReady();
    assertLimit(query.limit);
    const { kind, list, limit } = query;
    const { documentPage, listPage } = this.reading.statements;
    if (list !== undefined) {
      const [afterKey = '', after = ''] = pageStart(query) ?? [];
      const page = { tenant, kind, list, afterKey, after, limit: limit + 1 };
      const keyOf = ({ sort_key, id }: { readonly sort_key: string; readonly id: string }) => [sort_key, id];
      const found = await this.all(tenant, listPage, page);
      const inOrder = found.sort((a, b) => compareTexts(keyOf(a), keyOf(b)));
      const { rows, ...next } = toPage(inOrder, limit, keyOf);
      return { documents: rows.map((row) => toDocument(tenant, row)), ...next };
    }
    const [after = ''] = pageStart(query) ?? [];
    const found = await this.all(tenant, documentPage, { tenant, kind, after, limit: limit + 1 });
    const { rows, ...next } = toPage(found, limit, ({ id }) => [id]);
    return { documents: rows.map((row) => toDocument(tenant, row)), ...next };
  }

  async documentHistory(tenant: string, kind: string, id: string): Promise<DocumentEvent[]> {
    assertArguments.withKeys('documentHistory', tenant, { kind, id });
    const stream = { tenant, id: `${kind}/${id}` };
    const rows = await this.all(tenant, this.reading.statements.documentEvents, stream);
    return rows.map((row) => toFeedEntry<DocumentEvent>(tenant, row).event);
  }

  async readOutcomes(tenant: string, commandIds: readonly string[]): Promise<RecordedOutcome[]> {
    assertArguments.withIds('readOutcomes', tenant, commandIds);
    const { statements, toParameter } = this.reading;
    const rows = await this.all(tenant, statements.commandsByIds, { tenant, ids: toParameter(commandIds) });
    return rows.map((row) => toOutcome(tenant, row));
  }

  async mentions<Kind extends MentionKind>(
    tenant: string,
    query: MentionQuery<Kind>,
  ): Promise<MentionPage<Kind>> {
    assertArguments.mentions(tenant, query);
    this.assertReady();
    assertLimit(query.limit);
    const { rows, ...next } = await this.#mentioning(tenant, query);
    return { found: rows as Mentioning[Kind][], ...next };
  }

  async #mentioning(tenant: string, query: MentionQuery) {
    const { among, text, limit } = query;
    const { clients, employees, events, outcomes, documents } = this.reading.statements.mentions;
    const [first = '', second = ''] = mentionStart(query) ?? [];
    const page = { tenant, text, after: first, limit: limit + 1 };
    const told = <Row, Record>(
      rows: readonly Row[],
      keyOf: (row: Row) => string[],
      read: (row: Row) => Record,
    ) => {
      const { rows: found, ...next } = toPage(rows, limit, keyOf);
      return { rows: found.map(read), ...next };
    };
    switch (among) {
      case 'clients':
        return told(
          await this.all(tenant, clients, page),
          ({ id }) => [id],
          (row) => toClient(tenant, row),
        );
      case 'employees':
        return told(
          await this.all(tenant, employees, page),
          ({ id }) => [id],
          (row) => toEmployee(tenant, row),
        );
      case 'events':
        return told(
          await this.all(tenant, events, { ...page, after: Number(first) }),
          ({ position }) => [`${position}`],
          (row) => toFeedEntry(tenant, row),
        );
      case 'outcomes':
        return told(
          await this.all(tenant, outcomes, page),
          ({ command_id }) => [command_id],
          (row) => toOutcome(tenant, row),
        );
      case 'documents':
        return told(
          await this.all(tenant, documents, { ...page, kind: first, after: second }),
          ({ kind, id }) => [kind, id],
          (row) => toDocument(tenant, row),
        );
    }
  }
}

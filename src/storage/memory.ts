import type { Client } from '../client/client.ts';
import type { ClientEvent } from '../client/event.ts';
import { lookup } from '../conditions/lookup.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { later } from '../time/instant.ts';
import type { Employee, EmployeeEvent } from '../workforce/employee.ts';
import type { HeldClients } from '../workforce/workload.ts';
import type { KeptDocument } from './memory/kept-documents.ts';
import { compareKeys, records } from './memory/mentions.ts';
import { assertRewritable, rewrite } from './memory/rewriting.ts';
import { type Lease, TenantData, toDocument } from './memory/tenant-data.ts';
import { copy, eventOf, type KeptClient, toWritten, type Written } from './memory/written.ts';
import { assertArguments } from './port/arguments.ts';
import {
  assertCommit,
  assertRevisions,
  assertUnrecorded,
  type EventPlace,
  placeOf,
} from './port/commit-rules.ts';
import { isConcerned } from './port/concerned.ts';
import { factFilter } from './port/fact-filter.ts';
import { Lifecycle } from './port/lifecycle.ts';
import { isSoNamed } from './port/named.ts';
import { isOnHold } from './port/on-hold.ts';
import { assertLimit, assertPosition, mentionStart, pageStart, toPage, toPageKey } from './port/page.ts';
import { shownFilter } from './port/shown.ts';
import { compareText, compareTexts } from './port/text-order.ts';
import { TransactionMutex } from './port/transaction-mutex.ts';
import type {
  Census,
  ClientPage,
  ClientQuery,
  Commit,
  DocumentEvent,
  DocumentPage,
  DocumentQuery,
  DueClaim,
  DueWork,
  FeedEntry,
  HeldClient,
  HeldList,
  HeldListQuery,
  HeldQuery,
  HistorySpan,
  InTransaction,
  Mentioning,
  MentionKind,
  MentionPage,
  MentionQuery,
  RecordedOutcome,
  Store,
  StoredDocument,
  WorkerLease,
} from './port.ts';

class MemoryStore implements Store {
  readonly capabilities = { durable: false, concurrentWriters: false, joinsTransaction: false };
  readonly #tenants = new Map<string, TenantData>();
  readonly #lifecycle = new Lifecycle();
  readonly #transactions = new TransactionMutex();

  constructor() {
    this.#lifecycle.migrated();
  }

  async migrate(): Promise<void> {
    this.#lifecycle.assertNotClosed();
  }

  async close(): Promise<void> {
    this.#lifecycle.closed();
    this.#tenants.clear();
  }

  async readClients(tenant: string, ids: readonly string[]): Promise<Client[]> {
    assertArguments.withIds('readClients', tenant, ids);
    return copy(pick(this.#of(tenant).clients, ids).map(({ snapshot }) => snapshot));
  }

  async queryClients(tenant: string, query: ClientQuery): Promise<ClientPage> {
    assertArguments.queryClients(tenant, query);
    const data = this.#of(tenant);
    assertLimit(query.limit);
    const after = pageStart(query) ?? [];
    const [passes, isShown] = withArguments('queryClients', { query }, () => [
      factFilter(query.where),
      shownFilter(query),
    ]);
    const keyOf = ({ snapshot, dueAt }: KeptClient) => toPageKey(query, snapshot.id, dueAt);
    const inOrder =
      query.dueBy === undefined ? data.clientsAfter(after[0]) : data.due.until(query.dueBy, after);
    const page: KeptClient[] = [];
    for (const client of inOrder) {
      if (matches(client, query) && passes(client.facts) && isShown(client.facts, () => client.snapshot))
        page.push(client);
      if (page.length > query.limit) break;
    }
    const { rows, ...next } = toPage(page, query.limit, keyOf);
    return { clients: copy(rows.map(({ snapshot }) => snapshot)), ...next };
  }

  async claimDue(tenant: string, claim: DueClaim): Promise<string[]> {
    assertArguments.claimDue(tenant, claim);
    const { dueBy, worker, now, until, limit } = claim;
    const data = this.#of(tenant);
    const { leases } = data;
    assertLimit(limit);
    const claimed: string[] = [];
    for (const client of data.due.until(dueBy)) {
      const { id } = client.snapshot;
      const lease = leases.get(id);
      if (lease !== undefined && isHeld(lease, client, now)) continue;
      leases.set(id, { client, worker, until });
      if (claimed.push(id) === limit) break;
    }
    return claimed;
  }

  async dueWork(tenant: string, now: string): Promise<DueWork> {
    assertArguments.withKeys('dueWork', tenant, { now });
    const data = this.#of(tenant);
    const { clients, leases } = data;
    const due = [...data.due.until(now)];
    const [first] = due;
    const held = new Map<string, WorkerLease>();
    for (const [id, lease] of leases) {
      if (!isHeld(lease, clients.get(id), now)) continue;
      const { worker } = lease;
      const { clients: others = 0, until = '' } = held.get(worker) ?? {};
      held.set(worker, {
        worker,
        clients: others + 1,
        until: later(until, lease.until),
      });
    }
    return {
      clients: due.length,
      ...(first && { oldest: { clientId: first.snapshot.id, dueAt: first.dueAt as string } }),
      leases: [...held.values()].sort((a, b) => compareText(a.worker, b.worker)),
    };
  }

  async census(tenant: string): Promise<Census> {
    assertArguments.ofTenant('census', tenant);
    const { clients, held } = this.#of(tenant);
    const snapshots = [...clients.values()].map(({ snapshot }) => snapshot);
    return {
      states: tally(snapshots.map(({ state }) => ({ state }))),
      custody: held.of({}),
      pools: tally(snapshots.flatMap(({ pool }) => (pool ? { pool: pool.name } : []))),
    };
  }

  async countHeld(tenant: string, query: HeldQuery): Promise<HeldClients[]> {
    assertArguments.countHeld(tenant, query);
    return this.#of(tenant).held.of(query);
  }

  async listHeld(tenant: string, query: HeldListQuery): Promise<HeldList> {
    assertArguments.listHeld(tenant, query);
    assertLimit(query.limit);
    const [after] = pageStart(query) ?? [];
    const found: HeldClient[] = [];
    for (const { snapshot, dueAt } of this.#of(tenant).clientsAfter(after)) {
      const { id: clientId, revision, custody } = snapshot;
      const employeeId = lookup(custody, query.role)?.employeeId;
      if (employeeId === undefined) continue;
      found.push({ clientId, employeeId, revision, ...(dueAt !== undefined && { dueAt }) });
      if (found.length > query.limit) break;
    }
    const { rows, ...next } = toPage(found, query.limit, ({ clientId }) => [clientId]);
    return { held: rows, ...next };
  }

  async history(tenant: string, clientId: string, span?: HistorySpan): Promise<ClientEvent[]> {
    assertArguments.history(tenant, clientId, span);
    return (this.#of(tenant).histories.get(clientId) ?? [])
      .slice(span?.from, span?.to)
      .map(eventOf<ClientEvent>);
  }

  async histories(tenant: string, clientIds: readonly string[]): Promise<ClientEvent[]> {
    assertArguments.withIds('histories', tenant, clientIds);
    const { histories } = this.#of(tenant);
    return [...new Set(clientIds)].flatMap((id) => histories.get(id) ?? []).map(eventOf<ClientEvent>);
  }

  async readEmployee(tenant: string, id: string): Promise<Employee | undefined> {
    assertArguments.withKeys('readEmployee', tenant, { id });
    return copy(pick(this.#of(tenant).employees, [id]))[0];
  }

  async employeeHistory(tenant: string, id: string): Promise<EmployeeEvent[]> {
    assertArguments.withKeys('employeeHistory', tenant, { id });
    return this.#eventsOf(tenant, 'employee', id);
  }

  async listEmployees(tenant: string): Promise<Employee[]> {
    assertArguments.ofTenant('listEmployees', tenant);
    return copy([...this.#of(tenant).employees.values()].sort((a, b) => compareText(a.id, b.id)));
  }

  async staffRevision(tenant: string): Promise<number> {
    assertArguments.ofTenant('staffRevision', tenant);
    let sum = 0;
    for (const { revision } of this.#of(tenant).employees.values()) sum += revision;
    return sum;
  }

  async readFeed(tenant: string, after: number, limit: number): Promise<FeedEntry[]> {
    assertArguments.ofTenant('readFeed', tenant);
    const { feed } = this.#of(tenant);
    assertPosition(after);
    assertLimit(limit);
    return feed
      .slice(after, after + limit)
      .map((event, index) => ({ position: after + index + 1, event: eventOf(event) }));
  }

  async readDocuments(tenant: string, kind: string, ids: readonly string[]): Promise<StoredDocument[]> {
    assertArguments.readDocuments(tenant, kind, ids);
    return pick(this.#of(tenant).documentsOf(kind), ids).map(toDocument);
  }

  async queryDocuments(tenant: string, query: DocumentQuery): Promise<DocumentPage> {
    assertArguments.queryDocuments(tenant, query);
    const { kind, list, limit } = query;
    const documents = this.#of(tenant).documentsOf(kind);
    assertLimit(limit);
    const after = pageStart(query) ?? [];
    const keyOf = ({ id, lists }: KeptDocument) =>
      list === undefined ? [id] : [lookup(lists ?? {}, list) ?? '', id];
    const found = documents
      .in(list)
      .filter((document) => compareTexts(keyOf(document), after) > 0)
      .sort((a, b) => compareTexts(keyOf(a), keyOf(b)));
    const { rows, ...next } = toPage(found, limit, keyOf);
    return { documents: rows.map(toDocument), ...next };
  }

  async documentHistory(tenant: string, kind: string, id: string): Promise<DocumentEvent[]> {
    assertArguments.withKeys('documentHistory', tenant, { kind, id });
    return this.#eventsOf(tenant, 'document', `${kind}/${id}`);
  }

  async readOutcomes(tenant: string, commandIds: readonly string[]): Promise<RecordedOutcome[]> {
    assertArguments.withIds('readOutcomes', tenant, commandIds);
    return copy(pick(this.#of(tenant).outcomes, commandIds));
  }

  async mentions<Kind extends MentionKind>(
    tenant: string,
    query: MentionQuery<Kind>,
  ): Promise<MentionPage<Kind>> {
    assertArguments.mentions(tenant, query);
    const all = records[query.among](this.#of(tenant));
    assertLimit(query.limit);
    const after = mentionStart(query) ?? [];
    const { text } = query;
    const found = all
      .filter(({ key, json }) => json.includes(text) && compareKeys(key, after) > 0)
      .sort((a, b) => compareKeys(a.key, b.key));
    const { rows, ...next } = toPage(found, query.limit, ({ key }) => key.map(String));
    return { found: rows.map(({ read }) => read() as Mentioning[Kind]), ...next };
  }

  async dropTenant(tenant: string): Promise<void> {
    assertArguments.ofTenant('dropTenant', tenant);
    this.#lifecycle.assertReady();
    await this.#transactions.enter(() => this.#tenants.delete(tenant));
  }

  async commit(tenant: string, commit: Commit, inTransaction?: InTransaction): Promise<void> {
    assertArguments.commit(tenant, commit, inTransaction);
    this.#lifecycle.assertReady();
    assertCommit(tenant, commit);
    const written = withArguments('commit', { commit }, () => toWritten(commit));
    if (inTransaction === undefined) return this.#transactions.enter(() => this.#write(tenant, written));
    await this.#transactions.hold(async () => {
      this.#assertFits(tenant, written);
      await inTransaction(undefined);
      this.#write(tenant, written);
    });
  }

  #write(tenant: string, commit: Written): void {
    const data = this.#assertFits(tenant, commit);
    write(commit, data);
    this.#tenants.set(tenant, data);
  }

  #assertFits(tenant: string, commit: Written): TenantData {
    const data = this.#of(tenant);
    assertUnrecorded(commit.outcomes.map(({ commandId }) => commandId).filter((id) => data.outcomes.has(id)));
    assertRevisions(
      commit,
      (id) => data.clients.get(id)?.snapshot.revision,
      (id) => data.employees.get(id)?.revision,
      (kind, id) => data.documentsOf(kind).get(id)?.revision,
    );
    assertRewritable(commit, data);
    return data;
  }

  #eventsOf<Event extends FeedEntry['event']>(
    tenant: string,
    stream: EventPlace['stream'],
    id: string,
  ): Event[] {
    const events = this.#of(tenant).feed.filter((event) => {
      const place = placeOf(event);
      return place.stream === stream && place.streamId === id;
    });
    return events.map(eventOf<Event>);
  }

  #of(tenant: string): TenantData {
    this.#lifecycle.assertReady();
    return this.#tenants.get(tenant) ?? new TenantData();
  }
}

/**
 * A store that forgets everything with the process: for tests, examples and the browser. As strict as every
 * other; without durable structures, it is born migrated.
 */
export function memoryStore(): Store {
  return new MemoryStore();
}

function write(commit: Written, data: TenantData): void {
  const { clients, employees, outcomes, documents } = commit;
  rewrite(commit, data);
  for (const { was: _was, expected: _expected, events, ...client } of clients) {
    const { id } = client.snapshot;
    data.putClient(client);
    data.histories.set(id, [...(data.histories.get(id) ?? []), ...events]);
    data.feed.push(...events);
  }
  for (const { snapshot, events } of employees) {
    data.employees.set(snapshot.id, snapshot);
    data.feed.push(...events);
  }
  for (const outcome of outcomes) data.outcomes.set(outcome.commandId, outcome);
  for (const { kind, id, revision, text, lists, events } of documents) {
    data.documentsOf(kind).set(id, { kind, id, revision, text, ...(lists && { lists }) });
    data.feed.push(...events);
  }
}

function matches(
  { snapshot }: KeptClient,
  { states, holder, concerns, pool, named, onHold }: ClientQuery,
): boolean {
  return (
    (onHold === undefined || isOnHold(snapshot)) &&
    (states === undefined || states.includes(snapshot.state)) &&
    (pool === undefined || snapshot.pool?.name === pool) &&
    (named === undefined || isSoNamed(snapshot, named)) &&
    (concerns === undefined || isConcerned(snapshot, concerns)) &&
    (holder === undefined ||
      holdersOf(snapshot).some(
        ({ employeeId, role }) => employeeId === holder.employeeId && role === (holder.role ?? role),
      ))
  );
}

/** Whether the lease still runs and is of the client as it is. */
function isHeld({ client: leased, until }: Lease, client: KeptClient | undefined, now: string): boolean {
  return (
    until > now && leased.snapshot.revision === client?.snapshot.revision && leased.dueAt === client.dueAt
  );
}

function holdersOf({ custody }: Client) {
  return Object.entries(custody).map(([role, { employeeId }]) => ({ employeeId, role }));
}

/** The values under those of the keys that are there, each once. */
function pick<Value>(values: ReadonlyMap<string, Value>, keys: readonly string[]): Value[] {
  return [...new Set(keys)].flatMap((key) => values.get(key) ?? []);
}

/** How often each group occurs, in the order of the groups' parts. */
function tally<Group extends Readonly<Record<string, string>>>(groups: readonly Group[]) {
  const counted = new Map<string, { group: Group; clients: number }>();
  for (const group of groups) {
    const key = JSON.stringify(group);
    counted.set(key, { group, clients: (counted.get(key)?.clients ?? 0) + 1 });
  }
  return [...counted.values()]
    .sort((a, b) => compareTexts(Object.values(a.group), Object.values(b.group)))
    .map(({ group, clients }) => ({ ...group, clients }));
}

import type { ConveyorErrorCode } from '../../errors/conveyor-error.ts';
import type {
  ClientChange,
  Commit,
  EmployeeChange,
  ExpectedRevision,
  FeedEntry,
  RecordedOutcome,
  Store,
  StoredDocument,
} from '../../storage/port.ts';
import { plainCensus, plainIds } from './plain-queries.ts';

/** What one tenant's data must be, kept in the plainest way. */
export class Model {
  readonly clients = new Map<string, ClientChange>();
  readonly employees = new Map<string, EmployeeChange>();
  readonly documents = new Map<string, StoredDocument>();
  readonly outcomes = new Map<string, RecordedOutcome>();
  readonly feed: FeedEntry['event'][] = [];

  /** Writes the commit; the code where it must fail. */
  commit({ clients, employees, outcomes, documents }: Commit): ConveyorErrorCode | undefined {
    if (outcomes.some(({ commandId }) => this.outcomes.has(commandId))) return 'COMMAND_ALREADY_RECORDED';
    const follow = [
      ...clients.map(({ expected, snapshot, events }) =>
        follows(expected, this.clientRevision(snapshot.id), snapshot.revision - events.length),
      ),
      ...employees.map(({ expected, snapshot, events }) =>
        follows(expected, this.employeeRevision(snapshot.id), snapshot.revision - events.length),
      ),
      ...documents.map(({ expected, id, revision, events }) =>
        follows(expected, this.documentRevision(id), revision - (events?.length || 1)),
      ),
    ];
    if (follow.includes(false)) return 'REVISION_CONFLICT';
    for (const change of clients) this.clients.set(change.snapshot.id, change);
    for (const change of employees) this.employees.set(change.snapshot.id, change);
    for (const each of outcomes) this.outcomes.set(each.commandId, each);
    for (const { expected: _, events: __, ...document } of documents)
      this.documents.set(document.id, document);
    this.feed.push(...clients.flatMap(({ events }) => events), ...employees.flatMap(({ events }) => events));
    this.feed.push(...documents.flatMap(({ events = [] }) => events));
    return undefined;
  }

  clientRevision(id: string): number {
    return this.clients.get(id)?.snapshot.revision ?? 0;
  }

  employeeRevision(id: string): number {
    return this.employees.get(id)?.snapshot.revision ?? 0;
  }

  documentRevision(id: string): number {
    return this.documents.get(id)?.revision ?? 0;
  }

  /** What `observe` must see. */
  expected() {
    const base = [...this.clients.values()];
    const byId = <Item>(items: ReadonlyMap<string, Item>) =>
      [...items].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
    return {
      clients: byId(this.clients).map(({ snapshot }) => snapshot),
      due: plainIds(base, { dueBy: latest }),
      census: plainCensus(base),
      employees: byId(this.employees).map(({ snapshot }) => snapshot),
      staffRevision: [...this.employees.values()].reduce((sum, { snapshot }) => sum + snapshot.revision, 0),
      documents: byId(this.documents),
      outcomes: byId(this.outcomes),
      feed: this.feed,
      histories: byId(this.clients).map(({ snapshot: { id } }) =>
        this.feed.filter((event) => 'clientId' in event && event.clientId === id),
      ),
    };
  }
}

const latest = '9999-12-31T23:59:59.999Z';

/** Everything that a store shows of a tenant; `commandIds` names every command that there may be. */
export async function observe(store: Store, tenant: string, commandIds: readonly string[]) {
  const { clients } = await store.queryClients(tenant, { limit: 1_000 });
  const histories = clients.map(({ id }) => store.history(tenant, id));
  const due = await store.queryClients(tenant, { limit: 1_000, dueBy: latest });
  const outcomes = await store.readOutcomes(tenant, commandIds);
  return {
    clients,
    due: due.clients.map(({ id }) => id),
    census: await store.census(tenant),
    employees: await store.listEmployees(tenant),
    staffRevision: await store.staffRevision(tenant),
    documents: (await store.queryDocuments(tenant, { kind: 'plan', limit: 1_000 })).documents,
    outcomes: outcomes.sort((a, b) => (a.commandId < b.commandId ? -1 : 1)),
    feed: (await store.readFeed(tenant, 0, 1_000)).map(({ event }) => event),
    histories: await Promise.all(histories),
  };
}

function follows(expected: ExpectedRevision, stored: number, from: number): boolean {
  const holds = {
    exact: () => expected.is === 'exact' && expected.revision === stored,
    absent: () => stored === 0,
    present: () => stored > 0,
    any: () => true,
  };
  return from === stored && holds[expected.is]();
}

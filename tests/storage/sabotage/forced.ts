import type { Client } from '../../../src/client/client.ts';
import type { ClientChange, Commit, EmployeeChange, Store } from '../../../src/storage/port.ts';

/** The commit as it must be to go through whatever is stored: each change goes on from what is there. */
export async function forced(store: Store, tenant: string, commit: Commit): Promise<Commit> {
  const clients = await store.readClients(
    tenant,
    commit.clients.map(({ snapshot }) => snapshot.id),
  );
  const revisions = new Map(clients.map(({ id, revision }: Client) => [id, revision]));
  const employees = new Map((await store.listEmployees(tenant)).map(({ id, revision }) => [id, revision]));
  return {
    clients: commit.clients.map((change) => renumbered(change, revisions.get(change.snapshot.id) ?? 0)),
    employees: commit.employees.map((change) => renumbered(change, employees.get(change.snapshot.id) ?? 0)),
    outcomes: commit.outcomes,
    documents: await Promise.all(
      commit.documents.map(async (document) => {
        const [stored] = await store.readDocuments(tenant, document.kind, [document.id]);
        return { ...document, expected: { is: 'any' }, revision: (stored?.revision ?? 0) + 1 } as const;
      }),
    ),
  };
}

function renumbered<Change extends ClientChange | EmployeeChange>(change: Change, from: number): Change {
  return {
    ...change,
    expected: { is: 'any' },
    snapshot: { ...change.snapshot, revision: from + change.events.length },
    events: change.events.map((event, index) => ({
      ...event,
      id: event.id.replace(/\d+$/, String(from + index + 1)),
    })),
  };
}

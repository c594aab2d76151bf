import { ConveyorError } from '../../../errors/conveyor-error.ts';
import { assertRevisions, assertUnrecorded } from '../../port/commit-rules.ts';
import { compareText, compareTexts } from '../../port/text-order.ts';
import type { ClientChange, Commit, DocumentChange, EmployeeChange } from '../../port.ts';
import {
  type CountedCustody,
  heldChanges,
  toClientRow,
  toCommandRow,
  toDocumentRow,
  toEmployeeRow,
  toEventRows,
} from '../records.ts';
import type { DocumentsTable, EventsTable, HeldTable } from '../tables.ts';
import { type Standing, writeCustody } from './postgres-custody.ts';
import { toFactsJson } from './postgres-facts.ts';
import { type KeptDocument, lockDocuments, placeKey, writeLists } from './postgres-lists.ts';
import { type RewritingStatements, rewrite } from './postgres-rewriting.ts';
import type { PostgresSession } from './postgres-session.ts';
import { slices } from './postgres-slices.ts';
import type { PostgresWrites } from './postgres-writes.ts';

const inOrder = <Change extends { readonly snapshot: { readonly id: string } }>(changes: readonly Change[]) =>
  changes.toSorted((a, b) => compareText(a.snapshot.id, b.snapshot.id));

/** The ids of the records, and those that they had. */
const idsOf = (changes: readonly (ClientChange | EmployeeChange)[]) =>
  changes.flatMap(({ snapshot: { id }, was }) => (was === undefined ? [id] : [id, was])).sort(compareText);

/** Checks and writes a commit of any size in a transaction that the caller has begun. */
export class CommitWriter {
  readonly #gone: CountedCustody[] = [];
  readonly #put: CountedCustody[] = [];

  constructor(
    private readonly session: PostgresSession,
    readonly writes: PostgresWrites,
    readonly rewriting: RewritingStatements,
    private readonly tenant: string,
    private readonly commit: Commit,
  ) {}

  async write(): Promise<void> {
    const { clients, employees, documents } = this.commit;
    await this.#writeOutcomes();
    const standings = await this.#lockClients(idsOf(clients));
    const revisions = await this.#lockEmployees();
    const stored = await this.#lockDocuments();
    assertRevisions(
      this.commit,
      (id) => standings.get(id)?.revision,
      (id) => revisions.get(id),
      (kind, id) => stored.get(placeKey(kind, id))?.revision,
    );
    await rewrite(this.session, this, this.tenant, this.commit);
    for (const { was, snapshot } of clients) renamed(standings, was, snapshot.id);
    for (const { kind, id, was } of documents)
      renamed(stored, was === undefined ? undefined : placeKey(kind, was), placeKey(kind, id));
    for (const { was, snapshot } of employees) renamed(revisions, was, snapshot.id);
    await this.#writeClients(inOrder(clients), standings);
    await this.#writeEmployees(inOrder(employees.filter(({ events }) => events.length > 0)), revisions);
    await this.#writeDocuments(documents, stored);
    await this.#writeEvents();
  }

  async #writeOutcomes(): Promise<void> {
    const { tenant, session } = this;
    const outcomes = this.commit.outcomes.toSorted((a, b) => compareText(a.commandId, b.commandId));
    const written = new Set<string>();
    for (const slice of slices(outcomes)) {
      const rows = slice.map((outcome) => toCommandRow(tenant, outcome));
      const found = await session.all(this.writes.insertCommands.of(slice.length), {
        tenant,
        ids: rows.map((row) => row.command_id),
        fingerprints: rows.map((row) => row.fingerprint),
        outcomes: rows.map((row) => row.outcome),
      });
      for (const { id } of found) written.add(id);
    }
    const refused = this.commit.outcomes.filter(({ commandId }) => !written.has(commandId));
    assertUnrecorded(refused.map(({ commandId }) => commandId));
  }

  async #lockClients(ids: readonly string[]): Promise<Map<string, Standing>> {
    const standings = new Map<string, Standing>();
    for (const slice of slices(ids)) {
      const { tenant, session, writes } = this;
      for (const { id, revision, state } of await session.all(writes.lockClients, { tenant, ids: slice })) {
        standings.set(id, { revision: Number(revision), state });
      }
    }
    return standings;
  }

  /**
   * Employees who change are the writer's alone; those who are only relied on may be relied on by others too.
   */
  async #lockEmployees(): Promise<Map<string, number>> {
    const { tenant, session, writes } = this;
    const employees = inOrder(this.commit.employees);
    const revisions = new Map<string, number>();
    const lock = async (statement: PostgresWrites['lockEmployees'], changes: readonly EmployeeChange[]) => {
      for (const slice of slices(idsOf(changes))) {
        const rows = await session.all(statement, { tenant, ids: slice });
        for (const { id, revision } of rows) revisions.set(id, Number(revision));
      }
    };
    await lock(
      writes.lockEmployees,
      employees.filter(({ events }) => events.length > 0),
    );
    await lock(
      writes.holdEmployees,
      employees.filter(({ events }) => events.length === 0),
    );
    return revisions;
  }

  #lockDocuments() {
    const places = this.commit.documents.flatMap(({ kind, id, was = id }) =>
      [...new Set([id, was])].map((one) => ({ kind, id: one })),
    );
    const documents = places.sort((a, b) => compareTexts([a.kind, a.id], [b.kind, b.id]));
    return lockDocuments(this.session, this.writes, this.tenant, documents);
  }

  async #writeClients(changes: readonly ClientChange[], standings: Map<string, Standing>): Promise<void> {
    const { session, writes } = this;
    const isStored = ({ snapshot }: ClientChange) => standings.has(snapshot.id);
    for (const slice of slices(changes.filter((change) => !isStored(change)))) {
      const written = await session.all(
        writes.insertClients.of(slice.length),
        clientColumns(this.tenant, slice),
      );
      if (written.length < slice.length) throw overtaken();
    }
    for (const slice of slices(changes.filter(isStored))) {
      await session.all(writes.updateClients.of(slice.length), clientColumns(this.tenant, slice));
    }
    for (const slice of slices(changes)) {
      const { gone, put } = await writeCustody(session, writes, this.tenant, slice, standings);
      this.#gone.push(...gone);
      this.#put.push(...put);
    }
  }

  async #writeEmployees(changes: readonly EmployeeChange[], stored: Map<string, number>): Promise<void> {
    const { tenant, session, writes } = this;
    const columns = (slice: readonly EmployeeChange[]) => {
      const rows = slice.map((change) => toEmployeeRow(tenant, change));
      return {
        tenant,
        ids: rows.map(({ id }) => id),
        revisions: rows.map(({ revision }) => revision),
        bodies: rows.map(({ body }) => body),
      };
    };
    const isStored = ({ snapshot }: EmployeeChange) => stored.has(snapshot.id);
    for (const slice of slices(changes.filter((change) => !isStored(change)))) {
      const written = await session.all(writes.insertEmployees.of(slice.length), columns(slice));
      if (written.length < slice.length) throw overtaken();
    }
    for (const slice of slices(changes.filter(isStored))) {
      await session.all(writes.updateEmployees.of(slice.length), columns(slice));
    }
  }

  async #writeDocuments(
    documents: readonly DocumentChange[],
    stored: ReadonlyMap<string, KeptDocument>,
  ): Promise<void> {
    const { tenant, session, writes } = this;
    const columns = (rows: readonly DocumentsTable[]) => documentColumns(tenant, rows);
    const sorted = documents
      .toSorted((a, b) => compareTexts([a.kind, a.id], [b.kind, b.id]))
      .map((document) => toDocumentRow(tenant, document));
    const standing = ({ kind, id }: DocumentsTable) => stored.get(placeKey(kind, id));
    const isStored = (row: DocumentsTable) => standing(row) !== undefined;
    for (const slice of slices(sorted.filter((document) => !isStored(document)))) {
      const written = await session.all(writes.insertDocuments.of(slice.length), columns(slice));
      if (written.length < slice.length) throw overtaken();
    }
    for (const slice of slices(sorted.filter(isStored))) {
      await session.all(writes.updateDocuments.of(slice.length), columns(slice));
    }
    await writeLists(
      session,
      writes,
      tenant,
      sorted.map((row) => [standing(row), row]),
    );
  }

  /**
   * Last of all. From here to the end of the transaction every other writer of the tenant's events waits, and
   * so does whoever changes what is held, even without an event.
   */
  async #writeEvents(): Promise<void> {
    const { tenant, session, writes } = this;
    const rows = toEventRows(tenant, this.commit);
    await writeEvents(session, writes, tenant, rows, heldChanges(tenant, this.#gone, this.#put));
  }
}

/** Takes places in the feed, then writes what is held and the events. */
export async function writeEvents(
  session: PostgresSession,
  writes: PostgresWrites,
  tenant: string,
  rows: readonly Omit<EventsTable, 'position'>[],
  held: readonly HeldTable[],
): Promise<void> {
  if (rows.length + held.length === 0) return;
  const [last] = await session.all(writes.takePositions, { tenant, count: rows.length });
  for (const slice of slices(held)) {
    await session.all(writes.addHeld.of(slice.length), {
      tenant,
      employeeIds: slice.map(({ employee_id }) => employee_id),
      roles: slice.map(({ role }) => role),
      states: slice.map(({ state }) => state),
      segments: slice.map(({ segment }) => segment),
      clients: slice.map(({ clients }) => clients),
    });
  }
  const first = Number(last?.position) - rows.length + 1;
  const placed = rows.map((row, i) => ({ ...row, position: first + i }));
  for (const slice of slices(placed)) {
    await session.all(writes.insertEvents.of(slice.length), {
      tenant,
      positions: slice.map(({ position }) => position),
      streams: slice.map(({ stream }) => stream),
      streamIds: slice.map(({ stream_id }) => stream_id),
      sequences: slice.map(({ sequence }) => sequence),
      types: slice.map(({ type }) => type),
      happenedAts: slice.map(({ happened_at }) => happened_at),
      recordedAts: slice.map(({ recorded_at }) => recorded_at),
      bodies: slice.map(({ body }) => body),
    });
  }
}

/** The rows of clients by column. */
export function clientColumns(tenant: string, changes: readonly ClientChange[]) {
  const rows = changes.map((change) => toClientRow(tenant, change));
  return {
    tenant,
    ids: rows.map(({ id }) => id),
    revisions: rows.map(({ revision }) => revision),
    states: rows.map(({ state }) => state),
    pools: rows.map(({ pool }) => pool),
    dueAts: rows.map(({ due_at }) => due_at),
    bodies: rows.map(({ body }) => body),
    facts: rows.map(({ facts }) => toFactsJson(facts)),
    answerers: rows.map(({ answerer }) => answerer),
    names: rows.map(({ name }) => name),
    onHold: rows.map(({ on_hold }) => on_hold),
  };
}

/** The rows of documents by column. */
export const documentColumns = (tenant: string, rows: readonly DocumentsTable[]) => ({
  tenant,
  kinds: rows.map(({ kind }) => kind),
  ids: rows.map(({ id }) => id),
  revisions: rows.map(({ revision }) => revision),
  bodies: rows.map(({ body }) => body),
  lists: rows.map(({ lists }) => lists),
});

function renamed<Known>(known: Map<string, Known>, was: string | undefined, id: string): void {
  const stored = was === undefined ? undefined : known.get(was);
  if (stored !== undefined) known.set(id, stored);
}

/**
 * Somebody else has written a record that was not there a moment ago. This transaction is of no use any more;
 * a new one finds it and can say so.
 */
function overtaken(): ConveyorError {
  const details = { overtaken: true };
  return new ConveyorError('STORE_BUSY', 'Somebody else has just written what was not there before', {
    details,
  });
}

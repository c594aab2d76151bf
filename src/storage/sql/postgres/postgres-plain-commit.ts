import { revisionBefore } from '../../port/commit-rules.ts';
import { heldChanges, rowsOfClient, toCommandRow, toDocumentRow } from '../records.ts';
import { clientColumns, documentColumns, writeEvents } from './postgres-commit.ts';
import { writeCustody } from './postgres-custody.ts';
import type { PostgresSession } from './postgres-session.ts';
import type { SingleCommit } from './postgres-single-commit.ts';
import type { PostgresWrites } from './postgres-writes.ts';

/** The stored data are not as the commit expects. */
export const unexpected = new Error('The longer way finds out what it was');

/**
 * The commit of one command in plain statements of one table each, within a transaction. What is stored is
 * looked at by the statements that write, and never locked beforehand.
 * @throws unexpected where anything is not as expected: the transaction is to be undone.
 */
export async function commitPlainly(
  session: PostgresSession,
  writes: PostgresWrites,
  tenant: string,
  { change, outcome, guards, documents }: SingleCommit,
): Promise<void> {
  const expect = async (rows: Promise<readonly unknown[]>, count: number) => {
    if ((await rows).length !== count) throw unexpected;
  };
  if (outcome !== undefined) {
    const { command_id, fingerprint, outcome: told } = toCommandRow(tenant, outcome);
    const columns = { tenant, ids: [command_id], fingerprints: [fingerprint], outcomes: [told] };
    await expect(session.all(writes.insertCommands.of(1), columns), 1);
  }
  if (guards.length > 0) {
    const ids = guards.map(({ snapshot }) => snapshot.id);
    const rows = await session.all(writes.holdEmployees, { tenant, ids });
    const revisions = new Map(rows.map(({ id, revision }) => [id, Number(revision)]));
    if (guards.some(({ snapshot: { id, revision } }) => revisions.get(id) !== revision)) throw unexpected;
  }
  const before = revisionBefore(change);
  const columns = clientColumns(tenant, [change]);
  await expect(
    before === 0
      ? session.all(writes.insertClients.of(1), columns)
      : session.all(writes.advanceClients.of(1), { ...columns, befores: [before] }),
    1,
  );
  const { id, state } = change.snapshot;
  const standings = new Map(before === 0 ? [] : [[id, { revision: before, state }]]);
  const { gone, put } = await writeCustody(session, writes, tenant, [change], standings);
  for (const document of documents) {
    const row = documentColumns(tenant, [toDocumentRow(tenant, document)]);
    await expect(
      document.revision === 1
        ? session.all(writes.insertDocuments.of(1), row)
        : session.all(writes.advanceDocuments.of(1), { ...row, befores: [document.revision - 1] }),
      1,
    );
  }
  await writeEvents(session, writes, tenant, rowsOfClient(tenant, change), heldChanges(tenant, gone, put));
}

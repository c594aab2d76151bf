import type { ClientChange } from '../../port.ts';
import type { PostgresSession } from './postgres-session.ts';
import type { PostgresWrites } from './postgres-writes.ts';

/** A client that is stored, as of when it was locked. */
export interface Standing {
  readonly revision: number;
  readonly state: string;
}

interface Held {
  readonly id: string;
  readonly role: string;
  readonly employeeId: string;
  readonly state: string;
}

/** Writes who holds the clients now, as far as it differs from who held them before. */
export async function writeCustody(
  session: PostgresSession,
  writes: PostgresWrites,
  tenant: string,
  changes: readonly ClientChange[],
  standings: ReadonlyMap<string, Standing>,
): Promise<void> {
  const stored = changes.map(({ snapshot }) => snapshot.id).filter((id) => standings.has(id));
  const rows = stored.length === 0 ? [] : await session.all(writes.custodyOf, { tenant, ids: stored });
  const before = new Map(
    rows.map((row) => [
      keyOf(row.client_id, row.role),
      { ...row, id: row.client_id, employeeId: row.employee_id },
    ]),
  );
  const now = changes.flatMap(heldIn);
  const put = now.filter(({ id, role, employeeId, state }) => {
    const held = before.get(keyOf(id, role));
    return held?.employeeId !== employeeId || held.state !== state;
  });
  for (const { id, role } of now) before.delete(keyOf(id, role));
  const gone = [...before.values()];
  if (gone.length > 0) {
    const [ids, roles] = [gone.map(({ id }) => id), gone.map(({ role }) => role)];
    await session.all(writes.deleteCustody, { tenant, ids, roles });
  }
  if (put.length === 0) return;
  await session.all(writes.putCustody, {
    tenant,
    ids: put.map(({ id }) => id),
    roles: put.map(({ role }) => role),
    employeeIds: put.map(({ employeeId }) => employeeId),
    states: put.map(({ state }) => state),
  });
}

function heldIn({ snapshot: { id, state, custody } }: ClientChange): Held[] {
  return Object.entries(custody).map(([role, { employeeId }]) => ({ id, role, employeeId, state }));
}

const keyOf = (id: string, role: string) => JSON.stringify([id, role]);

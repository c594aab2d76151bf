import type { ClientChange } from '../../port.ts';
import { type CountedCustody, isSameCustody, toCustodyRows } from '../records.ts';
import type { PostgresSession } from './postgres-session.ts';
import type { PostgresWrites } from './postgres-writes.ts';

/** A client that is stored, as of when it was locked. */
export interface Standing {
  readonly revision: number;
  readonly state: string;
}

/** Rows of custody that are gone, and those that are there now. */
export interface CustodyMoves {
  readonly gone: readonly CountedCustody[];
  readonly put: readonly CountedCustody[];
}

/** Writes who holds the clients now, as far as it differs from who held them before. */
export async function writeCustody(
  session: PostgresSession,
  writes: PostgresWrites,
  tenant: string,
  changes: readonly ClientChange[],
  standings: ReadonlyMap<string, Standing>,
): Promise<CustodyMoves> {
  const stored = changes.map(({ snapshot }) => snapshot.id).filter((id) => standings.has(id));
  const rows = stored.length === 0 ? [] : await session.all(writes.custodyOf, { tenant, ids: stored });
  const before = new Map(rows.map((row) => [keyOf(row.client_id, row.role), row]));
  const now = changes.flatMap((change) => toCustodyRows(tenant, change));
  const put = now.filter((row) => !isSameCustody(row, before.get(keyOf(row.client_id, row.role))));
  const replaced = put.flatMap(({ client_id, role }) => before.get(keyOf(client_id, role)) ?? []);
  for (const { client_id, role } of now) before.delete(keyOf(client_id, role));
  const gone = [...before.values()];
  if (gone.length > 0) {
    const [ids, roles] = [gone.map(({ client_id }) => client_id), gone.map(({ role }) => role)];
    await session.all(writes.deleteCustody, { tenant, ids, roles });
  }
  const moves = { gone: [...gone, ...replaced], put };
  if (put.length === 0) return moves;
  await session.all(writes.putCustody.of(put.length), {
    tenant,
    ids: put.map(({ client_id }) => client_id),
    roles: put.map(({ role }) => role),
    employeeIds: put.map(({ employee_id }) => employee_id),
    states: put.map(({ state }) => state),
    segments: put.map(({ segment }) => segment),
    deputyIds: put.map(({ deputy_id }) => deputy_id),
  });
  return moves;
}

const keyOf = (id: string, role: string) => JSON.stringify([id, role]);

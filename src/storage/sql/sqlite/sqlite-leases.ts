import type { DueClaim } from '../../port.ts';
import { type Slots, statement } from '../statement.ts';
import type { LeasesTable } from '../tables.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { tables } from './sqlite-tables.ts';

type Claim = Omit<DueClaim, 'worker' | 'until'> & { readonly tenant: string };

/** Due clients that nobody has leased as they are now. */
export const freeDueClients = statement(({ tenant, dueBy, now, limit }: Slots<Claim>) =>
  tables
    .selectFrom('sales_clients as client')
    .select(['client.id', 'client.revision', 'client.due_at'])
    .where('client.tenant', '=', tenant)
    .where('client.due_at', '<=', dueBy)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('sales_leases as lease')
            .select('lease.until')
            .whereRef('lease.tenant', '=', 'client.tenant')
            .whereRef('lease.client_id', '=', 'client.id')
            .whereRef('lease.revision', '=', 'client.revision')
            .whereRef('lease.due_at', '=', 'client.due_at')
            .where('lease.until', '>', now),
        ),
      ),
    )
    .orderBy('client.due_at')
    .orderBy('client.id')
    .limit(limit)
    .$narrowType<{ due_at: string }>(),
);

const putLease = statement((slots: Slots<LeasesTable>) =>
  tables
    .insertInto('sales_leases')
    .values({
      tenant: slots.tenant,
      client_id: slots.client_id,
      revision: slots.revision,
      due_at: slots.due_at,
      worker: slots.worker,
      until: slots.until,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'client_id']).doUpdateSet(({ ref }) => ({
        revision: ref('excluded.revision'),
        due_at: ref('excluded.due_at'),
        worker: ref('excluded.worker'),
        until: ref('excluded.until'),
      })),
    ),
);

export const deletePastLeases = statement(({ tenant, now }: Slots<{ tenant: string; now: string }>) =>
  tables.deleteFrom('sales_leases').where('tenant', '=', tenant).where('until', '<=', now),
);

/** The caller has begun the transaction. */
export function leaseDue(connection: SqliteConnection, tenant: string, claim: DueClaim): string[] {
  const { worker, until, now } = claim;
  connection.run(deletePastLeases, { tenant, now });
  const free = connection.all(freeDueClients, { tenant, ...claim });
  for (const { id, revision, due_at } of free) {
    connection.run(putLease, { tenant, client_id: id, revision, due_at, worker, until });
  }
  return free.map(({ id }) => id);
}

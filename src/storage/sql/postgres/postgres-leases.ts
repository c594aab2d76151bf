import { sql } from 'kysely';
import type { DueClaim } from '../../port.ts';
import { type Slots, statement } from '../statement.ts';
import { type TablePlace, writtenOut } from './postgres-tables.ts';

type Claim = DueClaim & { readonly tenant: string };

/** A client that was leased, or, without an id, how many were found free. */
export interface LeaseRow {
  readonly id: string | null;
  readonly due_at: string | null;
  readonly found: number | string | null;
}

/**
 * Leases what is free in one statement. Of two claims at once the later one passes over what the earlier one
 * is at; where it did not see the other's lease, the key tells it: then fewer are leased than were found.
 */
export function leaseStatements(place: TablePlace) {
  const [clients, leases] = [place.table('sales_clients'), place.table('sales_leases')];
  return {
    leaseDue: statement(({ tenant, dueBy, worker, now, until, limit }: Slots<Claim>) =>
      writtenOut(sql<LeaseRow>`
        with free as (
          select client.id, client.revision, client.due_at from ${clients} as client
          where client.tenant = ${tenant}::text and client.due_at <= ${dueBy}::text and not exists (
            select 1 from ${leases} as lease where lease.tenant = client.tenant and lease.client_id = client.id
              and lease.revision = client.revision and lease.due_at = client.due_at and lease.until > ${now}::text)
          order by client.due_at, client.id limit ${limit}::bigint for update of client skip locked),
        leased as (insert into ${leases} as held (tenant, client_id, revision, due_at, worker, until)
        select ${tenant}::text, free.id, free.revision, free.due_at, ${worker}::text, ${until}::text from free
        on conflict (tenant, client_id) do update
          set revision = excluded.revision, due_at = excluded.due_at, worker = excluded.worker, until = excluded.until
          where held.until <= ${now}::text or held.revision <> excluded.revision or held.due_at <> excluded.due_at
        returning client_id, due_at)
        select client_id as id, due_at, null::bigint as found from leased
        union all select null, null, count(*) from free`),
    ),
    deletePastLeases: statement(({ tenant, now }: Slots<Pick<Claim, 'tenant' | 'now'>>) =>
      writtenOut(sql`
        delete from ${leases} where tenant = ${tenant}::text and until <= ${now}::text and client_id in (
          select client_id from ${leases} where tenant = ${tenant}::text and until <= ${now}::text for update skip locked)`),
    ),
  };
}

import { sql } from 'kysely';
import type { DueClaim } from '../../port.ts';
import { type Slots, statement } from '../statement.ts';
import { RowStatements } from './postgres-rows.ts';
import { type TablePlace, writtenOut } from './postgres-tables.ts';

type Claim = DueClaim & { readonly tenant: string };

/** A due client that nobody has a lease of. */
export interface FreeRow {
  readonly id: string;
  readonly revision: number;
  readonly due_at: string;
}

interface Leases extends Pick<Claim, 'tenant' | 'now'> {
  ids: readonly string[];
  revisions: readonly number[];
  dueAts: readonly string[];
  workers: readonly string[];
  untils: readonly string[];
}

/**
 * Leases what is free. Of two claims at once the later one passes over what the earlier one is at; where it
 * did not see the other's lease, the key tells it: then fewer are leased than were found.
 */
export function leaseStatements(place: TablePlace, isByShard: boolean) {
  const [clients, leases] = [place.table('sales_clients'), place.table('sales_leases')];
  return {
    freeDue: statement(
      ({ tenant, dueBy, now, limit }: Slots<Pick<Claim, 'tenant' | 'dueBy' | 'now' | 'limit'>>) =>
        writtenOut(sql<FreeRow>`
          select client.id, client.revision, client.due_at from ${clients} as client
          where client.tenant = ${tenant}::text and client.due_at <= ${dueBy}::text and not exists (
            select 1 from ${leases} as lease where lease.tenant = client.tenant and lease.client_id = client.id
              and lease.revision = client.revision and lease.due_at = client.due_at and lease.until > ${now}::text)
          order by client.due_at, client.id limit ${limit}::bigint for update of client skip locked`),
    ),
    lease: new RowStatements(isByShard).inserts<Leases, { id: string; due_at: string }>(
      leases,
      [
        ['client_id', 'ids', 'text'],
        ['revision', 'revisions', 'integer'],
        ['due_at', 'dueAts', 'text'],
        ['worker', 'workers', 'text'],
        ['until', 'untils', 'text'],
      ],
      ({ now }) => sql`on conflict (tenant, client_id) do update
        set revision = excluded.revision, due_at = excluded.due_at, worker = excluded.worker, until = excluded.until
        where kept.until <= ${now}::text or kept.revision <> excluded.revision or kept.due_at <> excluded.due_at
        returning client_id as id, due_at`,
    ),
    deletePastLeases: statement(({ tenant, now }: Slots<Pick<Claim, 'tenant' | 'now'>>) =>
      writtenOut(sql`
        delete from ${leases} where tenant = ${tenant}::text and until <= ${now}::text and client_id in (
          select client_id from ${leases} where tenant = ${tenant}::text and until <= ${now}::text for update skip locked)`),
    ),
  };
}

/** The columns of a lease of each. */
export function leasesOf(tenant: string, { worker, until, now }: DueClaim, free: readonly FreeRow[]): Leases {
  return {
    tenant,
    now,
    ids: free.map(({ id }) => id),
    revisions: free.map(({ revision }) => Number(revision)),
    dueAts: free.map(({ due_at }) => due_at),
    workers: free.map(() => worker),
    untils: free.map(() => until),
  };
}

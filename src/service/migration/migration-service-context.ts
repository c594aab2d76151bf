import type { Client } from '../../client/client.ts';
import type { Conveyor } from '../../client/conveyor.ts';
import type { Store } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';

/** What a migration works with. */
export interface MigrationServiceContext {
  readonly from: Conveyor;
  readonly to: Conveyor;
  readonly store: Store;
  readonly tenant: string;
  readonly attempts: number;
  now(): Instant;
}

/** A page of clients, and where the next one begins. */
export interface Sweep {
  readonly clients: readonly Client[];
  readonly next?: string;
}

/** Every client once, page by page, by id. */
export async function* sweep(
  { store, tenant }: MigrationServiceContext,
  limit: number,
  from?: string,
): AsyncGenerator<Sweep> {
  for (let after = from; ; ) {
    const page = await store.queryClients(tenant, { limit, ...(after !== undefined && { after }) });
    yield page;
    if (page.next === undefined) return;
    after = page.next;
  }
}

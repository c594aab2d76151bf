import type { Conveyor } from '../../client/conveyor.ts';
import type { Store } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import { pages } from '../pages.ts';

/** What a migration works with. */
export interface MigrationServiceContext {
  readonly from: Conveyor;
  readonly to: Conveyor;
  readonly store: Store;
  readonly tenant: string;
  readonly attempts: number;
  now(): Instant;
}

/** Every client once, page by page, by id. */
export const sweep = ({ store, tenant }: MigrationServiceContext, limit: number, after?: string) =>
  pages((start) => store.queryClients(tenant, { limit, ...start }), after === undefined ? {} : { after });

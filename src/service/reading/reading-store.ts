import type { Store } from '../../storage/port.ts';
import { fillPage } from '../query-clients.ts';
import { readingOnly } from './reading-only.ts';
import type { Sight } from './sight.ts';

/**
 * The store as somebody sees it: a client whom they may not see is not there. The staff is, with what it
 * holds by number. Nothing is written, and what would tell of all clients is refused.
 */
export function readingStore(store: Store, sight: () => Promise<Sight>): Store {
  const readClients: Store['readClients'] = async (tenant, ids) => {
    const clients = await store.readClients(tenant, ids);
    return clients.length === 0 ? [] : clients.filter((await sight()).sees);
  };
  return {
    capabilities: store.capabilities,
    readClients,
    queryClients: async (tenant, query) => {
      const { seesAll, shownTo, sees } = await sight();
      if (seesAll) return store.queryClients(tenant, query);
      const narrowed = { ...query, ...(shownTo && { shownTo }) };
      return fillPage(
        query.limit,
        (limit, after) => store.queryClients(tenant, { ...narrowed, limit, ...(after && { after }) }),
        sees,
        query.after,
      );
    },
    history: async (tenant, id, span) =>
      (await readClients(tenant, [id])).length > 0 ? store.history(tenant, id, span) : [],
    countHeld: (tenant, query) => store.countHeld(tenant, query),
    readEmployee: (tenant, id) => store.readEmployee(tenant, id),
    listEmployees: (tenant) => store.listEmployees(tenant),
    staffRevision: (tenant) => store.staffRevision(tenant),
    migrate: refuse,
    close: refuse,
    histories: refuse,
    claimDue: refuse,
    dueWork: refuse,
    census: refuse,
    listHeld: refuse,
    employeeHistory: refuse,
    readFeed: refuse,
    readDocuments: refuse,
    queryDocuments: refuse,
    documentHistory: refuse,
    readOutcomes: refuse,
    mentions: refuse,
    dropTenant: refuse,
    commit: refuse,
  };
}

async function refuse(): Promise<never> {
  throw readingOnly();
}

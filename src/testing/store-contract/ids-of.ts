import type { ClientQuery, Store } from '../../storage/port.ts';
import { same } from './same.ts';
import { tenant } from './samples.ts';

/** More than any case has; pages that inserts shift may never end. */
const MOST_PAGES = 64;

export type Filter = Omit<ClientQuery, 'after' | 'limit'>;

/** The ids of all pages, a few at a time; `between` is done after each page. */
export async function idsOf(
  store: Store,
  filter: Filter,
  limit: number,
  between: (page: number) => Promise<void> = async () => {},
): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  for (let pages = 1; pages <= MOST_PAGES; pages++) {
    const page = await store.queryClients(tenant, {
      ...filter,
      limit,
      ...(after === undefined ? {} : { after }),
    });
    ids.push(...page.clients.map(({ id }) => id));
    same(page.clients.length <= limit, true);
    await between(pages);
    after = page.next;
    if (after === undefined) return ids;
  }
  throw new Error('The pages do not end');
}

import type { ClientEvent } from '../../client/event.ts';
import { placeOf } from '../../storage/port/commit-rules.ts';
import type { FeedEntry } from '../../storage/port.ts';
import type { EmployeeEvent } from '../../workforce/employee.ts';
import type { ServiceContext } from '../service-context.ts';

const PAGE = 1_000;
type Stored = Pick<ServiceContext, 'store' | 'tenant'>;

/** What has come since a position. */
export interface FeedSince {
  readonly clients: readonly ClientEvent[];
  readonly employees: readonly EmployeeEvent[];
  /** Of the last entry that was read. */
  readonly position: number;
  /** Personal data were erased meanwhile. */
  readonly isErased: boolean;
  readonly isAll: boolean;
}

/** What has come since, at most so many pages of it. */
export async function feedSince(
  { store, tenant }: Stored,
  after: number,
  pages = Number.POSITIVE_INFINITY,
): Promise<FeedSince> {
  const entries: FeedEntry[] = [];
  let [position, isAll] = [after, false];
  for (let i = 0; i < pages && !isAll; i++) {
    const page = await store.readFeed(tenant, position, PAGE);
    for (const entry of page) entries.push(entry);
    position = page.at(-1)?.position ?? position;
    isAll = page.length < PAGE;
  }
  const clients: ClientEvent[] = [];
  const employees: EmployeeEvent[] = [];
  for (const { event } of entries) {
    const { stream } = placeOf(event);
    if (stream === 'client') clients.push(event as ClientEvent);
    if (stream === 'employee') employees.push(event as EmployeeEvent);
  }
  const isErased =
    clients.some(({ type }) => type === 'personalDataErased') ||
    employees.some(({ type }) => type === 'employeeErased');
  return { clients, employees, position, isErased, isAll };
}

/** The position of the last entry, without reading those before it; 0 where there is none. */
export async function lastPosition({ store, tenant }: Stored): Promise<number> {
  const next = async (after: number) => (await store.readFeed(tenant, after, 1))[0]?.position;
  let last = (await next(0)) ?? 0;
  let step = 1;
  for (let found = await next(last); found !== undefined; found = await next(last + step)) {
    last = found;
    step *= 2;
  }
  for (; step >= 1; step = Math.floor(step / 2)) {
    const found = await next(last + step - 1);
    if (found !== undefined) last = found;
  }
  return last;
}

/** The whole logs of the clients, and of whomever they were ever merged with. */
export async function familyLogs(
  { store, tenant }: Stored,
  ids: Iterable<string>,
  seen: Set<string> = new Set(),
): Promise<ClientEvent[]> {
  const open = [...ids];
  const events: ClientEvent[] = [];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const event of await store.history(tenant, id)) {
      events.push(event);
      if (event.type === 'mergedAway' || event.type === 'mergeUndone') open.push(event.into);
      if (event.type === 'duplicateMerged' || event.type === 'duplicateUnmerged')
        open.push(event.duplicateId);
    }
  }
  return events;
}

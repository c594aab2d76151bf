import type { DocumentChange } from '../storage/port.ts';
import { byMoment, type Instant } from '../time/instant.ts';
import type { Employee } from '../workforce/employee.ts';
import { endOf } from '../workforce/presence.ts';
import { changed } from './changed-document.ts';
import type { ServiceContext } from './service-context.ts';

/** Somebody whose clients are to be released once they have left. */
interface DepartureItem {
  readonly employeeId: string;
  readonly at: Instant;
}

const PLACE = { kind: 'departureAgenda', id: 'agenda' } as const;

/** Those who have left by then and may still hold clients, in the order of leaving. */
export async function dueDepartures(context: ServiceContext, by: Instant): Promise<readonly DepartureItem[]> {
  const { items } = await readAgenda(context);
  return items.filter(({ at }) => at <= by).sort(byMoment);
}

/** The agenda's new revision where a change of somebody says when they leave, or that they do not. */
export async function departureDocuments(
  context: ServiceContext,
  before: Employee | undefined,
  { id: employeeId, ...after }: Employee,
): Promise<DocumentChange[]> {
  const at = endOf(after);
  if (at === (before && endOf(before))) return [];
  return entered(context, employeeId, at === undefined ? [] : [{ employeeId, at }]);
}

/** The agenda's new revision without somebody who holds nothing any more. */
export const struck = (context: ServiceContext, employeeId: string): Promise<DocumentChange[]> =>
  entered(context, employeeId, []);

async function entered(
  context: ServiceContext,
  employeeId: string,
  own: readonly DepartureItem[],
): Promise<DocumentChange[]> {
  const { document, items } = await readAgenda(context);
  const kept = items.filter((item) => item.employeeId !== employeeId);
  if (kept.length === items.length && own.length === 0) return [];
  return [changed(document, { ...PLACE, body: { items: [...kept, ...own] } })];
}

/**
 * Where there is no agenda yet, it is everybody who has left or is to leave. That includes those whom earlier
 * versions knew.
 */
async function readAgenda({ store, tenant, staff }: ServiceContext) {
  const [document] = await store.readDocuments(tenant, PLACE.kind, [PLACE.id]);
  if (document) {
    const { items } = document.body as { items: readonly DepartureItem[] };
    return { document, items };
  }
  const items = (await staff.all()).flatMap((employee): DepartureItem[] => {
    const at = endOf(employee);
    return at === undefined ? [] : [{ employeeId: employee.id, at }];
  });
  return { document, items };
}

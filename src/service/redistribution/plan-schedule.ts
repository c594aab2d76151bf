import type { DocumentChange } from '../../storage/port.ts';
import { byMoment, type Instant } from '../../time/instant.ts';
import { changed } from '../changed-document.ts';
import type { ServiceContext } from '../service-context.ts';

/** A due task on a plan. */
export interface ScheduledItem {
  readonly planId: string;
  readonly what: 'apply' | 'return' | 'forget';
  readonly at: Instant;
}

type Named = Pick<ScheduledItem, 'planId' | 'what'>;

/** What becomes of the schedule: items are removed, others entered. */
export interface ScheduleChange {
  readonly remove?: readonly Named[];
  readonly enter?: readonly ScheduledItem[];
}

/** One item less. */
export const unscheduled = (planId: string, what: ScheduledItem['what']): ScheduleChange => ({
  remove: [{ planId, what }],
});

const PLACE = { kind: 'redistributionAgenda', id: 'agenda' } as const;

/**
 * What is due by then, earliest first. It is one document, so that nobody looks through all plans there ever
 * were.
 */
export async function dueItems(context: ServiceContext, by: Instant): Promise<readonly ScheduledItem[]> {
  const { items } = await readSchedule(context);
  return items.filter(({ at }) => at <= by).sort(byMoment);
}

/** The schedule's new revision; nothing where it stays as it is. */
export async function scheduleDocuments(
  context: ServiceContext,
  change: ScheduleChange | undefined,
): Promise<DocumentChange[]> {
  if (!change) return [];
  const { remove = [], enter = [] } = change;
  const { document, items } = await readSchedule(context);
  const isSame = (a: Named) => (b: Named) => a.planId === b.planId && a.what === b.what;
  const kept = items.filter((item) => ![...remove, ...enter].some(isSame(item)));
  if (kept.length === items.length && enter.length === 0) return [];
  return [changed(document, { ...PLACE, body: { items: [...kept, ...enter] } })];
}

async function readSchedule({ store, tenant }: ServiceContext) {
  const [document] = await store.readDocuments(tenant, PLACE.kind, [PLACE.id]);
  const { items } = (document?.body ?? { items: [] }) as { items: readonly ScheduledItem[] };
  return { document, items };
}

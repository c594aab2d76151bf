import type { DocumentChange } from '../../storage/port.ts';
import { byMoment, type Instant } from '../../time/instant.ts';
import type { Desk } from '../desk.ts';
import { changed } from '../versions/blueprint-documents.ts';

/** Something that time is to do to a plan. */
export interface AgendaItem {
  readonly planId: string;
  readonly what: 'apply' | 'return' | 'forget';
  readonly at: Instant;
}

type Named = Pick<AgendaItem, 'planId' | 'what'>;

/** What becomes of the agenda: items are struck off, others entered. */
export interface AgendaChange {
  readonly strike?: readonly Named[];
  readonly enter?: readonly AgendaItem[];
}

/** One item less. */
export const strike = (planId: string, what: AgendaItem['what']): AgendaChange => ({
  strike: [{ planId, what }],
});

const PLACE = { kind: 'redistributionAgenda', id: 'agenda' } as const;

/** What is due by then, earliest first. It is one document, so that nobody looks through all plans there ever were. */
export async function dueItems(desk: Desk, by: Instant): Promise<readonly AgendaItem[]> {
  const { items } = await readAgenda(desk);
  return items.filter(({ at }) => at <= by).sort(byMoment);
}

/** The agenda's new revision; nothing where it stays as it is. */
export async function agendaDocuments(
  desk: Desk,
  change: AgendaChange | undefined,
): Promise<DocumentChange[]> {
  if (!change) return [];
  const { strike: struck = [], enter = [] } = change;
  const { document, items } = await readAgenda(desk);
  const isSame = (a: Named) => (b: Named) => a.planId === b.planId && a.what === b.what;
  const kept = items.filter((item) => ![...struck, ...enter].some(isSame(item)));
  if (kept.length === items.length && enter.length === 0) return [];
  return [changed(document, { ...PLACE, body: { items: [...kept, ...enter] } })];
}

async function readAgenda({ store, tenant }: Desk) {
  const [document] = await store.readDocuments(tenant, PLACE.kind, [PLACE.id]);
  const { items } = (document?.body ?? { items: [] }) as { items: readonly AgendaItem[] };
  return { document, items };
}

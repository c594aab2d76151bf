import type { DocumentChange } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import type { Desk } from '../desk.ts';

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

const KIND = 'redistributionAgenda';
const ID = 'agenda';

/** What is due by then, earliest first. It is one document, so that nobody looks through all plans there ever were. */
export async function dueItems(desk: Desk, by: Instant): Promise<readonly AgendaItem[]> {
  const { items } = await readAgenda(desk);
  return items.filter(({ at }) => at <= by).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The agenda's new revision; nothing where it stays as it is. */
export async function agendaDocuments(
  desk: Desk,
  change: AgendaChange | undefined,
): Promise<DocumentChange[]> {
  if (!change) return [];
  const { strike: struck = [], enter = [] } = change;
  const { items, revision } = await readAgenda(desk);
  const isSame = (a: Named) => (b: Named) => a.planId === b.planId && a.what === b.what;
  const kept = items.filter((item) => ![...struck, ...enter].some(isSame(item)));
  if (kept.length === items.length && enter.length === 0) return [];
  const expected = revision === 0 ? ({ is: 'absent' } as const) : ({ is: 'exact', revision } as const);
  return [{ kind: KIND, id: ID, revision: revision + 1, expected, body: { items: [...kept, ...enter] } }];
}

async function readAgenda({ store, tenant }: Desk) {
  const [document] = await store.readDocuments(tenant, KIND, [ID]);
  const { items } = (document?.body ?? { items: [] }) as { items: readonly AgendaItem[] };
  return { items, revision: document?.revision ?? 0 };
}

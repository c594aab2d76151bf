import { type ErasedTexts, withoutTexts } from '../../erasure/erase-texts.ts';
import { mapFields } from '../../erasure/map-fields.ts';
import type { StoredDocument } from '../../storage/port.ts';
import type { Task } from '../../work/task/task.ts';
import type { TaskEvent } from '../../work/task/task-event.ts';
import type { ServiceContext } from '../service-context.ts';
import { TASKS } from '../work/task-documents.ts';

/** The tasks of the clients, and their events in the log, without texts: those alone that change. */
export async function erasedTasks(
  { store, tenant }: ServiceContext,
  documents: readonly StoredDocument[],
  clientIds: ReadonlySet<string>,
  texts: ErasedTexts,
): Promise<{ readonly documents: StoredDocument[]; readonly events: TaskEvent[] }> {
  const found: { documents: StoredDocument[]; events: TaskEvent[] } = { documents: [], events: [] };
  const change = withoutTexts(texts);
  for (const document of documents) {
    if (document.kind !== TASKS || !clientIds.has((document.body as Task).clientId)) continue;
    const body = mapFields(document.body, [TASKS], change);
    const history = (await store.documentHistory(tenant, TASKS, document.id)) as TaskEvent[];
    // As of the revision that was read. Where the task has moved on, the store says so: all is decided anew.
    const told = history.slice(0, document.revision);
    const anew = told.map((event) => mapFields(event, [event.type], change));
    const events = anew.filter((event, i) => JSON.stringify(event) !== JSON.stringify(told[i]));
    const isSame = JSON.stringify(body) === JSON.stringify(document.body);
    if (isSame && events.length === 0) continue;
    found.documents.push({ ...document, body });
    found.events.push(...events);
  }
  return found;
}

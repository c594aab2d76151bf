import { type ErasedTexts, withoutTexts } from '../../erasure/erase-texts.ts';
import { mapFields } from '../../erasure/map-fields.ts';
import type { StoredDocument } from '../../storage/port.ts';
import type { Task } from '../../work/task/task.ts';
import type { TaskEvent } from '../../work/task/task-event.ts';
import { pages } from '../pages.ts';
import type { ServiceContext } from '../service-context.ts';
import { homeOfTask, survivorOf } from '../work/home-of-task.ts';
import { TASKS, taskLists } from '../work/task-documents.ts';
import { readWorkInUse } from '../work/work-in-use.ts';
import type { Family } from './family.ts';

/** The tasks of the clients, and their events in the log, without texts: those alone that change. */
export async function erasedTasks(
  context: ServiceContext,
  mentioning: readonly StoredDocument[],
  family: Family,
  texts: ErasedTexts,
): Promise<{ readonly documents: StoredDocument[]; readonly events: TaskEvent[] }> {
  const { store, tenant } = context;
  const found: { documents: StoredDocument[]; events: TaskEvent[] } = { documents: [], events: [] };
  const { personal = [] } = (await readWorkInUse(context)).inUse;
  for (const document of await tasksOf(context, mentioning, family)) {
    const history = (await store.documentHistory(tenant, TASKS, document.id)) as TaskEvent[];
    // As of the revision that was read. Where the task has moved on, the store says so: all is decided anew.
    const told = history.slice(0, document.revision);
    const change = withoutTexts({ ...texts, isPersonal: personalIn(told, personal, texts) });
    const body = mapFields(document.body, [TASKS], change);
    const anew = told.map((event) => mapFields(event, [event.type], change));
    const events = anew.filter((event, i) => JSON.stringify(event) !== JSON.stringify(told[i]));
    const isSame = JSON.stringify(body) === JSON.stringify(document.body);
    if (isSame && events.length === 0) continue;
    found.documents.push({ ...document, body });
    found.events.push(...events);
  }
  return found;
}

/**
 * Those whose card is one of the clients' own. A merge that was undone may not have been followed yet: then
 * they still stand with the other client, and what does stand with these may be the other's.
 */
async function tasksOf(
  context: ServiceContext,
  mentioning: readonly StoredDocument[],
  { own, others }: Family,
): Promise<StoredDocument[]> {
  const { store, tenant } = context;
  const found = new Map(mentioning.filter(({ kind }) => kind === TASKS).map((one) => [one.id, one]));
  const elsewhere = new Set<string>();
  for (const { client } of others) elsewhere.add(client.id).add(await survivorOf(context, client.id));
  for (const id of elsewhere) {
    const query = { kind: TASKS, list: taskLists.ofClient(id), limit: 500 };
    for await (const { documents } of pages((start) => store.queryDocuments(tenant, { ...query, ...start })))
      for (const document of documents) found.set(document.id, document);
  }
  const ids = new Set(own.map(({ client }) => client.id));
  const theirs: StoredDocument[] = [];
  for (const document of found.values())
    if (ids.has(await homeOfTask(context, document.body as Task))) theirs.push(document);
  return theirs;
}

/**
 * Which facts of a task are personal. Of its own these are texts, and those that its document calls so; the
 * client's are what they are there.
 */
function personalIn(history: readonly TaskEvent[], personal: readonly string[], { isPersonal }: ErasedTexts) {
  const own = new Map<string, boolean>();
  for (const event of history) {
    if (event.type !== 'taskOpened' && event.type !== 'taskChanged') continue;
    for (const [fact, value] of Object.entries(event.facts)) {
      const isText = typeof value === 'string' || Array.isArray(value);
      own.set(fact, own.get(fact) || isText || personal.includes(fact));
    }
  }
  return (fact: string) => own.get(fact) ?? isPersonal(fact);
}

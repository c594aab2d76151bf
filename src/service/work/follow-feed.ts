import type { ClientEvent } from '../../client/event.ts';
import type { FeedEntry } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import type { Work } from '../../work/define-work.ts';
import type { Task } from '../../work/task/task.ts';
import type { CheckedTaskCommand } from '../../work/task/task-command.ts';
import type { TaskEvent } from '../../work/task/task-event.ts';
import type { EmployeeEvent } from '../../workforce/employee.ts';
import { changed } from '../changed-document.ts';
import { fingerprint } from '../fingerprint.ts';
import type { ServiceContext } from '../service-context.ts';
import { unitOfWork } from '../unit-of-work.ts';
import { decideOnTask } from './decide-on-task.ts';
import { readTask, TASKS, taskChange, taskLists } from './task-documents.ts';
import { tasksIn } from './task-pages.ts';

/** How far the tasks have followed the log. */
const CURSOR = { kind: 'workCursor', id: 'feed' };
const BATCH = 200;

/** How many events of the log were gone through, and how many tasks were opened or changed for them. */
interface FollowedFeed {
  readonly events: number;
  readonly tasks: number;
}

/**
 * Does to the tasks what the log says of clients and staff, event by event. What an event leads to is written
 * in one transaction with the place in the log: once, however many do it at once or are cut off.
 */
export async function followFeed(context: ServiceContext, work: Work): Promise<FollowedFeed> {
  const total = { events: 0, tasks: 0 };
  for (;;) {
    const { events, tasks } = await context.turns.take(new Set(['@work feed']), () => step(context, work));
    total.events += events;
    total.tasks += tasks;
    if (events === 0) return total;
  }
}

/** Goes on to the next event that leads to something, or over a batch of those that do not. */
function step(context: ServiceContext, work: Work): Promise<FollowedFeed> {
  return unitOfWork(context, async () => {
    const { store, tenant } = context;
    const [cursor] = await store.readDocuments(tenant, CURSOR.kind, [CURSOR.id]);
    const { position } = (cursor?.body ?? { position: 0 }) as { readonly position: number };
    const entries = await store.readFeed(tenant, position, BATCH);
    let events = 0;
    for (const entry of entries) {
      events++;
      const now = context.now();
      const documents = [];
      for (const command of await commandsFor(context, work, entry, now)) {
        const stored = await readTask(context, command.taskId);
        const outcome = await decideOnTask(context, stored, command, { work, sender: 'system', now });
        if (outcome.ok && outcome.events.length > 0)
          documents.push(taskChange(work, stored, outcome.task, outcome.events, now));
      }
      if (documents.length === 0 && events < entries.length) continue;
      const moved = changed(cursor, { ...CURSOR, body: { position: entry.position } });
      return {
        outcome: { events, tasks: documents.length },
        work: { documents: [...documents, moved] },
      };
    }
    return { outcome: { events: 0, tasks: 0 } };
  });
}

/** What an event of the log means for tasks. */
async function commandsFor(
  context: ServiceContext,
  work: Work,
  { event }: FeedEntry,
  now: Instant,
): Promise<readonly CheckedTaskCommand[]> {
  if (event.id.startsWith('@@')) return [];
  if (event.type === 'employeeLeft') return releasing(context, (event as EmployeeEvent).employeeId);
  if (event.id.startsWith('@')) return [];
  const told = event as ClientEvent;
  const { clientId } = told;
  switch (told.type) {
    case 'mergedAway': {
      const { into } = told;
      const tasks = await tasksIn(context, taskLists.ofClient(clientId));
      return tasks.map(({ id: taskId }) => ({ type: 'follow', taskId, clientId: into }));
    }
    case 'mergeUndone':
      return comingBack(context, clientId, told.into);
    case 'stateChanged': {
      // A duplicate is in a final state, too; what is to be done for it is to be done for the survivor.
      if (!context.conveyor.blueprint.states[told.to]?.final || told.cause === 'merge') break;
      const tasks = await tasksIn(context, taskLists.ofClient(clientId));
      return tasks
        .filter(({ status, openedAt }) => isOpen(status) && openedAt <= told.recordedAt)
        .map(({ id: taskId }) => ({ type: 'closeWithClient', taskId }));
    }
    default:
  }
  return opening(context, work, told, now);
}

const isOpen = (status: Task['status']) => status !== 'done' && status !== 'cancelled';

/** What somebody who has left had in hand goes back to its queues. */
async function releasing(context: ServiceContext, employeeId: string) {
  return (await tasksIn(context, taskLists.heldBy(employeeId))).map(toQueue);
}

/** Back to where it came from. */
export const toQueue = ({ id: taskId, queue }: Task): CheckedTaskCommand => ({
  type: 'passOn',
  taskId,
  to: { queue },
});

/** The tasks that came to a client with its duplicate, and by nothing since. */
async function comingBack(
  context: ServiceContext,
  duplicateId: string,
  into: string,
): Promise<readonly CheckedTaskCommand[]> {
  const found: CheckedTaskCommand[] = [];
  const { store, tenant } = context;
  for (const { id: taskId } of await tasksIn(context, taskLists.ofClient(into))) {
    const history = (await store.documentHistory(tenant, TASKS, taskId)) as TaskEvent[];
    const last = history.findLast(({ type }) => type === 'taskFollowedClient');
    if ((last as TaskEvent<'taskFollowedClient'> | undefined)?.from === duplicateId)
      found.push({ type: 'follow', taskId, clientId: duplicateId });
  }
  return found;
}

/** Tasks that the document opens on such an event, where its condition is met by what is known by now. */
async function opening(
  context: ServiceContext,
  work: Work,
  event: ClientEvent,
  now: Instant,
): Promise<readonly CheckedTaskCommand[]> {
  const rules = work.openedOn(event.type);
  if (rules.length === 0) return [];
  const { store, tenant, conveyor } = context;
  let [client] = await store.readClients(tenant, [event.clientId]);
  while (client?.mergedInto) [client] = await store.readClients(tenant, [client.mergedInto.clientId]);
  if (!client) return [];
  const known = client;
  const orderId = orderOf(event);
  const number = event.id.slice(event.id.lastIndexOf('#') + 1);
  return rules.flatMap(({ taskType, facts, isMet }): CheckedTaskCommand[] => {
    const values = Object.fromEntries(facts.map((path) => [path, conveyor.fact(known, path, now)]));
    if (!isMet(values, now)) return [];
    const taskId = `${taskType}-${fingerprint(event.clientId)}-${number}`;
    const about = { taskType, clientId: known.id, ...(orderId !== undefined && { orderId }) };
    return [{ type: 'open', taskId, ...about, facts: {}, at: event.happenedAt }];
  });
}

function orderOf(event: ClientEvent): string | undefined {
  if ('orderId' in event) return event.orderId as string;
  return 'order' in event ? (event.order as { readonly id?: string }).id : undefined;
}

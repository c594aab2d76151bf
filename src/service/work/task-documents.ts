import type { Renaming } from '../../erasure/rename-ids.ts';
import type { DocumentChange, StoredDocument } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import { later } from '../../time/instant.ts';
import type { Work } from '../../work/define-work.ts';
import type { Task } from '../../work/task/task.ts';
import type { TaskEvent } from '../../work/task/task-event.ts';
import type { ServiceContext } from '../service-context.ts';

/** The kind of a task. */
export const TASKS = 'task';

/** The kind of what deadlines of a client are to open. Its id is the client's. */
export const OPENINGS = 'taskOpenings';

/** A task as it is stored. */
export interface StoredTask {
  readonly task: Task;
  readonly document: StoredDocument;
}

/** The names of the lists that tasks stand in. */
export const taskLists = {
  /** What waits in it, in the order in which it is taken, and what is paused there. */
  queue: (name: string) => `queue ${name}`,
  /** What somebody has in hand, or has paused, by deadline. */
  heldBy: (employeeId: string) => `held ${employeeId}`,
  /** What came back to whoever opened it. */
  returnedTo: (id: string) => `returned ${id}`,
  /** What was brought before a role and is still open, by deadline. */
  broughtBefore: (role: string) => `before ${role}`,
  /** All of a client, done or not, by when they were opened. */
  ofClient: (clientId: string) => `client ${clientId}`,
  /** Those that are brought before somebody as time goes on, by when. */
  moments: 'moments',
  /** Those that are neither done nor cancelled, by when they were opened. */
  open: 'open',
} as const;

/** Undefined where there is none. */
export async function readTask(
  { store, tenant }: ServiceContext,
  taskId: string,
): Promise<StoredTask | undefined> {
  const [document] = await store.readDocuments(tenant, TASKS, [taskId]);
  return document && toStoredTask(document);
}

export const toStoredTask = (document: StoredDocument): StoredTask => ({
  document,
  task: document.body as Task,
});

/** The task with what has happened to it, in the lists in which it stands then. */
export function taskChange(
  work: Work,
  stored: StoredTask | undefined,
  task: Task,
  events: readonly TaskEvent[],
  now: Instant,
): DocumentChange {
  const revision = stored?.document.revision;
  return {
    kind: TASKS,
    id: task.id,
    expected: revision === undefined ? { is: 'absent' } : { is: 'exact', revision },
    revision: task.revision,
    body: task,
    lists: listsOf(work, task, now),
    events,
  };
}

/**
 * In which lists a task stands. The deadline in a key is the one that is known as it is written. While a task
 * waits, time alone does not move it; a holiday that is decreed later does, until the task is filed anew.
 */
export function listsOf(work: Work, task: Task, now: Instant): Readonly<Record<string, string>> {
  const { status, queue, holder, openedBy, openedAt, clientId, promise, escalated } = task;
  const lists: Record<string, string> = { [taskLists.ofClient(clientId)]: openedAt };
  if (status === 'done' || status === 'cancelled') return lists;
  lists[taskLists.open] = openedAt;
  const { due, reminder } = work.deadlines(task, now);
  const byDeadline = `${due?.at ?? '~'} ${openedAt}`;
  // What rests before anybody took it is in nobody's hands: it would stand in no list.
  if (status === 'waiting' || (status === 'paused' && holder === undefined))
    lists[taskLists.queue(queue)] = `${String(promise.rank).padStart(4, '0')} ${byDeadline}`;
  if (holder !== undefined) lists[taskLists.heldBy(holder)] = byDeadline;
  if (status === 'returned') lists[taskLists.returnedTo(openedBy)] = byDeadline;
  const role = escalated?.to;
  if (role !== undefined) lists[taskLists.broughtBefore(role)] = byDeadline;
  if (reminder) lists[taskLists.moments] = later(reminder.escalateAt, openedAt);
  return lists;
}

/** The lists once an id that names some of them is another one. */
export function renamedLists(
  lists: StoredDocument['lists'],
  { kind, from, to }: Renaming,
): StoredDocument['lists'] {
  if (!lists) return lists;
  const names: readonly ((id: string) => string)[] =
    kind === 'clientId'
      ? [taskLists.ofClient]
      : kind === 'employeeId'
        ? [taskLists.heldBy, taskLists.returnedTo]
        : [];
  const anew = (list: string) => names.find((name) => name(from) === list)?.(to) ?? list;
  return Object.fromEntries(Object.entries(lists).map(([list, key]) => [anew(list), key]));
}

import { compareTexts } from '../../storage/port/text-order.ts';
import type { Instant } from '../../time/instant.ts';
import type { Work } from '../../work/define-work.ts';
import type { Task } from '../../work/task/task.ts';
import { assertKeys } from '../assert-key.ts';
import { type Inbox, type InboxQuery, inboxOf } from '../inbox/inbox-of.ts';
import type { Readable } from '../readable.ts';
import { recipientOf } from '../recipient.ts';
import type { ServiceContext } from '../service-context.ts';
import { taskLists } from './task-documents.ts';
import { pageOfTasks, tasksIn } from './task-pages.ts';

/** What somebody has to do with a task, or may take; `code` tells what else it carries. */
export type TaskInboxItem =
  | (AboutTask & { readonly code: 'IN_HAND' | 'PAUSED' | 'RETURNED' })
  /** It was brought before a role of theirs, and is not done. */
  | (AboutTask & { readonly code: 'BROUGHT_BEFORE'; readonly role: string })
  | QueueWaits;

/** What an item about one task says. */
export interface AboutTask {
  readonly task: Task;
  /** The next one; absent where none runs. */
  readonly deadline?: Instant;
  /** For whom they stand in with it; absent where it is their own. */
  readonly insteadOf?: string;
}

/** Tasks wait that the employee may take. */
export interface QueueWaits {
  readonly code: 'QUEUE_WAITS';
  readonly queue: string;
  /** How many stand there, counted up to 100. */
  readonly tasks: number;
  /** That of the first of them. */
  readonly deadline?: Instant;
}

/** Somebody's day: tasks, and what there is to do for clients. */
export interface DeskInbox {
  /** As of when. */
  readonly now: Instant;
  /** By deadline, what has none last; ties by the id of the task, or the name of the queue. */
  readonly tasks: readonly TaskInboxItem[];
  readonly clients: Inbox;
}

const COUNTED = 100;

/** Undefined for an unknown employee. */
export async function deskInbox(
  sales: Readable,
  work: Work,
  employeeId: string,
  query?: InboxQuery,
): Promise<DeskInbox | undefined> {
  assertKeys({ employeeId });
  const clients = await inboxOf(sales, employeeId, query);
  if (!clients) return undefined;
  const { now } = clients;
  return { now, tasks: await taskItemsOf(sales.context, work, employeeId, now), clients };
}

/** What an employee has to do with tasks, in order. Nothing for an unknown one. */
export async function taskItemsOf(
  context: ServiceContext,
  work: Work,
  employeeId: string,
  now: Instant,
): Promise<readonly TaskInboxItem[]> {
  const { roles = [], absent = [] } = (await recipientOf(await context.staff.byId(), employeeId, now)) ?? {};
  const items: TaskInboxItem[] = [];
  const about = (task: Task, of: string): AboutTask => {
    const { due } = work.deadlines(task, now);
    return { task, ...(due && { deadline: due.at }), ...(of !== employeeId && { insteadOf: of }) };
  };
  for (const id of [employeeId, ...absent.map((one) => one.employeeId)]) {
    for (const task of await tasksIn(context, taskLists.heldBy(id)))
      items.push({ code: task.status === 'paused' ? 'PAUSED' : 'IN_HAND', ...about(task, id) });
    for (const task of await tasksIn(context, taskLists.returnedTo(id)))
      items.push({ code: 'RETURNED', ...about(task, id) });
  }
  for (const role of roles)
    for (const task of await tasksIn(context, taskLists.broughtBefore(role)))
      items.push({ code: 'BROUGHT_BEFORE', role, ...about(task, employeeId) });
  for (const [queue, { role }] of Object.entries(work.document.queues)) {
    if (!roles.includes(role)) continue;
    const { tasks } = await pageOfTasks(context, taskLists.queue(queue), { limit: COUNTED });
    const [first] = work.inOrder(tasks, queue, employeeId, now);
    const due = first && work.deadlines(first, now).due;
    if (first)
      items.push({ code: 'QUEUE_WAITS', queue, tasks: tasks.length, ...(due && { deadline: due.at }) });
  }
  return items
    .map((item) => ({ item, key: taskItemKey(item) }))
    .sort((a, b) => compareTexts(a.key, b.key))
    .map(({ item }) => item);
}

/** An item's place: no two items of one inbox share it. */
export const taskItemKey = (item: TaskInboxItem): readonly string[] => [
  item.deadline ?? '~',
  'task' in item ? item.task.id : item.queue,
  item.code,
  'role' in item ? item.role : '',
];

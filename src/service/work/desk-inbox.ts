import { compareText } from '../../storage/port/text-order.ts';
import type { Instant } from '../../time/instant.ts';
import type { Work } from '../../work/define-work.ts';
import type { Task } from '../../work/task/task.ts';
import { assertKeys } from '../assert-key.ts';
import { type Inbox, type InboxQuery, inboxOf } from '../inbox/inbox-of.ts';
import type { Readable } from '../readable.ts';
import { recipientOf } from '../recipient.ts';
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
  const { context } = sales;
  const clients = await inboxOf(sales, employeeId, query);
  if (!clients) return undefined;
  const { now } = clients;
  const whose = await recipientOf(await context.staff.byId(), employeeId, now);
  if (!whose) return undefined;
  const { roles, absent } = whose;
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
  return { now, tasks: items.sort(byDeadline), clients };
}

const byDeadline = (a: TaskInboxItem, b: TaskInboxItem) =>
  compareText(a.deadline ?? '~', b.deadline ?? '~') || compareText(idOf(a), idOf(b));

const idOf = (item: TaskInboxItem) => ('task' in item ? item.task.id : item.queue);

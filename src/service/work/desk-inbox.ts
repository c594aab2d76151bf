import type { Instant } from '../../time/instant.ts';
import type { Work } from '../../work/define-work.ts';
import type { Task } from '../../work/task/task.ts';
import type { Employee } from '../../workforce/employee.ts';
import { absenceAt, isEmployed, standInOf } from '../../workforce/presence.ts';
import { assertKeys } from '../assert-key.ts';
import { type Inbox, type InboxQuery, inboxOf } from '../inbox/inbox-of.ts';
import type { Readable } from '../readable.ts';
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
  /** By deadline, what has none last. */
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
  const staff = await context.staff.byId();
  const employee = staff.get(employeeId);
  if (!(clients && employee)) return undefined;
  const { now } = clients;
  const items: TaskInboxItem[] = [];
  const about = (task: Task, whose: string): AboutTask => {
    const { due } = work.deadlines(task, now);
    return { task, ...(due && { deadline: due.at }), ...(whose !== employeeId && { insteadOf: whose }) };
  };
  for (const whose of [employeeId, ...insteadOf(staff, employeeId, now)]) {
    for (const task of await tasksIn(context, taskLists.heldBy(whose)))
      items.push({ code: task.status === 'paused' ? 'PAUSED' : 'IN_HAND', ...about(task, whose) });
    for (const task of await tasksIn(context, taskLists.returnedTo(whose)))
      items.push({ code: 'RETURNED', ...about(task, whose) });
  }
  const roles = isEmployed(employee, now) ? employee.roles : [];
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
  const byDeadline = (a: TaskInboxItem, b: TaskInboxItem) =>
    (a.deadline ?? '~') < (b.deadline ?? '~') ? -1 : (a.deadline ?? '~') > (b.deadline ?? '~') ? 1 : 0;
  return { now, tasks: items.sort(byDeadline), clients };
}

/** Those who are away and for whom the employee stands in. */
function insteadOf(
  staff: ReadonlyMap<string, Employee>,
  employeeId: string,
  now: Instant,
): readonly string[] {
  const isThere = (id: string) => {
    const one = staff.get(id);
    return one !== undefined && isEmployed(one, now);
  };
  return [...staff.values()]
    .filter((one) => isEmployed(one, now) && absenceAt(one, now))
    .filter((one) => standInOf(one, now, isThere)?.employeeId === employeeId)
    .map(({ id }) => id);
}

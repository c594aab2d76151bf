import { type Forms, whole } from '../../errors/assert-options.ts';
import { ConveyorError } from '../../errors/conveyor-error.ts';
import type { Instant } from '../../time/instant.ts';
import type { Work } from '../../work/define-work.ts';
import { inQueueOrder, type QueuePlace } from '../../work/queue-order.ts';
import type { Task } from '../../work/task/task.ts';
import { fingerprint } from '../fingerprint.ts';
import { pages } from '../pages.ts';
import type { ServiceContext } from '../service-context.ts';
import { TASKS, taskLists } from './task-documents.ts';

/** Which page of tasks is asked for. */
export interface TaskPageQuery {
  /** 1 to 1,000. Default 100. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string;
}

export const taskPageForms: Forms<TaskPageQuery> = { limit: whole(1, 1_000), after: 'string?' };

/** A page of tasks, at most as many as asked for. */
export interface PageOfTasks {
  readonly tasks: readonly Task[];
  /** Absent on the last page. */
  readonly next?: string;
}

/** One page of a list of tasks. */
export async function pageOfTasks(
  { store, tenant }: ServiceContext,
  list: string,
  { limit = 100, after }: TaskPageQuery = {},
): Promise<PageOfTasks> {
  const start = after === undefined ? {} : { after: fromCursor(list, after) };
  const { documents, next } = await store.queryDocuments(tenant, { kind: TASKS, list, limit, ...start });
  return {
    tasks: documents.map(({ body }) => body as Task),
    ...(next !== undefined && { next: toCursor(list, next) }),
  };
}

/** The cursors of one list say nothing of another: each names its own. */
const toCursor = (list: string, next: string) => `${fingerprint(list)}.${next}`;

/** @throws INVALID_CURSOR for one of another list */
function fromCursor(list: string, after: string): string {
  const own = toCursor(list, '');
  if (after.startsWith(own)) return after.slice(own.length);
  throw new ConveyorError('INVALID_CURSOR', 'Not a cursor of this list of tasks', { details: { after } });
}

/** The same of a queue, within the page by the clock of now. */
export async function queuePage(
  context: ServiceContext,
  work: Work,
  queue: string,
  query?: TaskPageQuery,
): Promise<PageOfTasks> {
  const { tasks, ...next } = await pageOfTasks(context, taskLists.queue(queue), query);
  return { tasks: byClockOf(context.now(), work, tasks), ...next };
}

/** Tasks of a queue in the order in which they are taken, by the clock of a moment. */
export function byClockOf(now: Instant, work: Work, tasks: readonly Task[]): readonly Task[] {
  const placeOf = (task: Task): QueuePlace => ({
    id: task.id,
    openedAt: task.openedAt,
    rank: task.promise.rank,
    due: work.deadlines(task, now).due?.at,
  });
  const places = new Map(tasks.map((task) => [task, placeOf(task)]));
  return tasks.toSorted((a, b) => inQueueOrder(places.get(a)!, places.get(b)!));
}

/** All tasks of a list. */
export async function tasksIn({ store, tenant }: ServiceContext, list: string): Promise<Task[]> {
  const found: Task[] = [];
  const all = pages((start) => store.queryDocuments(tenant, { kind: TASKS, list, limit: 500, ...start }));
  for await (const { documents } of all) found.push(...documents.map(({ body }) => body as Task));
  return found;
}

import { lookup } from '../conditions/lookup.ts';
import type { WorkDocument } from './document/work-schema.ts';
import type { Task } from './task/task.ts';

/** What a document can lack of a task that was opened by another one. */
export type TaskLack = 'type' | 'queue' | 'calendar';

/** What of a task the document has no more. Nobody can be given such a task, nor does its clock run. */
export function lackingOf(
  { tasks, queues, calendars }: WorkDocument,
  { type, queue, promise: { hours } }: Task,
): readonly TaskLack[] {
  return [
    ...(lookup(tasks, type) ? [] : (['type'] as const)),
    ...(lookup(queues, queue) ? [] : (['queue'] as const)),
    ...('role' in hours || lookup(calendars, hours.calendar) ? [] : (['calendar'] as const)),
  ];
}

import { fill } from '../../client/words.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { type TaskWordOptions, taskLabels } from '../../work/words/task-labels.ts';
import type { TaskInboxItem } from './desk-inbox.ts';

/** What there is to do, in one line. Its deadline is left out: lists show it in a column of its own. */
export function describeTaskItem(item: TaskInboxItem, options: TaskWordOptions): string {
  return withArguments('describeTaskItem', { item, ...inWords('describeTaskItem', options, 'work') }, () => {
    const { inbox, causes, openings } = options.dictionary.work;
    if (item.code === 'QUEUE_WAITS') {
      const queue = taskLabels('', options).queue(item.queue);
      return fill(inbox.QUEUE_WAITS, { ...item, queue }, options);
    }
    const { task, insteadOf } = item;
    const labels = taskLabels(task.type, options);
    const why =
      item.code === 'PAUSED'
        ? task.pauses[task.pausedBy ?? '']?.reason
        : (task.returned?.reason ?? undefined);
    const { cause } = task.escalated ?? {};
    const text = fill(
      inbox[item.code],
      {
        ...item,
        taskType: labels.taskType,
        clientId: task.clientId,
        ...(task.deadline && { opening: fill(openings[task.deadline.kind], task.deadline, options) }),
        ...(why !== undefined && { reason: labels.reason(why) }),
        ...(cause && {
          cause: fill(
            causes[cause.code],
            { ...cause, ...('queue' in cause && { queue: labels.queue(cause.queue) }) },
            options,
          ),
        }),
      },
      options,
    );
    return insteadOf === undefined ? text : fill(inbox.instead, { text, insteadOf }, options);
  });
}

import { fill } from '../../client/words.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { TaskEvent } from '../task/task-event.ts';
import type { TaskEventType } from '../task/task-life.ts';
import type { TaskNaming } from '../task/task-names.ts';
import { type TaskWordOptions, taskLabels } from './task-labels.ts';

/** What happened to a task, one line without its date. */
export function describeTaskEvent(event: TaskEvent, options: TaskWordOptions): string {
  return withArguments(
    'describeTaskEvent',
    { event, ...inWords('describeTaskEvent', options, 'work') },
    () => {
      const { events, causes, openings } = options.dictionary.work satisfies {
        events: Record<TaskEventType, string>;
      };
      const labels = taskLabels(event.taskType, options);
      const cause = 'cause' in event &&
        event.cause && {
          cause: fill(
            causes[event.cause.code],
            {
              ...event.cause,
              ...('reason' in event.cause && { reason: labels.reason(event.cause.reason) }),
              ...('queue' in event.cause && { queue: labels.queue(event.cause.queue) }),
            },
            options,
          ),
        };
      const values = {
        ...event,
        by: labels.by(event.by),
        taskType: labels.taskType,
        ...('queue' in event && event.queue !== undefined && { queue: labels.queue(event.queue) }),
        ...(event.type === 'taskRenamed' && { names: renamedInWords(event, options) }),
        ...('promise' in event && { service: labels.service(event.promise.service) }),
        ...('reason' in event && { reason: labels.reason(event.reason) }),
        ...('deadline' in event &&
          event.deadline && { deadline: fill(openings[event.deadline.kind], event.deadline, options) }),
        ...cause,
      };
      return fill(events[event.type], values, options);
    },
  );
}

/** What is called otherwise, each by its label of today. */
function renamedInWords({ taskType, names }: TaskEvent<'taskRenamed'>, options: TaskWordOptions): string {
  const labels = taskLabels(taskType, options);
  const { renamed } = options.dictionary.work satisfies { renamed: Record<TaskNaming, string> };
  const said: { readonly [Naming in TaskNaming]?: (name: string) => string } = {
    types: () => labels.taskType,
    queues: labels.queue,
    calendars: labels.calendar,
  };
  return Object.entries(names)
    .flatMap(([naming, byOld]) =>
      Object.entries(byOld).map(([from, to]) => {
        const say = said[naming as TaskNaming] ?? ((name) => name);
        return fill(renamed[naming as TaskNaming], { from, to: say(to) }, options);
      }),
    )
    .join('; ');
}

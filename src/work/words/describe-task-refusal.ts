import { fill } from '../../client/words.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { TaskRefusal } from '../task/task-refusal.ts';
import { type TaskWordOptions, taskLabels } from './task-labels.ts';

/** Why nothing was done to a task, a line for each reason. */
export function describeTaskRefusal(refused: readonly TaskRefusal[], options: TaskWordOptions): string {
  return withArguments(
    'describeTaskRefusal',
    { 'refused: array': refused, ...inWords('describeTaskRefusal', options, 'work') },
    () => refused.map((reason) => inOneLine(reason, options)).join('\n'),
  );
}

function inOneLine(reason: TaskRefusal, options: TaskWordOptions): string {
  const { work, things } = options.dictionary;
  const refusals: Record<TaskRefusal['code'], string> = work.refusals;
  const say = (values: object) => fill(refusals[reason.code], { ...reason, ...values }, options);
  switch (reason.code) {
    case 'WRONG_TASK_STATUS':
      return say({
        status: work.statuses[reason.status],
        allowed: reason.allowed.map((status) => work.statuses[status]),
      });
    case 'TASK_NOT_FOR_THEM':
      return say({
        parties: reason.parties.length > 0 ? reason.parties.map((party) => work.parties[party]) : work.system,
        employeeId: taskLabels('', options).by(reason.employeeId),
      });
    case 'UNKNOWN_TASK_REASON':
      return say({ known: reason.known.map(taskLabels(reason.taskType, options).reason) });
    case 'UNKNOWN_TASK_TYPE':
      return say({ known: reason.known.map((type) => taskLabels(type, options).taskType) });
    case 'UNKNOWN_QUEUE':
      return say({ known: reason.known.map(taskLabels('', options).queue) });
    case 'NOT_IN_QUEUE':
      return say({ queue: taskLabels('', options).queue(reason.queue) });
    case 'WRONG_TASK_FACT':
      return say({ expected: things.types[reason.expected] });
    default:
      return say({});
  }
}

import { earlier, type Instant } from '../../time/instant.ts';
import type { Task } from './task.ts';
import type { CheckedTaskCommand } from './task-command.ts';
import type { TaskRefusal } from './task-refusal.ts';

/** When it happened, as the command says; of what says nothing it is now. */
export const momentOf = (command: CheckedTaskCommand, now: Instant): Instant =>
  ('at' in command ? command.at : undefined) ?? now;

/** Nothing happened ahead of time, or before what has to come first. */
export function momentsRefused(
  task: Task | undefined,
  command: CheckedTaskCommand,
  now: Instant,
): readonly TaskRefusal[] {
  const at = momentOf(command, now);
  const refused: TaskRefusal[] = at > now ? [{ code: 'TASK_IN_THE_FUTURE', at, now }] : [];
  if (!task) return refused;
  const notBefore = (moment: Instant, since: Instant) => {
    if (moment < since) refused.push({ code: 'TASK_TOO_EARLY', at: moment, since });
  };
  switch (command.type) {
    case 'pause':
    case 'answer':
    case 'change':
      notBefore(at, task.openedAt);
      break;
    case 'resume':
      notBefore(at, task.pauses[task.pausedBy ?? '']?.from ?? '');
      break;
    case 'finish':
      notBefore(at, task.stays.at(-1)?.at ?? '');
      break;
    case 'recordPause': {
      const { from, until } = command;
      notBefore(from, task.openedAt);
      if (until > now) refused.push({ code: 'TASK_IN_THE_FUTURE', at: until, now });
      if (until <= from) refused.push({ code: 'PAUSE_ENDS_BEFORE_IT_BEGINS', from, until });
      break;
    }
    case 'correct': {
      const { openedAt } = command;
      const first = [task.stays[1]?.at, task.answeredAt, task.doneAt].reduce<Instant>(
        (known, moment) => (moment === undefined ? known : earlier(known, moment)),
        now,
      );
      if (openedAt > now) refused.push({ code: 'TASK_IN_THE_FUTURE', at: openedAt, now });
      else if (openedAt > first) refused.push({ code: 'OPENED_TOO_LATE', at: openedAt, until: first });
      break;
    }
    default:
  }
  return refused;
}

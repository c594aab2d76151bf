import { millisecondsInHour } from 'date-fns/constants';
import { type Instant, toInstant } from '../../time/instant.ts';
import type { Task } from '../task/task.ts';
import { allowedFor, partyOf, workingOf } from './chain-use.ts';
import { runTime } from './run-limit.ts';
import { before, gapsOf, type Span, union, without } from './spans.ts';
import type { WorkHours } from './work-hours.ts';

/** When the queue that has a task will have used up what its chain allows it. */
export interface ChainDeadline {
  readonly queue: string;
  /** The last moment within it; in the past once the queue has used more. */
  readonly at: Instant;
  /** When the task is brought before a role, as its class says. */
  readonly escalateAt?: Instant;
}

/** Undefined where the task is with nobody of the chain, or its clock stands still. */
export function chainDeadline(task: Task, hours: WorkHours): ChainDeadline | undefined {
  const { stays, status, promise } = task;
  const last = stays.at(-1);
  const queue = last && partyOf(last);
  const allowed = allowedFor(task, queue);
  if (queue === undefined || allowed === undefined || status === 'done' || status === 'cancelled')
    return undefined;
  const theirs = stays.flatMap((stay, i): readonly Span[] => {
    const next = stays[i + 1];
    const to = next ? Date.parse(next.at) : Number.POSITIVE_INFINITY;
    return partyOf(stay) === queue ? [[Date.parse(stay.at), to]] : [];
  });
  const { end, spans } = runTime(without(workingOf(task, hours), gapsOf(union(theirs))), Math.round(allowed));
  if (end === undefined) return undefined;
  const { escalate } = promise;
  const ahead = escalate && before({ spans, end }, escalate.before.workingHours * millisecondsInHour);
  return { queue, at: toInstant(end), ...(ahead !== undefined && { escalateAt: toInstant(ahead) }) };
}

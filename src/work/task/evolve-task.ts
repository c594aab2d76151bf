import { castDraft, type Draft, Immer } from 'immer';
import { ConveyorError } from '../../errors/conveyor-error.ts';
import { earlier, type Instant } from '../../time/instant.ts';
import { renameTask } from './rename-task.ts';
import type { Task, TaskStay } from './task.ts';
import type { TaskEvent } from './task-event.ts';
import { statusAfter } from './task-life.ts';

/** An own instance: the caller's immer settings stay as they are. */
const immer = new Immer({ autoFreeze: false });

/**
 * The task after one more event. Moments and spans are kept as they were told, never sums of them, so that
 * late records may come in any order.
 * @throws INVALID_HISTORY where the event is not the task's next one
 */
export function evolveTask(task: Task | undefined, event: TaskEvent): Task {
  const { id, taskId } = event;
  const isNext = id === `@@task/${taskId}#${(task?.revision ?? 0) + 1}` && (task?.id ?? taskId) === taskId;
  const isFirst = event.type === 'taskOpened';
  if (!isNext || isFirst !== (task === undefined)) {
    const message = `Event "${id}" does not follow revision ${task?.revision ?? 0} of task "${task?.id ?? taskId}"`;
    throw new ConveyorError('INVALID_HISTORY', message, { details: { eventId: id } });
  }
  if (isFirst) return opened(event);
  return immer.produce(task as Task, (draft) => {
    draft.revision += 1;
    draft.status = statusAfter(event.type) ?? draft.status;
    change(draft, event);
  });
}

function opened(event: TaskEvent<'taskOpened'>): Task {
  const { taskId, taskType, clientId, orderId, queue, facts, promise, deadline, by, happenedAt: at } = event;
  return {
    id: taskId,
    revision: 1,
    type: taskType,
    clientId,
    ...(orderId !== undefined && { orderId }),
    status: 'waiting',
    queue,
    openedBy: by,
    openedAt: at,
    promise,
    ...(deadline && { deadline }),
    facts: Object.fromEntries(Object.entries(facts).map(([fact, value]) => [fact, { value }])),
    pauses: {},
    idle: [],
    stays: [{ at, with: 'queue', queue }],
    declinedBy: [],
    returns: 0,
  };
}

/** What changes which days count: the hours are asked anew then. */
const recounted: ReadonlySet<TaskEvent['type']> = new Set([
  'taskReopened',
  'taskChanged',
  'taskOpeningCorrected',
  'taskPauseRecorded',
  'taskPauseWithdrawn',
]);

/** What an event says beside the status that its step leads to. */
function change(task: Draft<Task>, event: Exclude<TaskEvent, { type: 'taskOpened' }>): void {
  const { happenedAt: at, by } = event;
  if (recounted.has(event.type)) delete task.hoursThen;
  switch (event.type) {
    case 'taskTaken':
      give(task, by, at);
      return;
    case 'taskDeclined':
      if (!task.declinedBy.includes(by)) task.declinedBy.push(by);
      return;
    case 'taskPassedOn': {
      const { queue, employeeId } = event;
      if (queue !== task.queue) task.declinedBy = [];
      task.queue = queue;
      if (employeeId === undefined) {
        putInto(task, at);
        return;
      }
      task.status = task.pausedBy === undefined ? 'inHand' : 'paused';
      give(task, employeeId, at);
      return;
    }
    case 'taskRenamed':
      renameTask(task, event.names);
      return;
    case 'taskPaused': {
      const { pauseId, reason, stopsClock } = event;
      task.pauses[pauseId] = { reason, stopsClock, from: at };
      task.pausedBy = pauseId;
      return;
    }
    case 'taskResumed':
      resume(task, at);
      return;
    case 'taskPauseRecorded': {
      const { pauseId, reason, stopsClock, from, until } = event;
      task.pauses[pauseId] = { reason, stopsClock, from, until };
      return;
    }
    case 'taskPauseWithdrawn': {
      const pause = task.pauses[event.pauseId];
      if (pause) pause.withdrawn = true;
      if (task.pausedBy === event.pauseId) resume(task, at);
      return;
    }
    case 'taskAnswered':
      task.answeredAt = earlier(task.answeredAt, at);
      return;
    case 'taskDone':
      task.doneAt = at;
      if (event.hours) task.hoursThen = castDraft(event.hours);
      return;
    case 'taskReturned':
      endPause(task, at);
      delete task.holder;
      task.returned = { by, at, reason: event.reason };
      task.returns += 1;
      stay(task, at, 'requester');
      return;
    case 'taskResubmitted':
      putInto(task, at, event.queue);
      return;
    case 'taskReopened': {
      const from = task.doneAt ?? at;
      delete task.doneAt;
      task.answeredAt = earlier(task.answeredAt, from);
      task.idle.push({ from, until: at });
      putInto(task, at, event.queue);
      return;
    }
    case 'taskEscalated': {
      const { to, cause } = event;
      task.escalated = { at, cause, ...(to !== undefined && { to }) };
      if (cause.code === 'DEADLINE_NEAR')
        task.reminded = { ...task.reminded, [cause.target]: cause.deadline };
      if (cause.code === 'CHAIN_LIMIT_NEAR') {
        const chain = { ...task.reminded?.chain, [cause.queue]: cause.deadline };
        task.reminded = { ...task.reminded, chain };
      }
      return;
    }
    case 'taskChanged':
      for (const [fact, value] of Object.entries(event.facts)) {
        if (at >= (task.facts[fact]?.at ?? '')) task.facts[fact] = castDraft({ value, at });
      }
      task.promise = castDraft(event.promise);
      return;
    case 'taskOpeningCorrected':
      task.openedAt = event.openedAt;
      (task.stays[0] as Draft<TaskStay>).at = event.openedAt;
      task.promise = castDraft(event.promise);
      return;
    case 'taskFollowedClient':
      task.clientId = event.clientId;
      return;
    case 'taskCancelled':
      endPause(task, at);
      delete task.holder;
      task.cancelled = { at, cause: event.cause };
      return;
  }
}

function give(task: Draft<Task>, employeeId: string, at: Instant): void {
  task.holder = employeeId;
  if (task.promise.responds === 'take') task.answeredAt = earlier(task.answeredAt, at);
  stay(task, at, 'holder');
}

function putInto(task: Draft<Task>, at: Instant, queue = task.queue): void {
  if (queue !== task.queue) task.declinedBy = [];
  task.queue = queue;
  endPause(task, at);
  delete task.holder;
  task.status = 'waiting';
  stay(task, at, 'queue');
}

function stay(task: Draft<Task>, at: Instant, party: TaskStay['with']): void {
  task.stays.push({ at, with: party, queue: task.queue });
}

function resume(task: Draft<Task>, at: Instant): void {
  endPause(task, at);
  task.status = task.holder === undefined ? 'waiting' : 'inHand';
}

function endPause(task: Draft<Task>, at: Instant): void {
  const pause = task.pausedBy === undefined ? undefined : task.pauses[task.pausedBy];
  if (pause) pause.until = at;
  delete task.pausedBy;
}

import type { FactValue, FactValues } from '../../conditions/fact-schema.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { Instant } from '../../time/instant.ts';
import type { TaskDeadlines } from '../clock/task-deadlines.ts';
import type { TaskOpeningDeadline } from '../document/opening-deadline.ts';
import type { TaskType, WorkDocument } from '../document/work-schema.ts';
import { evolveTask } from './evolve-task.ts';
import { ownFacts } from './own-facts.ts';
import type { HoursThen, ServicePromise } from './promise.ts';
import { namesOfOwn } from './rename-task.ts';
import type { ServiceClasses } from './service-classes.ts';
import type { Task } from './task.ts';
import { authorityRefusals, type TaskActor } from './task-authority.ts';
import type { CheckedTaskCommand } from './task-command.ts';
import type { DealtCause, EscalationCause, TaskEvent, TaskEventPayloads } from './task-event.ts';
import { eventOf, statusesFor, type TaskEventType } from './task-life.ts';
import { momentOf, momentsRefused } from './task-moments.ts';
import type { TaskNames, TaskNaming } from './task-names.ts';
import type { TaskRefusal } from './task-refusal.ts';

/** Who does it and when, and what is known of the client. */
export interface TaskContext extends TaskActor {
  readonly now: Instant;
  /** Of a task that is opened, the client's facts that the classes of its type read. */
  readonly facts?: FactValues | undefined;
  readonly commandId?: string | undefined;
  /** Of a task that is dealt to somebody: by which figures. */
  readonly dealt?: DealtCause | undefined;
  /** Of a task that a deadline of its client opens: which. */
  readonly deadline?: TaskOpeningDeadline | undefined;
}

/**
 * What came of it: the task with its new events, or every reason against it. There are no events where there
 * was nothing to tell.
 */
export type TaskOutcome =
  | { readonly ok: true; readonly task: Task; readonly events: readonly TaskEvent[] }
  | { readonly ok: false; readonly refused: readonly TaskRefusal[] };

/** What a decision goes by beside the task. */
export interface TaskRules {
  readonly document: WorkDocument;
  readonly classes: Readonly<Record<string, ServiceClasses>>;
  /** When what is promised of a task falls due. */
  deadlines(task: Task, now: Instant): TaskDeadlines;
  /** The hours of the promise of a task that is done now. */
  hoursThen(task: Task): HoursThen | undefined;
}

/** What is told of it, or why it cannot be done. */
type Told<Type extends TaskEventType = TaskEventType> = {
  [T in Type]: { readonly payload: TaskEventPayloads[T] };
}[Type];
type Found = Told | { readonly refused: readonly TaskRefusal[] } | 'nothing';
type CommandOf<Type extends CheckedTaskCommand['type']> = Extract<CheckedTaskCommand, { type: Type }>;

/** Decides on one command to a task. Pure; a refusal changes nothing. */
export function decideTask(
  rules: TaskRules,
  task: Task | undefined,
  command: CheckedTaskCommand,
  context: TaskContext,
): TaskOutcome {
  const { taskId, type, note } = command;
  const { now, by, commandId } = context;
  const first = type === 'open' ? cannotOpen(rules, task, command) : cannotGoOn(task, command);
  if (first) return { ok: false, refused: [first] };
  const refused = [...mayNot(rules, task, command, context), ...momentsRefused(task, command, now)];
  const found =
    type === 'open' ? opening(rules, command, context) : stepOf(rules, task as Task, command, context);
  if (found === 'nothing' && refused.length === 0) return { ok: true, task: task as Task, events: [] };
  if (found !== 'nothing' && 'refused' in found) refused.push(...found.refused);
  if (refused.length > 0) return { ok: false, refused };
  const revision = (task?.revision ?? 0) + 1;
  const event = {
    id: `@@task/${taskId}#${revision}`,
    taskId,
    taskType: typeAfter(task, command),
    type: eventOf(type),
    happenedAt: momentOf(command, now),
    recordedAt: now,
    by,
    ...(note !== undefined && { note }),
    ...(commandId !== undefined && { commandId }),
    ...(found as Told).payload,
  } as TaskEvent;
  return { ok: true, task: evolveTask(task, event), events: [event] };
}

/** The type of the task once that is done. */
function typeAfter(task: Task | undefined, command: CheckedTaskCommand): string {
  if (command.type === 'open') return command.taskType;
  const { type } = task as Task;
  return (command.type === 'rename' && lookup(command.names.types ?? {}, type)) || type;
}

function cannotOpen(
  { document }: TaskRules,
  task: Task | undefined,
  { taskId, taskType }: CommandOf<'open'>,
): TaskRefusal | undefined {
  if (task) return { code: 'TASK_EXISTS', taskId };
  if (lookup(document.tasks, taskType)) return undefined;
  return { code: 'UNKNOWN_TASK_TYPE', taskType, known: Object.keys(document.tasks) };
}

function cannotGoOn(task: Task | undefined, { taskId, type }: CheckedTaskCommand): TaskRefusal | undefined {
  if (!task) return { code: 'UNKNOWN_TASK', taskId };
  const { status, holder } = task;
  const allowed = statusesFor(type);
  if (allowed.includes(status)) return undefined;
  return type === 'take' && holder !== undefined && status !== 'done'
    ? { code: 'TASK_TAKEN', taskId, employeeId: holder }
    : { code: 'WRONG_TASK_STATUS', taskId, status, allowed };
}

function mayNot(
  { document }: TaskRules,
  task: Task | undefined,
  command: CheckedTaskCommand,
  context: TaskContext,
): readonly TaskRefusal[] {
  const taskType = command.type === 'open' ? command.taskType : (task?.type ?? '');
  const own = document.tasks[taskType]?.queue ?? '';
  // It is put into the queue of its type where there is no more the one in which it was.
  const isPutAnew = command.type === 'resubmit' || command.type === 'reopen';
  const isGone = task && !lookup(document.queues, task.queue);
  const queue = !task || (isPutAnew && isGone) ? own : task.queue;
  return authorityRefusals(document, command.type, context, { task, taskType, queue });
}

function opening(
  { document, classes }: TaskRules,
  command: CommandOf<'open'>,
  { now, facts: ofClient = {}, deadline }: TaskContext,
): Found {
  const { taskType, clientId, orderId } = command;
  const { queue } = document.tasks[taskType] as TaskType;
  const { facts: own, refused } = ownFacts(command.facts, document.facts);
  if (refused.length > 0) return { refused };
  const facts = withoutNull(own);
  const promise = (classes[taskType] as ServiceClasses).promiseFor(
    { ...ofClient, ...facts },
    momentOf(command, now),
  );
  return {
    payload: {
      clientId,
      ...(orderId !== undefined && { orderId }),
      queue,
      facts,
      promise,
      ...(deadline && { deadline }),
    },
  };
}

/** What each step tells, beside whose it is, when and by whom. */
function stepOf(
  rules: TaskRules,
  task: Task,
  command: Exclude<CheckedTaskCommand, { type: 'open' }>,
  { now, dealt }: TaskContext,
): Found {
  const { document } = rules;
  const type = lookup(document.tasks, task.type);
  switch (command.type) {
    case 'passOn': {
      if ('employeeId' in command.to)
        return { payload: { queue: task.queue, ...command.to, ...(dealt && { cause: dealt }) } };
      const { queue } = command.to;
      return intoQueue(document, queue, () => ({ payload: { queue } }));
    }
    case 'pause':
    case 'recordPause': {
      const { reason, pauseId = freePauseId(task) } = command;
      const known = lookup(type?.pauses ?? {}, reason);
      const taken = Object.hasOwn(task.pauses, pauseId);
      if (!known || taken) {
        return {
          refused: [
            ...(known ? [] : unknownReason(task, reason, type?.pauses)),
            ...(taken ? [{ code: 'PAUSE_EXISTS', pauseId } as const] : []),
          ],
        };
      }
      const { stopsClock } = known;
      if (command.type === 'pause') return { payload: { pauseId, reason, stopsClock } };
      return { payload: { pauseId, reason, stopsClock, from: command.from, until: command.until } };
    }
    case 'resume':
      return { payload: { pauseId: task.pausedBy as string } };
    case 'withdrawPause': {
      const { pauseId } = command;
      const pause = lookup(task.pauses, pauseId);
      if (!pause) return { refused: [{ code: 'UNKNOWN_PAUSE', pauseId }] };
      return pause.withdrawn ? 'nothing' : { payload: { pauseId } };
    }
    case 'return': {
      const { reason } = command;
      const isKnown = Object.hasOwn(type?.returns ?? {}, reason);
      return isKnown ? { payload: { reason } } : { refused: unknownReason(task, reason, type?.returns) };
    }
    case 'cancel': {
      const { reason } = command;
      const isKnown = Object.hasOwn(type?.cancels ?? {}, reason);
      if (!isKnown) return { refused: unknownReason(task, reason, type?.cancels) };
      return { payload: { cause: { code: 'REASON', reason } } };
    }
    case 'closeWithClient':
      return { payload: { cause: { code: 'CLIENT_CLOSED' } } };
    case 'follow': {
      const { clientId } = command;
      return clientId === task.clientId ? 'nothing' : { payload: { clientId, from: task.clientId } };
    }
    case 'escalate':
      return { payload: escalation(rules, task, { code: 'ASKED' }) };
    case 'remind': {
      const { reminder } = rules.deadlines(task, now);
      if (!reminder || reminder.escalateAt > now) return 'nothing';
      const { at: deadline } = reminder;
      const cause: EscalationCause =
        'queue' in reminder
          ? { code: 'CHAIN_LIMIT_NEAR', queue: reminder.queue, deadline }
          : { code: 'DEADLINE_NEAR', target: reminder.target, deadline };
      return { payload: escalation(rules, task, cause) };
    }
    case 'leaveToLead': {
      const { escalated, returned } = task;
      const isTold = escalated?.cause.code === 'NOBODY_ANSWERS' && escalated.at >= (returned?.at ?? '');
      if (isTold) return 'nothing';
      const lead = lookup(document.queues, task.queue)?.lead;
      return { payload: { cause: { code: 'NOBODY_ANSWERS' }, ...(lead !== undefined && { to: lead }) } };
    }
    case 'rename':
      return renaming(document, task, command.names);
    case 'change':
    case 'correct':
      return newPromise(rules, task, command, now);
    case 'resubmit':
    case 'reopen': {
      if (lookup(document.queues, task.queue) || !type) return { payload: {} };
      return { payload: { queue: type.queue } };
    }
    case 'take':
    case 'decline':
    case 'answer':
      return { payload: {} };
    case 'finish': {
      const hours = rules.hoursThen({ ...task, doneAt: momentOf(command, now) });
      return { payload: hours ? { hours } : {} };
    }
  }
}

/** That of the event, unless somebody gave it to a pause by hand. */
function freePauseId({ pauses, revision }: Task): string {
  const first = `${revision + 1}`;
  for (let id = first, n = 2; ; id = `${first}-${n++}`) if (!Object.hasOwn(pauses, id)) return id;
}

/** By the names that the task goes by; the rest is not told. */
function renaming({ tasks, queues }: WorkDocument, task: Task, given: TaskNames): Found {
  const names = namesOfOwn(task, given);
  if (!names) return 'nothing';
  const lacking = (known: object, named: TaskNames[TaskNaming] = {}) =>
    Object.values(named).filter((name) => !Object.hasOwn(known, name));
  const refused: readonly TaskRefusal[] = [
    ...lacking(tasks, names.types).map((taskType) => {
      return { code: 'UNKNOWN_TASK_TYPE', taskType, known: Object.keys(tasks) } as const;
    }),
    ...lacking(queues, names.queues).map((queue) => {
      return { code: 'UNKNOWN_QUEUE', queue, known: Object.keys(queues) } as const;
    }),
  ];
  return refused.length > 0 ? { refused } : { payload: { names } };
}

const intoQueue = ({ queues }: WorkDocument, queue: string, told: () => Found): Found =>
  lookup(queues, queue)
    ? told()
    : { refused: [{ code: 'UNKNOWN_QUEUE', queue, known: Object.keys(queues) }] };

function escalation({ document }: TaskRules, task: Task, cause: EscalationCause) {
  const to = task.promise.escalate?.to ?? document.queues[task.queue]?.lead;
  return { cause, ...(to !== undefined && { to }) };
}

/** What is promised by what is known of it now: the class is chosen anew, as of its opening. */
function newPromise(
  { document, classes }: TaskRules,
  task: Task,
  command: CommandOf<'change' | 'correct'>,
  now: Instant,
): Found {
  const ofType = lookup(classes, task.type);
  if (!ofType) {
    return { refused: [{ code: 'UNKNOWN_TASK_TYPE', taskType: task.type, known: Object.keys(classes) }] };
  }
  const { facts: told, refused } = ownFacts(command.type === 'change' ? command.facts : {}, document.facts);
  if (refused.length > 0) return { refused };
  const at = momentOf(command, now);
  const known = Object.entries(task.facts).map(([fact, { value }]) => [fact, value] as const);
  const news = Object.entries(told).filter(([fact]) => at >= (task.facts[fact]?.at ?? ''));
  const isOwn = (fact: string) => Object.hasOwn(document.facts, fact);
  const ofClient = Object.entries(task.promise.rests).filter(([fact]) => !isOwn(fact));
  const facts = { ...Object.fromEntries(ofClient), ...Object.fromEntries([...known, ...news]) };
  const promiseAt = (openedAt: Instant): ServicePromise => ofType.promiseFor(facts, openedAt);
  if (command.type === 'change') return { payload: { facts: told, promise: promiseAt(task.openedAt) } };
  const { openedAt } = command;
  return { payload: { openedAt, promise: promiseAt(openedAt) } };
}

const withoutNull = (facts: Readonly<Record<string, FactValue | null>>): Record<string, FactValue> =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([fact, value]) => (value === null ? [] : [[fact, value]])),
  );

const unknownReason = (
  { type: taskType }: Task,
  reason: string,
  known: object | undefined,
): readonly TaskRefusal[] => [
  { code: 'UNKNOWN_TASK_REASON', taskType, reason, known: Object.keys(known ?? {}) },
];

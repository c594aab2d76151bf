import type { Blueprint } from '../blueprint/blueprint.ts';
import { factShapes } from '../blueprint/fact-shapes.ts';
import type { Conveyor } from '../client/conveyor.ts';
import { lookup } from '../conditions/lookup.ts';
import { admit } from '../errors/admit.ts';
import { assertName } from '../errors/assert-name.ts';
import { assertOptions, type Forms } from '../errors/assert-options.ts';
import { kindOf } from '../errors/misfit.ts';
import { type Fault, fault } from '../errors/problem.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { type Instant, toInstant } from '../time/instant.ts';
import { type ChainUse, chainUse } from './clock/chain-use.ts';
import { type DeadlineExplanation, explainTaskDeadline } from './clock/explain-deadline.ts';
import { hoursThen } from './clock/hours-then.ts';
import { type TaskDeadlines, taskDeadlines } from './clock/task-deadlines.ts';
import { workHours } from './clock/work-hours.ts';
import { type DeadlineOpening, openingsOf, type TaskOpening } from './document/openings.ts';
import { parseWork } from './document/parse-work.ts';
import type { WorkDocument, WorkInput } from './document/work-schema.ts';
import { lackingOf } from './lacking-of.ts';
import {
  type MeasuresQuery,
  measuresSchema,
  type TaskMeasures,
  taskMeasures,
} from './measures/task-measures.ts';
import { inQueueOrder, type QueuePlace } from './queue-order.ts';
import { decideTask, type TaskContext, type TaskOutcome } from './task/decide-task.ts';
import { evolveTask } from './task/evolve-task.ts';
import { serviceClassesOf } from './task/service-classes.ts';
import type { Task } from './task/task.ts';
import { type TaskCommand, taskCommandSchema } from './task/task-command.ts';
import type { TaskEvent, TaskTarget } from './task/task-event.ts';

/** Work in queues made ready to run: pure functions over tasks. */
export interface Work {
  readonly document: WorkDocument;
  /**
   * The client's facts that the classes of a type read: `decide` is given them as a task is opened.
   * @throws INVALID_ARGUMENT where there is no such type
   */
  factsFor(taskType: string): readonly string[];
  /** The types that are opened on an event of this kind, in the order of the document. */
  openedOn(event: string): readonly TaskOpening[];
  /** The types that deadlines of clients open, in the order of the document. */
  readonly openedAtDeadlines: readonly DeadlineOpening[];
  /**
   * Decides on a command. The task is never changed; a refusal changes nothing.
   * @throws INVALID_COMMAND where the command is not of its form
   */
  decide(task: Task | undefined, command: TaskCommand, context: TaskContext): TaskOutcome;
  /**
   * The task after one more event.
   * @throws INVALID_HISTORY where the event is not the task's next one
   */
  evolve(task: Task | undefined, event: TaskEvent): Task;
  /**
   * Folds a task's history. With `knownAt`, only up to the last event that was recorded by then: the task as
   * it was known. Undefined where there is nothing to fold.
   * @throws INVALID_HISTORY where events are missing, foreign or out of order
   */
  replay(history: readonly TaskEvent[], knownAt?: Instant): Task | undefined;
  /**
   * When what is promised falls due, and how it stands at a moment. Worked out from the moments that the task
   * holds; nothing of it is stored. Of a task whose calendar the document has no more it tells only that.
   * @throws NO_WORKING_TIME where it does not come within ten years
   */
  deadlines(task: Task, now: Instant): TaskDeadlines;
  /**
   * How a deadline comes about; undefined where nothing of the kind was promised.
   * @throws INVALID_ARGUMENT where the target is none; INVALID_HISTORY, with the calendar, where the document
   *   has no more the one that the task was promised by
   */
  explainDeadline(task: Task, target: TaskTarget, now: Instant): DeadlineExplanation | undefined;
  /**
   * Who has used up how much of the promise.
   * @throws INVALID_HISTORY, with the calendar, where the document has it no more
   */
  chainUse(task: Task, now: Instant): readonly ChainUse[];
  /**
   * How tasks went by queue and class: on time, right the first time, how old, and who used up what. Of those
   * whose calendar the document has no more, neither promises nor what was used up are counted.
   * @throws INVALID_QUERY where the period or the ages are none
   */
  measures(tasks: readonly Task[], query: MeasuresQuery): readonly TaskMeasures[];
  /**
   * The tasks that an employee may be offered, the first to be done first. They wait in the queue, and the
   * employee has not left them to others. What the document lacks the type or the calendar of is left out.
   * @throws INVALID_ARGUMENT where there is no such queue
   */
  inOrder(tasks: readonly Task[], queue: string, employeeId: string, now: Instant): readonly Task[];
}

/**
 * Validates work in queues and makes it ready to run. It goes by the conveyor's roles, facts, working hours
 * and time zone; a `calendar` of the caller's own is not asked, for it tells no spans.
 * @throws INVALID_WORK listing every problem at once
 */
export function defineWork(conveyor: Conveyor, input: WorkInput): Work {
  return withArguments('defineWork', { conveyor, 'input: .': input }, () => made(conveyor, input));
}

/** A list of texts, or left out. Anything else could seem to have a name in it. */
const texts = (value: unknown): Fault | undefined => {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return fault('WRONG_TYPE', { expected: 'array', received: kindOf(value) });
  const other = value.find((one) => typeof one !== 'string');
  const isOther = value.some((one) => typeof one !== 'string');
  return isOther ? fault('WRONG_TYPE', { expected: 'string', received: kindOf(other) }) : undefined;
};

const contextForms: Forms<TaskContext> = {
  now: 'string',
  by: 'string',
  roles: texts,
  standsInFor: texts,
  facts: 'object?',
  commandId: 'string?',
  deadline: 'object?',
  dealt: 'object?',
};

const targets: readonly TaskTarget[] = ['respond', 'resolve'];

const assertOneOf = (of: string, argument: string, name: string, known: readonly string[]) =>
  assertName(of, argument, name, known, (_, allowed) => fault('NOT_ONE_OF', { allowed }));

/** By which blueprint each document was checked. */
const blueprints = new WeakMap<WorkDocument, Blueprint>();

/** The blueprint that work was made of; undefined where `defineWork` did not make it. */
export const blueprintOf = ({ document }: Work): Blueprint | undefined => blueprints.get(document);

function made({ blueprint }: Conveyor, input: WorkInput): Work {
  const document = parseWork(input, blueprint);
  blueprints.set(document, blueprint);
  const shapes = { ...factShapes(blueprint.facts), ...document.facts };
  const classes = serviceClassesOf(document, shapes, blueprint.timeZone);
  const hours = workHours(document, blueprint);
  const deadlines = (task: Task, now: Instant) => taskDeadlines(task, toInstant(now), hours);
  const rules = { document, classes, deadlines, hoursThen: (task: Task) => hoursThen(task, hours) };
  const openings = openingsOf(document, blueprint);
  return {
    document,
    factsFor: (taskType) =>
      withArguments('factsFor', { 'taskType: string': taskType }, () => {
        assertOneOf('factsFor', 'taskType', taskType, Object.keys(document.tasks));
        return (lookup(classes, taskType)?.facts ?? []).filter(
          (fact) => !Object.hasOwn(document.facts, fact),
        );
      }),
    openedOn: (event) =>
      withArguments('openedOn', { 'event: string': event }, () => openings.onEvents.get(event) ?? []),
    openedAtDeadlines: openings.atDeadlines,
    decide: (task, command, context) =>
      withArguments('decide', { 'task: .': task, command, context }, () => {
        assertOptions('decide', context, contextForms, 'context');
        const checked = admit(taskCommandSchema, command, 'INVALID_COMMAND', 'a command');
        return decideTask(rules, task, checked, { ...context, now: toInstant(context.now) });
      }),
    evolve: (task, event) =>
      withArguments('evolve', { 'task: .': task, event }, () => evolveTask(task, event)),
    replay: (history, knownAt) =>
      withArguments('replay', { 'history: array': history }, () => {
        const until = knownAt === undefined ? undefined : toInstant(knownAt);
        // Clocks of several machines may differ: what came before an event was known with it.
        const isKnown = ({ recordedAt }: TaskEvent) => until === undefined || recordedAt <= until;
        const known = history.slice(0, history.findLastIndex(isKnown) + 1);
        return known.reduce<Task | undefined>(evolveTask, undefined);
      }),
    deadlines: (task, now) =>
      withArguments('deadlines', { task, 'now: string': now }, () => deadlines(task, now)),
    explainDeadline: (task, target, now) =>
      withArguments('explainDeadline', { task, 'target: string': target, 'now: string': now }, () => {
        assertOneOf('explainDeadline', 'target', target, targets);
        const known = { hours, classes: lookup(classes, task.type) };
        return explainTaskDeadline(task, target, toInstant(now), known);
      }),
    chainUse: (task, now) =>
      withArguments('chainUse', { task, 'now: string': now }, () => chainUse(task, toInstant(now), hours)),
    measures: (tasks, query) =>
      withArguments('measures', { 'tasks: array': tasks, query }, () =>
        taskMeasures(tasks, admit(measuresSchema, query, 'INVALID_QUERY', 'a period'), hours),
      ),
    inOrder: (tasks, queue, employeeId, now) => {
      const given = {
        ...{ 'tasks: array': tasks, 'queue: string': queue },
        ...{ 'employeeId: string': employeeId, 'now: string': now },
      };
      return withArguments('inOrder', given, () => {
        assertOneOf('inOrder', 'queue', queue, Object.keys(document.queues));
        if (typeof employeeId !== 'string') throw new TypeError('Nobody');
        const at = toInstant(now);
        return tasks
          .filter((task) => task.status === 'waiting' && task.queue === queue)
          .filter((task) => lackingOf(document, task).length === 0)
          .filter(({ declinedBy }) => !declinedBy.includes(employeeId))
          .map((task) => ({ task, place: placeOf(task, deadlines(task, at)) }))
          .sort((a, b) => inQueueOrder(a.place, b.place))
          .map(({ task }) => task);
      });
    },
  };
}

const placeOf = ({ id, openedAt, promise }: Task, { due }: TaskDeadlines): QueuePlace => ({
  id,
  openedAt,
  rank: promise.rank,
  due: due?.at,
});

import type { AssignmentLedger } from '../../assignment/ledger.ts';
import type { AssignmentOutcome } from '../../assignment/outcome.ts';
import type { AssignmentPolicyInput } from '../../assignment/policy.ts';
import type { ConveyorNames } from '../../blueprint/conveyor-names.ts';
import { assertName } from '../../errors/assert-name.ts';
import { assertOptions } from '../../errors/assert-options.ts';
import { unknownName } from '../../errors/unknown-name.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { withMethods } from '../../errors/with-methods.ts';
import { type Instant, toInstant } from '../../time/instant.ts';
import type { DeadlineExplanation } from '../../work/clock/explain-deadline.ts';
import type { Work } from '../../work/define-work.ts';
import type { Task } from '../../work/task/task.ts';
import type { TaskCommand } from '../../work/task/task-command.ts';
import type { TaskEvent, TaskTarget } from '../../work/task/task-event.ts';
import type { TaskNames } from '../../work/task/task-names.ts';
import { assertKeys } from '../assert-key.ts';
import { contextOf } from '../context-of.ts';
import type { Sales } from '../create-sales.ts';
import { type ExecuteOptions, executeForms } from '../execute.ts';
import type { InboxQuery } from '../inbox/inbox-of.ts';
import type { ServiceContext } from '../service-context.ts';
import { assertMadeFor } from './assert-made-for.ts';
import { assignTask, previewTask, taskLedger } from './assign-tasks.ts';
import { dealingRules } from './deal-tasks.ts';
import { type DeskAgenda, deskAgenda } from './desk-agenda.ts';
import { type DeskInbox, deskInbox } from './desk-inbox.ts';
import { executeTask } from './execute-task.ts';
import { previewRefile, type RefileResult, refile } from './refile.ts';
import { type DueWorkResult, runDueWork } from './run-due-work.ts';
import { TakingRounds, takeNext } from './take-next.ts';
import { readTask, TASKS, taskLists } from './task-documents.ts';
import { type PageOfTasks, pageOfTasks, queuePage, type TaskPageQuery, taskPageForms } from './task-pages.ts';
import type { NextTaskResult, TaskAssignResult, TaskResult } from './task-result.ts';

/** The work in queues of a department: tasks in the same log as its clients. */
export interface TaskDesk {
  readonly work: Work;
  /**
   * Carries out one command to a task, whole or not at all. It goes by the roles of now; whoever stands in
   * for somebody who is away has their rights. A refusal is data. With a `commandId`, a repetition gets the
   * first outcome again, marked `repeated`.
   * @throws INVALID_COMMAND
   */
  execute(command: TaskCommand, options: ExecuteOptions): Promise<TaskResult>;
  /**
   * Gives an employee the task of a queue that is to be done first. That goes by class, within it the
   * earliest deadline first, ties by age and id, and nothing that they have declined. Refused where they are
   * away, or where the minutes of the task are more than is left of their working day beside what they have
   * in hand. Of many who ask at once, no two get the same task.
   * @throws INVALID_COMMAND
   */
  takeNext(queue: string, options: ExecuteOptions): Promise<NextTaskResult>;
  /**
   * Gives a task that waits to whoever works in its queue and is owed it most. The rules are those by which
   * clients are assigned. Minutes are the load, hours of the month with absences the share.
   * Where nobody can have it, `outcome` says why, and it waits on. It is for the lead of the queue to do.
   * @throws INVALID_COMMAND
   */
  assign(taskId: string, options: ExecuteOptions): Promise<TaskAssignResult>;
  /** Who would be given a task now; undefined where it does not wait. Writes nothing. */
  preview(taskId: string): Promise<AssignmentOutcome | undefined>;
  /** What everybody has been dealt in the queues of a role, and is owed, in the measure of its policy. */
  ledger(role: string): Promise<AssignmentLedger>;
  /**
   * Does what the log, absences and the clock ask for by now. It opens tasks as the document says, closes
   * those of closed clients, lets them follow merges and their undoing, gives what leavers have in hand to
   * who stood in for them or back to its queues, so too that of who is away beyond its deadline, or with
   * nobody to stand in; brings what came back to nobody before its lead, deals `dealt` queues. Then it brings
   * tasks whose deadline is near before their role. What an event leads to is done once, however many run it.
   * @throws WORK_NOT_CURRENT where the tasks go by another document: `refile` takes up this one
   */
  runDue(): Promise<DueWorkResult>;
  /**
   * Files every open task by the document and the hours as they are. It is for another document, by which
   * tasks go from then on, or for a holiday that was decreed. What a task names and there is no more, it
   * calls by the name that is given in its place. Whoever has it keeps it. The names are types, queues and
   * calendars of the document, roles and facts of the blueprint. A done task keeps its own; opened again, it
   * comes to the queue of its type. Tasks whose names are not known any more are listed, and left alone;
   * nobody can work on them meanwhile.
   * @throws INVALID_ARGUMENT where a new name is not known, or an old one is misspelt or still known
   */
  refile(names?: TaskNames): Promise<RefileResult>;
  /** What `refile` would do now: how many tasks would change, and which are not known. Writes nothing. */
  previewRefile(names?: TaskNames): Promise<RefileResult>;
  /** The task as it is now; undefined for an unknown one. */
  get(taskId: string): Promise<Task | undefined>;
  /** Everything that happened to it, oldest first; empty for an unknown one. */
  history(taskId: string): Promise<TaskEvent[]>;
  /**
   * How a deadline comes about, from the log. With `knownAt`, as it was known at that moment. Undefined where
   * nothing of the kind was promised, or there is no such task.
   */
  explainDeadline(
    taskId: string,
    target: TaskTarget,
    options?: { readonly knownAt?: Instant },
  ): Promise<DeadlineExplanation | undefined>;
  /**
   * One page of the tasks that wait in a queue, in the order in which they are taken. Those that were paused
   * before anybody took them stand there, too, and are given to nobody. It is one range of an index: tasks
   * stand by the deadline that was known when each was filed. Within a page the clock of now decides, so that
   * a holiday decreed since shows within it, and beyond it once `refile` was called.
   * @throws INVALID_ARGUMENT with the nearest name, where the document has no such queue; INVALID_CURSOR,
   *   here and below, for one of another list
   */
  queue(queue: string, query?: TaskPageQuery): Promise<PageOfTasks>;
  /**
   * Somebody's day: tasks, and beside them what `inboxOf` says of their clients, by the `query`. Tasks are
   * those that they have in hand or that came back to them, also of those for whom they stand in, and what
   * was brought before their roles; then the queues in which something waits for them. Undefined for an
   * unknown employee.
   * @throws INVALID_QUERY, INVALID_CURSOR
   */
  inbox(employeeId: string, query?: InboxQuery): Promise<DeskInbox | undefined>;
  /**
   * The same as one list: a page of tasks and of what there is to do for clients, by deadline. Undefined for
   * an unknown employee.
   * @throws INVALID_QUERY, INVALID_CURSOR
   */
  agenda(employeeId: string, query?: TaskPageQuery): Promise<DeskAgenda | undefined>;
  /** One page of the tasks of a client, done or not, by when they were opened. */
  ofClient(clientId: string, query?: TaskPageQuery): Promise<PageOfTasks>;
  /** One page of what an employee has in hand or has paused, the earliest deadline first. */
  heldBy(employeeId: string, query?: TaskPageQuery): Promise<PageOfTasks>;
  /** One page of what came back to whoever opened it, the earliest deadline first. */
  returnedTo(openedBy: string, query?: TaskPageQuery): Promise<PageOfTasks>;
}

/** Which work is opened, and how its tasks are dealt to people. */
export interface WorkOptions<Names extends ConveyorNames = ConveyorNames> {
  readonly work: Work;
  /**
   * How tasks are dealt, by the role of their queue. One that is not named has the default policy. A
   * task counts as a client: `openClients` are tasks in hand. Refunds and pools are of clients only.
   */
  readonly policies?: { readonly [Role in Names['role']]?: AssignmentPolicyInput };
}

/**
 * Opens work in queues on sales. `work` is made of the same conveyor, by `defineWork`.
 * @throws INVALID_ARGUMENT, also where `work` was made of another blueprint, labels aside; ALREADY_OPEN;
 *   INVALID_ASSIGNMENT, INVALID_CONDITION where a policy is invalid
 */
export function openWork<Names extends ConveyorNames>(
  sales: Sales<Names>,
  options: WorkOptions<Names>,
): TaskDesk {
  return withArguments('openWork', { sales, options }, () => {
    const context = contextOf(sales);
    assertOptions('openWork', options, { work: 'object', policies: 'object?' });
    const { work } = options;
    assertMadeFor(context.conveyor.blueprint, work);
    const rules = dealingRules(context, options.policies ?? {});
    const dealt = { work, rules };
    context.features.open('work', {});
    const rounds = new TakingRounds();
    const listed = (list: string, query: TaskPageQuery = {}) => pageOfTasks(context, list, query);
    return withMethods<TaskDesk>(
      'work',
      {
        work,
        execute: (command, options) => executeTask(context, work, command, options),
        takeNext: (queue, options) => takeNext(context, { work, rounds, queue, options }),
        assign: (taskId, options) => assignTask(context, dealt, taskId, options),
        preview: (taskId) => previewTask(context, dealt, taskId),
        ledger: (role) => taskLedger(context, dealt, role),
        runDue: () => runDueWork(context, work, rules),
        refile: (names) => refile(context, work, names),
        previewRefile: (names) => previewRefile(context, work, names),
        get: async (taskId) => {
          assertKeys({ taskId });
          return (await readTask(context, taskId))?.task;
        },
        history: (taskId) => history(context, taskId),
        explainDeadline: async (taskId, target, { knownAt } = {}) => {
          const known = knownAt === undefined ? undefined : toInstant(knownAt);
          const task = work.replay(await history(context, taskId), known);
          return task && work.explainDeadline(task, target, known ?? context.now());
        },
        queue: async (queue, query) => {
          assertKeys({ queue });
          const queues = Object.keys(work.document.queues);
          assertName('work.queue', 'queue', queue, queues, (...told) => unknownName('option', ...told));
          return queuePage(context, work, queue, query);
        },
        inbox: (employeeId, query) => deskInbox(sales, work, employeeId, query),
        agenda: (employeeId, query) => deskAgenda(sales, work, employeeId, query),
        ofClient: async (clientId, query) => {
          assertKeys({ clientId });
          return listed(taskLists.ofClient(clientId), query);
        },
        heldBy: async (employeeId, query) => {
          assertKeys({ employeeId });
          return listed(taskLists.heldBy(employeeId), query);
        },
        returnedTo: async (openedBy, query) => {
          assertKeys({ openedBy });
          return listed(taskLists.returnedTo(openedBy), query);
        },
      },
      {
        execute: ['command', executeForms],
        takeNext: ['queue: string', executeForms],
        assign: ['taskId: string', executeForms],
        preview: ['taskId: string'],
        ledger: ['role: string'],
        runDue: [],
        refile: ['names'],
        previewRefile: ['names'],
        get: ['taskId: string'],
        history: ['taskId: string'],
        explainDeadline: ['taskId: string', 'target: string', { knownAt: 'string?' }],
        queue: ['queue: string', taskPageForms],
        inbox: ['employeeId: string', 'query'],
        agenda: ['employeeId: string', taskPageForms],
        ofClient: ['clientId: string', taskPageForms],
        heldBy: ['employeeId: string', taskPageForms],
        returnedTo: ['openedBy: string', taskPageForms],
      },
    );
  });
}

async function history({ store, tenant }: ServiceContext, taskId: string) {
  assertKeys({ taskId });
  return (await store.documentHistory(tenant, TASKS, taskId)) as TaskEvent[];
}

import { lookup } from '../../conditions/lookup.ts';
import type { Instant } from '../../time/instant.ts';
import type { Work } from '../../work/define-work.ts';
import type { Task } from '../../work/task/task.ts';
import type { CheckedTaskCommand } from '../../work/task/task-command.ts';
import type { Employee } from '../../workforce/employee.ts';
import { absenceAt, isEmployed, isPresent, standInOf } from '../../workforce/presence.ts';
import type { RulesByRole } from '../assignment/rules.ts';
import type { ServiceContext } from '../service-context.ts';
import { unitOfWork } from '../unit-of-work.ts';
import { dealQueues } from './assign-tasks.ts';
import { openByDeadlines } from './deadline-openings.ts';
import { decideOnTask } from './decide-on-task.ts';
import { taskTurn } from './execute-task.ts';
import { followFeed, isThere, toQueue } from './follow-feed.ts';
import { listsOf, readTask, TASKS, taskChange, taskLists } from './task-documents.ts';
import { tasksIn } from './task-pages.ts';

/** What a run has done. */
export interface DueWorkResult {
  /** Events of the log that were gone through. */
  readonly events: number;
  /** Tasks that were opened, closed, moved or released for what the log says, deadlines aside. */
  readonly followed: number;
  /** Tasks that deadlines of clients have opened. */
  readonly opened: number;
  /** Tasks of people who are away, back in their queues. */
  readonly released: number;
  /** Tasks of people who are away beyond the deadline, given to who stands in for them. */
  readonly passedOn: number;
  /** Tasks that were brought before a role, as a deadline is near: once for each deadline. */
  readonly escalated: number;
  /** Tasks that were dealt to people, of queues of which the document says so. */
  readonly dealt: number;
  /** Tasks that came back to nobody who could answer, brought before the lead of their queue. */
  readonly leftToLead: number;
}

/** Does what the log, absences and the clock ask for by now. */
export async function runDueWork(
  context: ServiceContext,
  work: Work,
  rules: RulesByRole,
): Promise<DueWorkResult> {
  await context.versions.assertCurrent();
  const { events, tasks, leftToLead, ...feed } = await followFeed(context, work);
  const followed = tasks - feed.opened;
  const opened = feed.opened + (await openByDeadlines(context, work));
  const relieved = await relieveAbsent(context, work);
  const dealt = await dealQueues(context, { work, rules });
  const escalated = await remindOfDeadlines(context, work);
  return { events, followed, opened, ...relieved, dealt, escalated, leftToLead };
}

/**
 * What becomes of a task whose holder is away. Who is back before it falls due keeps it, and whoever stands
 * in does it in their place; else it is that one's, if they are at work. Where nobody who works in the queue
 * stands in, it waits there again. But what rests, and whose clock stands still meanwhile, waits for them.
 */
function handover(
  work: Work,
  staff: ReadonlyMap<string, Employee>,
  task: Task,
  away: Employee,
  now: Instant,
): CheckedTaskCommand | undefined {
  const absence = absenceAt(away, now);
  if (!(absence && isEmployed(away, now))) return undefined;
  const role = lookup(work.document.queues, task.queue)?.role;
  const due = work.deadlines(task, now).due?.at;
  const isResting = task.status === 'paused' && due === undefined;
  if (isResting && absence.to !== undefined) return undefined;
  const isBackInTime = due === undefined || (absence.to !== undefined && absence.to <= due);
  const deputy = standInOf(away, now, isThere(staff, role, now, isBackInTime ? isEmployed : isPresent));
  if (!deputy) return toQueue(task);
  if (isBackInTime) return undefined;
  return { type: 'passOn', taskId: task.id, to: { employeeId: deputy.employeeId } };
}

async function relieveAbsent(
  context: ServiceContext,
  work: Work,
): Promise<Pick<DueWorkResult, 'released' | 'passedOn'>> {
  const now = context.now();
  const staff = await context.staff.byId();
  const done = { released: 0, passedOn: 0 };
  for (const employee of staff.values()) {
    if (!absenceAt(employee, now)) continue;
    for (const task of await tasksIn(context, taskLists.heldBy(employee.id))) {
      const command = handover(work, staff, task, employee, now);
      if (command?.type !== 'passOn') continue;
      const isStill = ({ holder, status }: Task) => holder === employee.id && status === task.status;
      if (await bySystem(context, work, command, isStill))
        done['employeeId' in command.to ? 'passedOn' : 'released']++;
    }
  }
  return done;
}

async function remindOfDeadlines(context: ServiceContext, work: Work): Promise<number> {
  const { store, tenant } = context;
  let escalated = 0;
  const query = { kind: TASKS, list: taskLists.moments, limit: 200 };
  for (const seen = new Set<string>(); ; ) {
    const now = context.now();
    const { documents } = await store.queryDocuments(tenant, query);
    const due = documents.filter(
      ({ id, revision, lists }) =>
        (lists?.[taskLists.moments] ?? '~') <= now && !seen.has(`${id} ${revision}`),
    );
    if (due.length === 0) return escalated;
    for (const { id: taskId, revision } of due) {
      seen.add(`${taskId} ${revision}`);
      if (await bySystem(context, work, { type: 'remind', taskId })) escalated++;
    }
  }
}

/** Whether there was something to be done. Where not, the task is filed anew: its clock goes otherwise. */
function bySystem(
  context: ServiceContext,
  work: Work,
  command: CheckedTaskCommand,
  isStill: (task: Task) => boolean = () => true,
): Promise<boolean> {
  return context.turns.take(new Set([taskTurn(command.taskId)]), () =>
    unitOfWork(context, async () => {
      const stored = await readTask(context, command.taskId);
      if (!stored || !isStill(stored.task)) return { outcome: false };
      const now = context.now();
      const outcome = await decideOnTask(context, stored, command, { work, sender: 'system', now });
      if (outcome.ok && outcome.events.length > 0) {
        const { task, events } = outcome;
        return { outcome: true, work: { documents: [taskChange(work, stored, task, events, now)] } };
      }
      const lists = listsOf(work, stored.task, now);
      return {
        outcome: false,
        work: { rewritten: { documents: [{ ...stored.document, lists }] } },
      };
    }),
  );
}

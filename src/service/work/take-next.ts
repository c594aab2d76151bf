import { calendarOf } from '../../blueprint/calendar-of.ts';
import { lookup } from '../../conditions/lookup.ts';
import { dayOf, endOfDay } from '../../time/calendar-day.ts';
import type { Instant } from '../../time/instant.ts';
import type { Work } from '../../work/define-work.ts';
import type { TaskRefusal } from '../../work/task/task-refusal.ts';
import type { Employee } from '../../workforce/employee.ts';
import { absenceAt, isEmployed } from '../../workforce/presence.ts';
import { assertSender } from '../actors.ts';
import { assertKeys } from '../assert-key.ts';
import { assertCommandIds } from '../command-id.ts';
import type { ExecuteOptions } from '../execute.ts';
import { fingerprint } from '../fingerprint.ts';
import { pages } from '../pages.ts';
import { RecordedCommands } from '../recorded-commands.ts';
import type { ServiceContext } from '../service-context.ts';
import { isOvertaken, withRetries, write } from '../unit-of-work.ts';
import { type KeptTaskOutcome, taskTurn, toldAgain } from './execute-task.ts';
import { type StoredTask, TASKS, taskChange, taskLists, toStoredTask } from './task-documents.ts';
import { tasksIn } from './task-pages.ts';
import type { NextTaskResult } from './task-result.ts';

/** How many of a queue's head are looked at, at once. */
const HEAD = 50;
/** So many workers go out of each other's way. */
const ASIDE = 24;
/** How often the head is looked at anew, where others were first every time. */
const LOOKS = 100;

/** Tasks that somebody in this process is about to take. */
export type Reserved = Set<string>;

interface Asked {
  readonly work: Work;
  readonly reserved: Reserved;
  readonly queue: string;
  readonly options: ExecuteOptions;
}

/** Gives somebody the task of a queue that is to be done first; nobody else has it then. */
export async function takeNext(context: ServiceContext, asked: Asked): Promise<NextTaskResult> {
  const { queue, options } = asked;
  const { by, commandId } = options;
  assertSender(by);
  assertCommandIds([commandId]);
  assertKeys({ queue }, 'INVALID_COMMAND');
  await context.versions.assertCurrent();
  return context.turns.take(new Set([`@worker ${by}`]), async () => {
    for (let look = 1; ; look++) {
      const found = await takeFirst(context, asked);
      if (found !== 'overtaken') return found;
      if (look === LOOKS) return { ok: true, repeated: false, events: [] };
    }
  });
}

async function takeFirst(
  context: ServiceContext,
  { work, reserved, queue, options: { by, commandId } }: Asked,
): Promise<NextTaskResult | 'overtaken'> {
  const content = { takeNext: queue, by };
  const recorded = await RecordedCommands.of(context, [commandId]);
  const first = recorded.first(commandId, content);
  if (first) return toldAgain(context, first);
  const now = context.now();
  const { refused, roles, minutesLeft } = await workerOf(context, work, queue, by, now);
  let known: number | undefined;
  if (refused.length > 0) return { ok: false, repeated: false, refused };
  let isOvertakenOnce = false;
  for await (const head of heads(context, work, queue, by, now)) {
    for (let i = 0; i < head.length; i++) {
      const stored = head[i] as StoredTask;
      const { task } = stored;
      const minutes = lookup(work.document.tasks, task.type)?.load?.minutes ?? 0;
      // What somebody has in hand is looked at only where it matters.
      if (minutes > 0) known ??= await minutesLeft();
      if (minutes > 0 && minutes > (known ?? 0)) {
        const left = Math.max(0, known ?? 0);
        const refusal = { code: 'NO_TIME_LEFT', employeeId: by, minutes, left } as const;
        return { ok: false, repeated: false, refused: [refusal] };
      }
      if (reserved.has(task.id)) {
        isOvertakenOnce = true;
        continue;
      }
      reserved.add(task.id);
      try {
        const result = await takeOne(context, work, stored, { by, roles, commandId, now, content });
        if (result) return result;
      } finally {
        reserved.delete(task.id);
      }
      isOvertakenOnce = true;
      i += stepsAside(by, task.id);
    }
  }
  return isOvertakenOnce ? 'overtaken' : { ok: true, repeated: false, events: [] };
}

/**
 * How many tasks are left to others after a conflict, by who asks. Workers of many processes who all tried
 * the very next one would collide again and again, and the slowest would get none.
 */
const stepsAside = (by: string, taskId: string) => Number.parseInt(fingerprint([by, taskId]), 36) % ASIDE;

interface Taking {
  readonly by: string;
  readonly roles: readonly string[];
  readonly commandId: string | undefined;
  readonly now: Instant;
  readonly content: unknown;
}

/** Undefined where somebody else was first. */
function takeOne(
  context: ServiceContext,
  work: Work,
  stored: StoredTask,
  { by, roles, commandId, now, content }: Taking,
): Promise<NextTaskResult | undefined> {
  const taskId = stored.task.id;
  return context.turns.take(new Set([taskTurn(taskId)]), async () => {
    const command = { type: 'take', taskId } as const;
    // Taking goes by roles alone, and these are known: nobody is read again.
    const outcome = work.decide(stored.task, command, { by, roles, now, commandId });
    if (!outcome.ok) return { ok: false, repeated: false, refused: outcome.refused };
    const { task, events } = outcome;
    const { clientId, revision: to } = task;
    const recorded = await RecordedCommands.of(context, []);
    const kept: KeptTaskOutcome = { ok: true, clientId, taskId, after: to - 1, to };
    recorded.keep(commandId, content, kept);
    const documents = [taskChange(work, stored, task, events, now)];
    // Where somebody else was first, the next one is tried, and not this one again.
    const isTheirs = await withRetries(context, () =>
      write(context, { documents, outcomes: recorded.outcomes }).then(
        () => true,
        (error: unknown) => {
          if (!isOvertaken(error)) throw error;
          return false;
        },
      ),
    );
    return isTheirs ? { ok: true, repeated: false, task, events } : undefined;
  });
}

/**
 * The queue, page by page, without what its worker has declined. A page is in the order of the clock as of
 * now; across pages the order is the one in which the tasks were filed.
 */
async function* heads(
  { store, tenant }: ServiceContext,
  work: Work,
  queue: string,
  by: string,
  now: Instant,
): AsyncGenerator<readonly StoredTask[]> {
  const list = taskLists.queue(queue);
  const found = pages((start) => store.queryDocuments(tenant, { kind: TASKS, list, limit: HEAD, ...start }));
  for await (const { documents } of found) {
    const stored = new Map(documents.map((document) => [document.id, toStoredTask(document)]));
    const tasks = [...stored.values()].map(({ task }) => task);
    yield work.inOrder(tasks, queue, by, now).map(({ id }) => stored.get(id) as StoredTask);
  }
}

/** Why somebody may be given none; else with which roles, and how many minutes they have. */
interface Worker {
  readonly refused: readonly TaskRefusal[];
  readonly roles: readonly string[];
  minutesLeft(): Promise<number>;
}

/** Whether somebody may be given a task now, and how many minutes of today are left beside what they have. */
async function workerOf(
  context: ServiceContext,
  work: Work,
  queue: string,
  by: string,
  now: Instant,
): Promise<Worker> {
  const { store, tenant } = context;
  const none = (refusal: TaskRefusal) => ({ refused: [refusal], roles: [], minutesLeft: async () => 0 });
  const { role, lead } = lookup(work.document.queues, queue) ?? {};
  if (role === undefined)
    return none({ code: 'UNKNOWN_QUEUE', queue, known: Object.keys(work.document.queues) });
  const employee = await store.readEmployee(tenant, by);
  const roles = employee && isEmployed(employee, now) ? employee.roles : [];
  const isTheirs = [role, lead].some((one) => one !== undefined && roles.includes(one));
  if (!employee || !isTheirs) return none({ code: 'NOT_IN_QUEUE', employeeId: by, queue });
  const absence = absenceAt(employee, now);
  if (absence) {
    const { to: until } = absence;
    return none({ code: 'WORKER_AWAY', employeeId: by, ...(until !== undefined && { until }) });
  }
  const minutesLeft = async () =>
    minutesToday(context, employee, role, now) - (await minutesHeld(context, work, by));
  return { refused: [], roles, minutesLeft };
}

/** What they still work today by the calendar. */
function minutesToday({ conveyor }: ServiceContext, employee: Employee, role: string, now: Instant): number {
  const { blueprint } = conveyor;
  const end = endOfDay(dayOf(now, blueprint.timeZone), blueprint.timeZone);
  const hours = calendarOf(blueprint).workingHoursBetween(now, end, role, employee);
  return hours * 60;
}

/** Minutes of the tasks that they have in hand; what rests takes none. */
async function minutesHeld(context: ServiceContext, work: Work, by: string): Promise<number> {
  let minutes = 0;
  for (const { status, type } of await tasksIn(context, taskLists.heldBy(by)))
    if (status === 'inHand') minutes += lookup(work.document.tasks, type)?.load?.minutes ?? 0;
  return minutes;
}

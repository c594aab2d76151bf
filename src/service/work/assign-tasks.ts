import type { AssignmentLedger } from '../../assignment/ledger.ts';
import type { AssignmentOutcome } from '../../assignment/outcome.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { DocumentChange } from '../../storage/port.ts';
import type { Work } from '../../work/define-work.ts';
import { lackingOf } from '../../work/lacking-of.ts';
import type { Task } from '../../work/task/task.ts';
import type { TaskRefusal } from '../../work/task/task-refusal.ts';
import { assertRole } from '../../workforce/assert-role.ts';
import { assertSender } from '../actors.ts';
import { assertCommandIds } from '../assert-command-ids.ts';
import { assertKeys } from '../assert-key.ts';
import type { RulesByRole } from '../assignment/rules.ts';
import type { ExecuteOptions } from '../execute.ts';
import { pages } from '../pages.ts';
import { RepeatedCommands } from '../repeated-commands.ts';
import type { ServiceContext } from '../service-context.ts';
import { unitOfWork } from '../unit-of-work.ts';
import { TaskDealing } from './deal-tasks.ts';
import { decideOnTask } from './decide-on-task.ts';
import { type KeptTaskOutcome, taskTurn, toldAgain } from './execute-task.ts';
import { readTask, type StoredTask, TASKS, taskChange, taskLists, toStoredTask } from './task-documents.ts';
import type { TaskAssignResult } from './task-result.ts';

/** So many tasks are dealt in one transaction. */
const TOGETHER = 50;

interface Dealt {
  readonly work: Work;
  readonly rules: RulesByRole;
}

type KeptDealing = KeptTaskOutcome & { readonly outcome?: AssignmentOutcome };

const roleOf = ({ document }: Work, { queue }: Task): string => lookup(document.queues, queue)?.role ?? '';

/** Whoever deals in a role takes turns: each is decided by what the one before was charged. */
const dealTurn = (role: string) => `@deal ${role}`;

/** Gives a task that waits to whoever is owed it most, or says why nobody can have it. */
export async function assignTask(
  context: ServiceContext,
  { work, rules }: Dealt,
  taskId: string,
  { by, commandId }: ExecuteOptions,
): Promise<TaskAssignResult> {
  assertSender(by);
  assertCommandIds([commandId]);
  assertKeys({ taskId }, 'INVALID_COMMAND');
  await context.versions.assertCurrent();
  const task = (await readTask(context, taskId))?.task;
  const turns = new Set([taskTurn(taskId), ...(task ? [dealTurn(roleOf(work, task))] : [])]);
  return context.turns.take(turns, () =>
    unitOfWork(context, async () => {
      const content = { assign: taskId, by };
      const recorded = await RepeatedCommands.of(context, [commandId]);
      const first = recorded.first<KeptDealing>(commandId, content);
      if (first) return { outcome: await again(context, first) };
      const stored = await readTask(context, taskId);
      const refused = await refusedTo(context, work, stored, { taskId, by });
      if (refused.length > 0 || !stored) return { outcome: { ok: false, repeated: false, refused } };
      const role = roleOf(work, stored.task);
      const dealing = await TaskDealing.over(context, work, rules, { role, tasks: [stored.task] });
      const { result, change } = await dealOne(context, work, dealing, { stored, by, commandId });
      if (result.ok) {
        const { id, clientId, revision: to } = result.task;
        const kept: KeptDealing = {
          ...{ ok: true, clientId, taskId: id, after: to - result.events.length, to },
          outcome: result.outcome,
        };
        recorded.keep(commandId, content, kept);
      }
      const documents = change ? [change, ...dealing.changes()] : [];
      return { outcome: result, work: { documents, outcomes: recorded.outcomes } };
    }),
  );
}

async function again(
  context: ServiceContext,
  first: NonNullable<ReturnType<RepeatedCommands['first']>>,
): Promise<TaskAssignResult> {
  const told = await toldAgain(context, first);
  const outcome = 'kept' in first ? (first.kept as KeptDealing).outcome : undefined;
  return told.ok && outcome ? { ...told, outcome } : (told as Extract<typeof told, { ok: false }>);
}

/** Who would get a task; writes nothing. */
export async function previewTask(
  context: ServiceContext,
  { work, rules }: Dealt,
  taskId: string,
): Promise<AssignmentOutcome | undefined> {
  assertKeys({ taskId });
  const task = (await readTask(context, taskId))?.task;
  if (task?.status !== 'waiting' || lackingOf(work.document, task).length > 0) return undefined;
  const dealing = await TaskDealing.over(context, work, rules, { role: roleOf(work, task), tasks: [task] });
  return dealing.decide(task).outcome;
}

/** What everybody has been dealt in queues of a role, and is owed. */
export async function taskLedger(
  context: ServiceContext,
  { work, rules }: Dealt,
  role: string,
): Promise<AssignmentLedger> {
  assertKeys({ role });
  assertRole('work.ledger', role, context.conveyor.blueprint);
  return (await TaskDealing.over(context, work, rules, { role, tasks: [] })).ledger();
}

/** Deals what waits in the queues of which the document says so. How many tasks were given to somebody. */
export async function dealQueues(context: ServiceContext, { work, rules }: Dealt): Promise<number> {
  let given = 0;
  for (const [queue, { dealt, role }] of Object.entries(work.document.queues)) {
    if (!dealt) continue;
    // What nobody can take by type: within a run people have less and less time.
    const stuck = new Set<string>();
    const query = { kind: TASKS, list: taskLists.queue(queue), limit: TOGETHER };
    const all = pages((start) => context.store.queryDocuments(context.tenant, { ...query, ...start }));
    for await (const { documents } of all) {
      const ids = documents.flatMap((document) => {
        const { task } = toStoredTask(document);
        return isToBeDealt(work, task) && !stuck.has(kindOf(task)) ? [task.id] : [];
      });
      if (ids.length > 0) given += await dealTogether(context, { work, rules }, { role, ids, stuck });
    }
  }
  return given;
}

const isToBeDealt = ({ document }: Work, task: Task) =>
  task.status === 'waiting' && lackingOf(document, task).length === 0;

/** Tasks for which the same stands against everybody, but for conditions on their clients. */
const kindOf = ({ type, declinedBy }: Task) => JSON.stringify([type, declinedBy.toSorted()]);

interface Chunk {
  readonly role: string;
  readonly ids: readonly string[];
  readonly stuck: Set<string>;
}

function dealTogether(
  context: ServiceContext,
  { work, rules }: Dealt,
  { role, ids, stuck }: Chunk,
): Promise<number> {
  const isAsked = rules[`tasks:${role}`]?.eligible !== undefined;
  return context.turns.take(new Set([dealTurn(role), ...ids.map(taskTurn)]), () =>
    unitOfWork(context, async () => {
      const { store, tenant } = context;
      const found = new Map(
        (await store.readDocuments(tenant, TASKS, [...ids])).map((one) => [one.id, toStoredTask(one)]),
      );
      const tasks = ids.flatMap((id) => found.get(id) ?? []).filter(({ task }) => isToBeDealt(work, task));
      const dealing = await TaskDealing.over(context, work, rules, {
        role,
        tasks: tasks.map(({ task }) => task),
      });
      const documents: DocumentChange[] = [];
      for (const stored of tasks) {
        if (stuck.has(kindOf(stored.task))) continue;
        const { change, result } = await dealOne(context, work, dealing, { stored, by: 'system' });
        if (change) documents.push(change);
        else if (result.ok && !isAsked) stuck.add(kindOf(stored.task));
      }
      const outcome = documents.length;
      return { outcome, work: { documents: outcome > 0 ? [...documents, ...dealing.changes()] : [] } };
    }),
  );
}

interface ToDeal {
  readonly stored: StoredTask;
  readonly by: string;
  readonly commandId?: string | undefined;
}

async function dealOne(
  context: ServiceContext,
  work: Work,
  dealing: TaskDealing,
  { stored, by, commandId }: ToDeal,
): Promise<{ readonly result: TaskAssignResult; readonly change?: DocumentChange }> {
  const { task } = stored;
  const now = context.now();
  const { outcome, enter } = dealing.decide(task);
  if (!('employeeId' in outcome)) return { result: { ok: true, repeated: false, outcome, task, events: [] } };
  const { employeeId } = outcome;
  const sender = by === 'system' ? by : { by };
  const command = { type: 'passOn', taskId: task.id, to: { employeeId } } as const;
  const dealt = enter();
  const decided = await decideOnTask(context, stored, command, { work, sender, now, commandId, dealt });
  if (!decided.ok) return { result: { ok: false, repeated: false, refused: decided.refused } };
  const { task: after, events } = decided;
  return {
    result: { ok: true, repeated: false, outcome, task: after, events },
    change: taskChange(work, stored, after, events, now),
  };
}

/** Who may put a task into its queue may have it dealt: whoever leads it. */
async function refusedTo(
  context: ServiceContext,
  work: Work,
  stored: StoredTask | undefined,
  { taskId, by }: { readonly taskId: string; readonly by: string },
): Promise<readonly TaskRefusal[]> {
  if (!stored) return [{ code: 'UNKNOWN_TASK', taskId }];
  const { status, queue, type } = stored.task;
  const lacks = lackingOf(work.document, stored.task);
  const { queues, tasks } = work.document;
  const command = { type: 'passOn', taskId, to: { queue } } as const;
  const decided = await decideOnTask(context, stored, command, { work, sender: { by }, now: context.now() });
  return [
    ...(decided.ok ? [] : decided.refused),
    ...(decided.ok && status !== 'waiting'
      ? [{ code: 'WRONG_TASK_STATUS', taskId, status, allowed: ['waiting'] } as const]
      : []),
    ...(decided.ok && lacks.includes('type')
      ? [{ code: 'UNKNOWN_TASK_TYPE', taskType: type, known: Object.keys(tasks) } as const]
      : []),
    ...(decided.ok && lacks.includes('queue')
      ? [{ code: 'UNKNOWN_QUEUE', queue, known: Object.keys(queues) } as const]
      : []),
  ];
}

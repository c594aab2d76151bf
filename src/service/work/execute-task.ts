import { admit } from '../../errors/admit.ts';
import type { Work } from '../../work/define-work.ts';
import {
  type CheckedTaskCommand,
  type TaskCommand,
  taskCommandSchema,
} from '../../work/task/task-command.ts';
import type { TaskEvent } from '../../work/task/task-event.ts';
import type { TaskRefusal } from '../../work/task/task-refusal.ts';
import { assertSender } from '../actors.ts';
import { assertCommandIds } from '../assert-command-ids.ts';
import type { ExecuteOptions } from '../execute.ts';
import { RepeatedCommands } from '../repeated-commands.ts';
import type { ServiceContext } from '../service-context.ts';
import { type Decided, unitOfWork } from '../unit-of-work.ts';
import { decideOnTask } from './decide-on-task.ts';
import { readTask, TASKS, taskChange } from './task-documents.ts';
import type { TaskResult } from './task-result.ts';

/** What is kept of a command under an id. Of events, where they stand in the task's history. */
export type KeptTaskOutcome =
  | {
      readonly ok: true;
      readonly clientId: string;
      readonly taskId: string;
      readonly after: number;
      readonly to: number;
    }
  | {
      readonly ok: false;
      /** About whom it was said, so that an erasure of theirs finds it; absent where there was no task. */
      readonly clientId?: string;
      readonly refused: readonly TaskRefusal[];
    };

/** Carries out one command to a task, whole or not at all. */
export async function executeTask(
  context: ServiceContext,
  work: Work,
  input: TaskCommand,
  { by, commandId }: ExecuteOptions,
): Promise<TaskResult> {
  assertSender(by);
  assertCommandIds([commandId]);
  const command = admit(taskCommandSchema, input, 'INVALID_COMMAND', 'a command');
  await context.versions.assertCurrent();
  const turn = new Set([taskTurn(command.taskId)]);
  return context.turns.take(turn, () =>
    unitOfWork(context, () => decide(context, work, command, { by, ...(commandId && { commandId }) })),
  );
}

/** Whoever works on a task within this process takes turns. */
export const taskTurn = (taskId: string): string => `@task ${taskId}`;

async function decide(
  context: ServiceContext,
  work: Work,
  command: CheckedTaskCommand,
  { by, commandId }: ExecuteOptions,
): Promise<Decided<TaskResult>> {
  const content = { command, by };
  const recorded = await RepeatedCommands.of(context, [commandId]);
  const first = recorded.first<KeptTaskOutcome>(commandId, content);
  if (first) return { outcome: await toldAgain(context, first) };
  const stored = await readTask(context, command.taskId);
  const now = context.now();
  const outcome = await decideOnTask(context, stored, command, { work, sender: { by }, now, commandId });
  if (!outcome.ok) {
    const { refused } = outcome;
    const clientId = 'clientId' in command ? command.clientId : stored?.task.clientId;
    const kept: KeptTaskOutcome = { ok: false, ...(clientId !== undefined && { clientId }), refused };
    recorded.keep(commandId, content, kept);
    return { outcome: { ok: false, repeated: false, refused }, work: { outcomes: recorded.outcomes } };
  }
  const { task, events } = outcome;
  const [after, to] = [task.revision - events.length, task.revision];
  const { id: taskId, clientId } = task;
  recorded.keep(commandId, content, { ok: true, clientId, taskId, after, to } satisfies KeptTaskOutcome);
  const documents = events.length > 0 ? [taskChange(work, stored, task, events, now)] : [];
  return {
    outcome: { ok: true, repeated: false, task, events },
    work: { documents, outcomes: recorded.outcomes },
  };
}

/** The first outcome, with the task as it is now. */
export async function toldAgain(
  context: ServiceContext,
  first: NonNullable<ReturnType<RepeatedCommands['first']>>,
): Promise<TaskResult> {
  if ('reused' in first) return { ok: false, repeated: false, refused: [first.reused] };
  const kept = first.kept as KeptTaskOutcome;
  if (!kept.ok) return { ok: false, repeated: true, refused: kept.refused };
  const stored = await readTask(context, kept.taskId);
  if (!stored) return { ok: false, repeated: true, refused: [{ code: 'UNKNOWN_TASK', taskId: kept.taskId }] };
  const history = await context.store.documentHistory(context.tenant, TASKS, kept.taskId);
  const events = history.slice(kept.after, kept.to) as TaskEvent[];
  return { ok: true, repeated: true, task: stored.task, events };
}

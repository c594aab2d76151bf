import type { FactValue } from '../../conditions/fact-schema.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { Instant } from '../../time/instant.ts';
import type { Work } from '../../work/define-work.ts';
import type { TaskContext, TaskOutcome } from '../../work/task/decide-task.ts';
import type { CheckedTaskCommand } from '../../work/task/task-command.ts';
import type { TaskRefusal } from '../../work/task/task-refusal.ts';
import { isEmployed } from '../../workforce/presence.ts';
import { asOfNow } from '../as-of-now.ts';
import type { ServiceContext } from '../service-context.ts';
import { taskActor } from './task-actor.ts';
import type { StoredTask } from './task-documents.ts';

/** Who does it; nobody is asked whether `system` may. */
type TaskSender = { readonly by: string } | 'system';

interface Deciding {
  readonly work: Work;
  readonly sender: TaskSender;
  readonly now: Instant;
  readonly commandId?: string | undefined;
}

/** Decides on a command to a task by what is so now: the roles, the client's facts, and the staff. */
export async function decideOnTask(
  context: ServiceContext,
  stored: StoredTask | undefined,
  command: CheckedTaskCommand,
  { work, sender, now, commandId }: Deciding,
): Promise<TaskOutcome> {
  const task = stored?.task;
  const actor = sender === 'system' ? { by: 'system' } : await taskActor(context, sender.by, task, now);
  const about = command.type === 'open' ? await clientOf(context, work, command, now) : {};
  const decided = work.decide(task, command, {
    ...actor,
    now,
    commandId,
    facts: about.facts,
  } satisfies TaskContext);
  const also = [...(about.refused ?? []), ...(await colleagueRefused(context, work, stored, command, now))];
  if (also.length === 0) return decided;
  return { ok: false, refused: decided.ok ? also : [...decided.refused, ...also] };
}

/** What the classes of the type read of the client, or why there can be no task for it. */
async function clientOf(
  context: ServiceContext,
  work: Work,
  { clientId, taskType }: Extract<CheckedTaskCommand, { type: 'open' }>,
  now: Instant,
): Promise<{ facts?: Record<string, FactValue>; refused?: readonly TaskRefusal[] }> {
  const { conveyor, store, tenant } = context;
  const [stored] = await store.readClients(tenant, [clientId]);
  if (!stored) return { refused: [{ code: 'UNKNOWN_TASK_CLIENT', clientId }] };
  const into = stored.mergedInto?.clientId;
  if (into !== undefined) return { refused: [{ code: 'TASK_CLIENT_MERGED', clientId, into }] };
  const client = asOfNow(stored, context, now);
  if (conveyor.blueprint.states[client.state]?.final)
    return { refused: [{ code: 'TASK_CLIENT_CLOSED', clientId }] };
  // A type that there is not is refused by the decision itself.
  if (!lookup(work.document.tasks, taskType)) return {};
  const facts = work.factsFor(taskType).flatMap((path) => {
    const value = conveyor.fact(client, path, now);
    return value === undefined ? [] : [[path, value] as const];
  });
  return { facts: Object.fromEntries(facts) };
}

/** Whoever is given a task is on the staff and works in its queue, or leads it. */
async function colleagueRefused(
  { store, tenant }: ServiceContext,
  { document }: Work,
  stored: StoredTask | undefined,
  command: CheckedTaskCommand,
  now: Instant,
): Promise<readonly TaskRefusal[]> {
  if (!stored || command.type !== 'passOn' || !('employeeId' in command.to)) return [];
  const { employeeId } = command.to;
  const { queue } = stored.task;
  const employee = await store.readEmployee(tenant, employeeId);
  const { role, lead } = lookup(document.queues, queue) ?? {};
  const roles = employee && isEmployed(employee, now) ? employee.roles : [];
  const isTheirs = [role, lead].some((one) => one !== undefined && roles.includes(one));
  return isTheirs ? [] : [{ code: 'NOT_IN_QUEUE', employeeId, queue }];
}

import type { Client } from '../../client/client.ts';
import type { FactValue } from '../../conditions/fact-schema.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { Instant } from '../../time/instant.ts';
import type { Work } from '../../work/define-work.ts';
import type { TaskOpeningDeadline } from '../../work/document/opening-deadline.ts';
import type { TaskContext, TaskOutcome } from '../../work/task/decide-task.ts';
import type { CheckedTaskCommand } from '../../work/task/task-command.ts';
import type { DealtCause } from '../../work/task/task-event.ts';
import type { TaskRefusal } from '../../work/task/task-refusal.ts';
import { isEmployed } from '../../workforce/presence.ts';
import { asOfNow } from '../as-of-now.ts';
import type { ServiceContext } from '../service-context.ts';
import { cardOfOrder, cardOfTask, survivorOf } from './home-of-task.ts';
import { awayRefused } from './queue-worker.ts';
import { taskActor } from './task-actor.ts';
import type { StoredTask } from './task-documents.ts';

/** Who does it; nobody is asked whether `system` may. */
type TaskSender = { readonly by: string } | 'system';

interface Deciding {
  readonly work: Work;
  readonly sender: TaskSender;
  readonly now: Instant;
  readonly commandId?: string | undefined;
  /** Of a task that is dealt to somebody: by which figures. */
  readonly dealt?: DealtCause | undefined;
  /** Of a task that a deadline of its client opens: which. */
  readonly deadline?: TaskOpeningDeadline | undefined;
}

/** Decides on a command to a task by what is so now: the roles, the client's facts, and the staff. */
export async function decideOnTask(
  context: ServiceContext,
  stored: StoredTask | undefined,
  command: CheckedTaskCommand,
  { work, sender, now, commandId, deadline, dealt }: Deciding,
): Promise<TaskOutcome> {
  const task = stored?.task;
  const actor = sender === 'system' ? { by: 'system' } : await taskActor(context, sender.by, task, now);
  const about = command.type === 'open' ? await clientOf(context, work, command, { sender, now }) : {};
  const known = { ...actor, now, commandId, deadline, dealt, facts: about.facts } satisfies TaskContext;
  const { card } = about;
  const first = card === undefined ? command : ({ ...command, clientId: card } as typeof command);
  const decided = work.decide(task, first, known);
  const also = [
    ...(about.refused ?? []),
    ...(await takerRefused(context, work, stored, command, { sender, now })),
    ...(await openingRefused(context, stored, command)),
  ];
  if (also.length > 0) return { ok: false, refused: decided.ok ? also : [...decided.refused, ...also] };
  return decided.ok && about.survivor !== undefined ? followed(work, decided, about.survivor, now) : decided;
}

/** A task of a duplicate's card, where it is about the client that the card is merged into. */
function followed(
  work: Work,
  { task, events }: Extract<TaskOutcome, { ok: true }>,
  clientId: string,
  now: Instant,
): TaskOutcome {
  const command = { type: 'follow', taskId: task.id, clientId } as const;
  const decided = work.decide(task, command, { by: 'system', now });
  return decided.ok ? { ...decided, events: [...events, ...decided.events] } : decided;
}

/** Whom a task is opened for. */
interface About {
  readonly facts?: Record<string, FactValue>;
  readonly refused?: readonly TaskRefusal[];
  /** The card that it is of: the client's own, or a duplicate's that is merged into it. */
  readonly card?: string;
  /** Of a duplicate's card, the client. */
  readonly survivor?: string;
}

/** What the classes of the type read of the client, or why there can be no task for it. */
async function clientOf(
  context: ServiceContext,
  work: Work,
  { clientId: named, taskType, orderId, at }: Extract<CheckedTaskCommand, { type: 'open' }>,
  { sender, now }: Pick<Deciding, 'sender' | 'now'>,
): Promise<About> {
  const { conveyor, store, tenant } = context;
  const order = orderId === undefined ? undefined : await orderCard(context, named, orderId, sender);
  const card = order ?? named;
  const clientId = sender === 'system' ? await survivorOf(context, card) : named;
  const both = await store.readClients(tenant, [...new Set([clientId, card])]);
  const stored = both.find(({ id }) => id === clientId);
  if (!stored) return { refused: [{ code: 'UNKNOWN_TASK_CLIENT', clientId }] };
  const into = stored.mergedInto?.clientId;
  if (into !== undefined) return { refused: [{ code: 'TASK_CLIENT_MERGED', clientId, into }] };
  const client = asOfNow(stored, context, now);
  if (conveyor.blueprint.states[client.state]?.final)
    return { refused: [{ code: 'TASK_CLIENT_CLOSED', clientId }] };
  const tooEarly = beforeRegistration(both, at ?? now);
  if (tooEarly) return { refused: [tooEarly] };
  // A type that there is not is refused by the decision itself.
  if (!lookup(work.document.tasks, taskType)) return {};
  const facts = work.factsFor(taskType).flatMap((path) => {
    const value = conveyor.fact(client, path, now);
    return value === undefined ? [] : [[path, value] as const];
  });
  return {
    facts: Object.fromEntries(facts),
    card,
    ...(card !== clientId && { survivor: clientId }),
  };
}

/** Nothing is to be done for a client before there was one, or a card of its. */
function beforeRegistration(clients: readonly Client[], at: Instant): TaskRefusal | undefined {
  const [since] = clients.map(({ registeredAt }) => registeredAt).sort();
  return since !== undefined && at < since ? { code: 'TASK_TOO_EARLY', at, since } : undefined;
}

/**
 * The duplicate whose order it is, so that its task goes with the order when the merge is undone. Of an event
 * that is followed late it may be undone by now; whoever opens a task means the client as it is.
 */
async function orderCard(
  context: ServiceContext,
  clientId: string,
  orderId: string,
  sender: TaskSender,
): Promise<string | undefined> {
  const [client] = await context.store.readClients(context.tenant, [clientId]);
  const isOwn = client?.orders.recent.some(({ id }) => id === orderId) && client.merged.length === 0;
  if (!client || isOwn || (sender !== 'system' && client.merged.length === 0)) return undefined;
  const card = await cardOfOrder(context, clientId, orderId);
  if (card === undefined || sender === 'system') return card;
  return (await survivorOf(context, card)) === clientId ? card : undefined;
}

/** A task cannot turn out to have been opened before its client was there. */
async function openingRefused(
  context: ServiceContext,
  stored: StoredTask | undefined,
  command: CheckedTaskCommand,
): Promise<readonly TaskRefusal[]> {
  if (!stored || command.type !== 'correct') return [];
  const card = await cardOfTask(context, stored.task);
  const { store, tenant } = context;
  const both = await store.readClients(tenant, [...new Set([card, stored.task.clientId])]);
  const refused = beforeRegistration(both, command.openedAt);
  return refused ? [refused] : [];
}

/** Whoever is given a task works in its queue or leads it. They are there, and so is whoever takes one. */
async function takerRefused(
  { store, tenant }: ServiceContext,
  { document }: Work,
  stored: StoredTask | undefined,
  command: CheckedTaskCommand,
  { sender, now }: Pick<Deciding, 'sender' | 'now'>,
): Promise<readonly TaskRefusal[]> {
  const employeeId = takerOf(command, sender);
  if (!stored || employeeId === undefined) return [];
  const employee = await store.readEmployee(tenant, employeeId);
  if (command.type === 'take') return employee ? awayRefused(employee, now) : [];
  const { queue } = stored.task;
  const { role, lead } = lookup(document.queues, queue) ?? {};
  const roles = employee && isEmployed(employee, now) ? employee.roles : [];
  const isTheirs = [role, lead].some((one) => one !== undefined && roles.includes(one));
  return employee && isTheirs ? awayRefused(employee, now) : [{ code: 'NOT_IN_QUEUE', employeeId, queue }];
}

function takerOf(command: CheckedTaskCommand, sender: TaskSender): string | undefined {
  if (command.type === 'passOn' && 'employeeId' in command.to) return command.to.employeeId;
  return command.type === 'take' && sender !== 'system' ? sender.by : undefined;
}

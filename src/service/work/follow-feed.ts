import type { ClientEvent } from '../../client/event.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { DocumentChange, FeedEntry } from '../../storage/port.ts';
import { type Instant, later } from '../../time/instant.ts';
import type { Work } from '../../work/define-work.ts';
import type { Task } from '../../work/task/task.ts';
import type { CheckedTaskCommand } from '../../work/task/task-command.ts';
import type { TaskEvent } from '../../work/task/task-event.ts';
import type { Employee, EmployeeEvent } from '../../workforce/employee.ts';
import { isEmployed, isPresent, standInOf } from '../../workforce/presence.ts';
import { fingerprint } from '../fingerprint.ts';
import type { ServiceContext } from '../service-context.ts';
import { unitOfWork } from '../unit-of-work.ts';
import { openingsAfter } from './deadline-openings.ts';
import { decideOnTask } from './decide-on-task.ts';
import { homeOfTask, survivorOf } from './home-of-task.ts';
import { readTask, taskChange, taskLists } from './task-documents.ts';
import { tasksIn } from './task-pages.ts';
import { assertInUse, inUseBy, readWorkInUse } from './work-in-use.ts';

const BATCH = 200;

/** How many events of the log were gone through, and what came of it. */
interface FollowedFeed {
  readonly events: number;
  /** Tasks that were opened or changed for them. */
  readonly tasks: number;
  /** Of these, tasks that had come back to nobody, and were brought before their lead. */
  readonly leftToLead: number;
  /** Of these, tasks that a deadline opened. */
  readonly opened: number;
}

/**
 * Does to the tasks what the log says of clients and staff, event by event. What an event leads to is written
 * in one transaction with the place in the log: once, however many do it at once or are cut off.
 * @throws WORK_NOT_CURRENT
 */
export async function followFeed(context: ServiceContext, work: Work): Promise<FollowedFeed> {
  const total = { events: 0, tasks: 0, leftToLead: 0, opened: 0 };
  for (;;) {
    const done = await context.turns.take(new Set(['@work feed']), () => step(context, work));
    total.events += done.events;
    total.tasks += done.tasks;
    total.leftToLead += done.leftToLead;
    total.opened += done.opened;
    if (done.events === 0) return total;
  }
}

/** Goes on to the next event that leads to something, or over a batch of those that do not. */
function step(context: ServiceContext, work: Work): Promise<FollowedFeed> {
  return unitOfWork(context, async () => {
    const { store, tenant } = context;
    const inUse = await readWorkInUse(context);
    assertInUse(inUse, work);
    const entries = await store.readFeed(tenant, inUse.inUse.position, BATCH);
    const overtaken = await overtakenOpenings(context, entries);
    let events = 0;
    for (const entry of entries) {
      events++;
      const now = context.now();
      const documents: DocumentChange[] = [];
      let leftToLead = 0;
      for (const command of await commandsFor(context, work, { entry, now, overtaken })) {
        const stored = await readTask(context, command.taskId);
        const outcome = await decideOnTask(context, stored, command, { work, sender: 'system', now });
        if (!outcome.ok || outcome.events.length === 0) continue;
        documents.push(taskChange(work, stored, outcome.task, outcome.events, now));
        if (command.type === 'leaveToLead') leftToLead++;
      }
      if (documents.length === 0 && events < entries.length) continue;
      const moved = inUseBy(work, inUse, entry.position);
      const byDeadline = await openingsAfter(context, work, entries.slice(0, events), now);
      const { opened } = byDeadline;
      return {
        outcome: { events, tasks: documents.length + opened, leftToLead, opened },
        work: { documents: [...documents, ...byDeadline.documents, moved] },
      };
    }
    return { outcome: { events: 0, tasks: 0, leftToLead: 0, opened: 0 } };
  });
}

/** Tasks that were opened while their client was merged away or closed: nobody who did that saw them. */
async function overtakenOpenings(
  { store, tenant, conveyor }: ServiceContext,
  entries: readonly FeedEntry[],
): Promise<ReadonlySet<string>> {
  const opened = entries.flatMap(({ event }) =>
    event.type === 'taskOpened' && event.by !== 'system' ? [event as TaskEvent<'taskOpened'>] : [],
  );
  if (opened.length === 0) return new Set();
  const ids = [...new Set(opened.map(({ clientId }) => clientId))];
  const gone = (await store.readClients(tenant, ids)).filter(
    ({ state, mergedInto }) => mergedInto || conveyor.blueprint.states[state]?.final,
  );
  const goneIds = new Set(gone.map(({ id }) => id));
  return new Set(opened.filter(({ clientId }) => goneIds.has(clientId)).map(({ id }) => id));
}

interface Following {
  readonly entry: FeedEntry;
  readonly now: Instant;
  /** Ids of events by which tasks were opened too late. */
  readonly overtaken: ReadonlySet<string>;
}

/** What an event of the log means for tasks. */
async function commandsFor(
  context: ServiceContext,
  work: Work,
  { entry: { event }, now, overtaken }: Following,
): Promise<readonly CheckedTaskCommand[]> {
  if (event.type === 'taskReturned') return comingBackToNobody(context, event.taskId, now);
  if (overtaken.has(event.id)) return overtakenOpening(context, (event as TaskEvent).taskId);
  if (event.id.startsWith('@@')) return [];
  if (event.type === 'employeeLeft') return leaving(context, work, event as EmployeeEvent, now);
  if (event.id.startsWith('@')) return [];
  const told = event as ClientEvent;
  const { clientId } = told;
  switch (told.type) {
    case 'mergedAway':
      return goingHome(context, [clientId]);
    case 'mergeUndone':
      return goingHome(context, [told.into, await survivorOf(context, told.into)]);
    case 'stateChanged': {
      // A duplicate is in a final state, too; what is to be done for it is to be done for the survivor.
      if (!context.conveyor.blueprint.states[told.to]?.final || told.cause === 'merge') break;
      const tasks = await tasksIn(context, taskLists.ofClient(clientId));
      return tasks
        .filter(({ status, openedAt }) => isOpen(status) && openedAt <= told.recordedAt)
        .map(({ id: taskId }) => ({ type: 'closeWithClient', taskId }));
    }
    default:
  }
  return opening(context, work, told, now);
}

const isOpen = (status: Task['status']) => status !== 'done' && status !== 'cancelled';

/** What a leaver had in hand, and what had come back to them. Whoever was taken on again keeps it. */
async function leaving(
  context: ServiceContext,
  work: Work,
  { employeeId, happenedAt }: EmployeeEvent,
  now: Instant,
): Promise<readonly CheckedTaskCommand[]> {
  const staff = await context.staff.byId();
  const employee = staff.get(employeeId);
  if (employee && isEmployed(employee, now)) return [];
  const held = await tasksIn(context, taskLists.heldBy(employeeId));
  const returned = await tasksIn(context, taskLists.returnedTo(employeeId));
  return [
    ...held.map((task): CheckedTaskCommand => {
      const role = lookup(work.document.queues, task.queue)?.role;
      const deputy = employee && standInOf(employee, happenedAt, isThere(staff, role, now));
      if (!deputy) return toQueue(task);
      return { type: 'passOn', taskId: task.id, to: { employeeId: deputy.employeeId } };
    }),
    ...returned.map(({ id: taskId }): CheckedTaskCommand => ({ type: 'leaveToLead', taskId })),
  ];
}

/** Whether somebody is at work, or whatever `is` asks of them, and works in the queues of a role. */
export const isThere =
  (staff: ReadonlyMap<string, Employee>, role: string | undefined, now: Instant, is = isPresent) =>
  (id: string): boolean => {
    const one = staff.get(id);
    return one !== undefined && is(one, now) && (role === undefined || one.roles.includes(role));
  };

/** Back to where it came from. */
export const toQueue = ({ id: taskId, queue }: Task): CheckedTaskCommand => ({
  type: 'passOn',
  taskId,
  to: { queue },
});

/** A task that went back to time itself, or to somebody who has left, waits for nobody but the lead. */
async function comingBackToNobody(
  context: ServiceContext,
  taskId: string,
  now: Instant,
): Promise<readonly CheckedTaskCommand[]> {
  const task = (await readTask(context, taskId))?.task;
  if (task?.status !== 'returned') return [];
  const { openedBy } = task;
  if (openedBy !== 'system') {
    const employee = (await context.staff.byId()).get(openedBy);
    // Who is no employee is a service: it is told by whoever asks for what came back to it.
    if (!employee || isEmployed(employee, now)) return [];
  }
  return [{ type: 'leaveToLead', taskId }];
}

/** The client was merged away, or closed, while the task was opened. */
async function overtakenOpening(
  context: ServiceContext,
  taskId: string,
): Promise<readonly CheckedTaskCommand[]> {
  const stored = await readTask(context, taskId);
  if (!stored) return [];
  const clientId = await homeOfTask(context, stored.task);
  if (clientId !== stored.task.clientId) return [{ type: 'follow', taskId, clientId }];
  const [client] = await context.store.readClients(context.tenant, [clientId]);
  const isClosed = client && context.conveyor.blueprint.states[client.state]?.final;
  return isClosed && isOpen(stored.task.status) ? [{ type: 'closeWithClient', taskId }] : [];
}

/** The tasks of these clients that belong to another one by the merges as they are. */
async function goingHome(
  context: ServiceContext,
  clientIds: readonly string[],
): Promise<readonly CheckedTaskCommand[]> {
  const found: CheckedTaskCommand[] = [];
  for (const id of new Set(clientIds)) {
    for (const task of await tasksIn(context, taskLists.ofClient(id))) {
      const clientId = await homeOfTask(context, task);
      if (clientId !== id) found.push({ type: 'follow', taskId: task.id, clientId });
    }
  }
  return found;
}

/** Tasks that the document opens on such an event, where its condition is met by what is known by now. */
async function opening(
  context: ServiceContext,
  work: Work,
  event: ClientEvent,
  now: Instant,
): Promise<readonly CheckedTaskCommand[]> {
  const rules = work.openedOn(event.type);
  if (rules.length === 0) return [];
  const { store, tenant, conveyor } = context;
  const [client] = await store.readClients(tenant, [await survivorOf(context, event.clientId)]);
  if (!client) return [];
  const orderId = orderOf(event);
  const number = event.id.slice(event.id.lastIndexOf('#') + 1);
  const found: CheckedTaskCommand[] = [];
  const [card = client] = await store.readClients(tenant, [event.clientId]);
  // Of what happened before there was a client, the work begins with it.
  const at = later(event.happenedAt, card.registeredAt);
  for (const { taskType, facts, isMet } of rules) {
    const values = Object.fromEntries(facts.map((path) => [path, conveyor.fact(client, path, now)]));
    if (!isMet(values, now)) continue;
    const taskId = await freeId(context, `${taskType}-${fingerprint(event.clientId)}-${number}`);
    const about = { taskType, clientId: event.clientId, ...(orderId !== undefined && { orderId }) };
    found.push({ type: 'open', taskId, ...about, facts: {}, at });
  }
  return found;
}

/** The first id like it that nobody has taken: an event's task is not lost to whoever was there before. */
async function freeId(context: ServiceContext, taskId: string): Promise<string> {
  for (let id = taskId, n = 2; ; id = `${taskId}-${n++}`) if (!(await readTask(context, id))) return id;
}

function orderOf(event: ClientEvent): string | undefined {
  if ('orderId' in event) return event.orderId as string;
  return 'order' in event ? (event.order as { readonly id?: string }).id : undefined;
}

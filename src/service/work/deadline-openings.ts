import type { Client } from '../../client/client.ts';
import type { ClientEvent } from '../../client/event.ts';
import { groupBy } from '../../conditions/group-by.ts';
import type { DocumentChange, FeedEntry, StoredDocument } from '../../storage/port.ts';
import { type Instant, later } from '../../time/instant.ts';
import type { Work } from '../../work/define-work.ts';
import type { DeadlineOpening } from '../../work/document/openings.ts';
import type { CheckedTaskCommand } from '../../work/task/task-command.ts';
import { asOfNow } from '../as-of-now.ts';
import { changed } from '../changed-document.ts';
import { fingerprint } from '../fingerprint.ts';
import { pages } from '../pages.ts';
import type { ServiceContext } from '../service-context.ts';
import { unitOfWork } from '../unit-of-work.ts';
import { type ClientDeadline, clientDeadlines, passedDeadline } from './client-deadlines.ts';
import { decideOnTask } from './decide-on-task.ts';
import { OPENINGS, readTask, taskChange } from './task-documents.ts';

/** Those in whose list a client stands by the first moment that is ahead. */
const AHEAD = 'openings ahead';
/** So many clients are looked at together. */
const PAGE = 200;

/** A task that a deadline of a client is to open. */
interface Opening {
  readonly taskType: string;
  /** Of its deadline. A task is opened for it once, whichever of the rules of its type opens it. */
  readonly key: string;
  readonly opensAt: Instant;
  /** Its moment had come when it was last looked at. */
  readonly asked?: true;
  readonly opened?: true;
}

interface ClientOpenings {
  readonly clientId: string;
  readonly openings: readonly Opening[];
}

/** What is to be written, and how many tasks it opens. */
interface OpenedTasks {
  readonly documents: readonly DocumentChange[];
  readonly opened: number;
}

interface Looking {
  readonly client: Client;
  readonly stored: StoredDocument | undefined;
  /** Those of which the log says so. */
  readonly passed: readonly ClientDeadline[];
  /** No task is opened as of before it, for a deadline that was not known of then. */
  readonly since: Instant;
  readonly now: Instant;
}

/**
 * Opens what the deadlines of a client ask for by now, and notes what is ahead. A condition that is not met
 * is asked again with the client's next event. A task's id is made of its deadline: it is there at most once.
 */
async function openFor(
  context: ServiceContext,
  work: Work,
  { client, stored, passed, since, now }: Looking,
): Promise<OpenedTasks> {
  const { conveyor } = context;
  const ahead = clientDeadlines(client, conveyor.rules);
  const before = new Map(
    ((stored?.body as ClientOpenings | undefined)?.openings ?? []).map((one) => [keyOf(one), one]),
  );
  const documents: DocumentChange[] = [];
  const opened = new Set([...before.values()].flatMap((one) => (one.opened ? [one.key] : [])));
  const openings: Opening[] = [];
  const asNow = asOfNow(client, context, now);
  for (const rule of work.openedAtDeadlines) {
    const { taskType } = rule;
    for (const deadline of [...passed, ...ahead].filter((one) => isOf(rule, one))) {
      const key = fingerprint([taskType, deadline.kind, deadline.subject, deadline.at]);
      const opensAt = rule.opensAt(deadline.at);
      const isDue = opensAt <= now;
      if (isDue && !opened.has(key) && isMet(rule, asNow, context, now)) {
        const known = before.get(keyOf({ taskType, key, opensAt }));
        const wasAhead = (known && !known.asked) || passed.includes(deadline);
        const at = later(wasAhead ? opensAt : later(opensAt, since), client.registeredAt);
        const { subject: _, ...told } = deadline;
        const change = await open(context, work, { taskType, client, key, at, deadline: told, now });
        if (change !== 'refused') opened.add(key);
        if (typeof change === 'object') documents.push(change);
      }
      if (!ahead.includes(deadline)) continue;
      openings.push({
        ...{ taskType, key, opensAt },
        ...(isDue && { asked: true }),
        ...(opened.has(key) && { opened: true }),
      });
    }
  }
  const body: ClientOpenings = { clientId: client.id, openings };
  const isSame = JSON.stringify(openings) === JSON.stringify([...before.values()]);
  if (isSame) return { documents, opened: documents.length };
  const [next] = openings.flatMap((one) => (one.asked || one.opened ? [] : [one.opensAt])).sort();
  const note = changed(stored, { kind: OPENINGS, id: client.id, body });
  const lists = next === undefined ? {} : { [AHEAD]: next };
  return { documents: [...documents, { ...note, lists }], opened: documents.length };
}

const keyOf = ({ key, opensAt }: Opening): string => `${key} ${opensAt}`;

const isOf = ({ deadline, of }: DeadlineOpening, one: ClientDeadline): boolean =>
  deadline === one.kind && (of === undefined || of === one.of);

function isMet(rule: DeadlineOpening, client: Client, { conveyor }: ServiceContext, now: Instant): boolean {
  const values = Object.fromEntries(rule.facts.map((path) => [path, conveyor.fact(client, path, now)]));
  return rule.isMet(values, now);
}

interface ToOpen {
  readonly taskType: string;
  readonly client: Client;
  readonly key: string;
  readonly at: Instant;
  readonly deadline: Omit<ClientDeadline, 'subject'>;
  readonly now: Instant;
}

/** The task, unless it is there already, or there can be none for the client. */
async function open(
  context: ServiceContext,
  work: Work,
  { taskType, client, key, at, deadline, now }: ToOpen,
): Promise<DocumentChange | 'exists' | 'refused'> {
  const first = `${taskType}-${fingerprint([client.id, key])}`;
  for (let taskId = first, n = 2; ; taskId = `${first}-${n++}`) {
    const there = (await readTask(context, taskId))?.task;
    if (there?.openedBy === 'system') return 'exists';
    if (there) continue;
    const command: CheckedTaskCommand = {
      ...{ type: 'open', taskId, taskType, clientId: client.id, facts: {} },
      at,
    };
    const outcome = await decideOnTask(context, undefined, command, {
      work,
      sender: 'system',
      now,
      deadline,
    });
    if (!outcome.ok) return 'refused';
    return taskChange(work, undefined, outcome.task, outcome.events, now);
  }
}

const NOTHING: OpenedTasks = { documents: [], opened: 0 };

/** What the events of the log change of it: for each client once, by how the client is now. */
export async function openingsAfter(
  context: ServiceContext,
  work: Work,
  entries: readonly FeedEntry[],
  now: Instant,
): Promise<OpenedTasks> {
  if (work.openedAtDeadlines.length === 0) return NOTHING;
  const events = groupBy(
    entries.flatMap(({ event }) => (event.id.startsWith('@') ? [] : [event as ClientEvent])),
    ({ clientId }) => clientId,
  );
  const found = { documents: [] as DocumentChange[], opened: 0 };
  for (const { client, stored } of await readAll(context, [...events.keys()])) {
    const own = events.get(client.id) ?? [];
    const passed = own.flatMap((event) => passedDeadline(event, client) ?? []);
    const since = own[0]?.recordedAt ?? now;
    const { documents, opened } = await openFor(context, work, { client, stored, passed, since, now });
    found.documents.push(...documents);
    found.opened += opened;
  }
  return found;
}

async function readAll({ store, tenant }: ServiceContext, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const documents = await store.readDocuments(tenant, OPENINGS, [...ids]);
  const notes = new Map(documents.map((one) => [one.id, one]));
  const clients = await store.readClients(tenant, [...ids]);
  return clients.map((client) => ({ client, stored: notes.get(client.id) }));
}

/** Opens tasks whose moment has come since the log was followed. How many. */
export async function openByDeadlines(context: ServiceContext, work: Work): Promise<number> {
  if (work.openedAtDeadlines.length === 0) return 0;
  const { store, tenant } = context;
  const query = { kind: OPENINGS, list: AHEAD, limit: PAGE };
  let opened = 0;
  for (const seen = new Set<string>(); ; ) {
    const now = context.now();
    const { documents } = await store.queryDocuments(tenant, query);
    const due = documents.filter(
      ({ id, revision, lists }) => (lists?.[AHEAD] ?? '~') <= now && !seen.has(`${id} ${revision}`),
    );
    if (due.length === 0) return opened;
    for (const { id, revision } of due) seen.add(`${id} ${revision}`);
    opened += await lookAgain(
      context,
      work,
      due.map(({ id }) => id),
    );
  }
}

/** Looks at every client, whatever the log says: a document that opens tasks at other deadlines holds now. */
export async function openingsAnew(context: ServiceContext, work: Work): Promise<number> {
  if (work.openedAtDeadlines.length === 0) return 0;
  const { store, tenant } = context;
  let opened = 0;
  for await (const { clients } of pages((start) => store.queryClients(tenant, { limit: PAGE, ...start })))
    opened += await lookAgain(
      context,
      work,
      clients.map(({ id }) => id),
    );
  return opened;
}

/** Looks at clients one by one, each in a transaction of its own. */
async function lookAgain(context: ServiceContext, work: Work, ids: readonly string[]): Promise<number> {
  let opened = 0;
  for (const id of ids) {
    opened += await context.turns.take(new Set([`@openings ${id}`]), () =>
      unitOfWork(context, async () => {
        const [found] = await readAll(context, [id]);
        if (!found) return { outcome: 0 };
        const now = context.now();
        const looked = await openFor(context, work, { ...found, passed: [], since: now, now });
        return { outcome: looked.opened, work: { documents: [...looked.documents] } };
      }),
    );
  }
  return opened;
}

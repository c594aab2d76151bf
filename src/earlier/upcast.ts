import type { FeedEntry, StoredDocument } from '../storage/port.ts';
import { actionToday } from './earlier-names.ts';
import { byTodaysName } from './event-names.ts';
import { withLimitsOfToday } from './limits-of-handoff.ts';

type Json = Readonly<Record<string, unknown>>;

/** An event of the log as it would be written today. */
export function upcastLogged<Event extends FeedEntry['event']>(event: Event): Event {
  if (event.type === 'planDrafted') return withPolicy(event) as unknown as Event;
  if ((event.type as string) === 'taskRequeued') return asRenamed(event as object) as unknown as Event;
  return byTodaysName(event);
}

/** A queue in the place of another one was told by itself. */
function asRenamed(event: object): Json {
  const { queue, from, ...head } = event as Json;
  return { ...head, type: 'taskRenamed', names: { queues: { [from as string]: queue } } };
}

/** What was kept of a command: a refusal says what was refused. */
export function upcastOutcome(outcome: unknown): unknown {
  if (typeof outcome !== 'object' || outcome === null) return outcome;
  const { refusal, reasons } = outcome as { readonly refusal?: Json; readonly reasons?: readonly Json[] };
  if (reasons) return { ...(outcome as Json), reasons: reasons.map(upcastReason) };
  if (!refusal) return outcome;
  const { command, reasons: against } = refusal as { command: string; reasons: readonly Json[] };
  return {
    ...(outcome as Json),
    refusal: { ...refusal, command: actionToday(command), reasons: against.map(upcastReason) },
  };
}

const upcastReason = (reason: Json): Json =>
  reason.code === 'NOT_AUTHORIZED' ? { ...reason, action: actionToday(reason.action as string) } : reason;

/** A document as it would be written today. */
export function upcastDocument(document: StoredDocument): StoredDocument {
  const { kind, body } = document;
  if (typeof body !== 'object' || body === null) return document;
  const upcast = kind.startsWith('redistributionPlan:') ? upcastRows : upcastBodies.get(kind);
  return upcast ? { ...document, body: upcast(body as Json) } : document;
}

/** By the kind of the document. */
const upcastBodies = new Map<string, (body: Json) => unknown>([
  ['blueprint', withBlueprint],
  ['blueprintPointer', withBlueprint],
  ['redistributionPlan', (body) => ({ ...body, plan: withPolicy(body.plan as Json) })],
]);

function withBlueprint(body: Json): Json {
  const { blueprint } = body as { readonly blueprint?: Json };
  if (!blueprint) return body;
  const { roles, services = {} } = blueprint as Readonly<Record<'roles' | 'services', Json>>;
  return {
    ...body,
    blueprint: {
      ...(withLimitsOfToday(blueprint) as Json),
      roles: eachPart(roles, withMay),
      services: eachPart(services, withMay),
    },
  };
}

/** What a service may do is one list; of a role, there are two. */
function withMay(of: Json): Json {
  const { may } = of as { readonly may: readonly string[] | Json };
  const today = (list: unknown) => (list as readonly string[]).map(actionToday);
  return { ...of, may: Array.isArray(may) ? today(may) : eachPart(may as Json, today) };
}

function withPolicy(of: object): Json {
  const { policy } = of as { readonly policy: Json };
  const { movable, facts, ...rest } = renamed(
    renamed(policy, 'who', 'movable'),
    'keepHoldingsTogether',
    'keepGroupsTogether',
  );
  return {
    ...of,
    policy: {
      ...rest,
      ...(movable !== undefined && { movable: movable === 'orphans' ? 'displaced' : movable }),
      ...(facts !== undefined && { facts: renamed(facts as Json, 'holding', 'accountGroup') }),
    },
  };
}

/** Rows of a plan: of clients in columns, of clients in a list, or of something else. */
function upcastRows(body: Json): Json {
  const { client, rows } = body as { readonly client?: Json; readonly rows?: readonly { client: Json }[] };
  if (client) return { ...body, client: renamed(client, 'holding', 'accountGroup') };
  if (!rows) return body;
  return {
    ...body,
    rows: rows.map((row) => ({ ...row, client: renamed(row.client, 'holding', 'accountGroup') })),
  };
}

/** The record with one name changed; itself where it has no such name. */
function renamed(record: Json, earlier: string, today: string): Json {
  if (!Object.hasOwn(record, earlier)) return record;
  const { [earlier]: value, ...rest } = record;
  return { ...rest, [today]: value };
}

const eachPart = <Part>(record: Json, change: (part: Part) => unknown): Json =>
  Object.fromEntries(Object.entries(record).map(([name, part]) => [name, change(part as Part)]));

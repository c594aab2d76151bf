import { millisecondsInDay } from 'date-fns/constants';
import type { Client } from '../client/client.ts';
import { type ConveyorError, isConveyorError } from '../errors/conveyor-error.ts';
import type { ClientPage } from '../storage/port.ts';
import type { Instant } from '../time/instant.ts';
import { allClients } from './query-clients.ts';
import { type ReprojectResult, writeAnew } from './reproject.ts';
import type { ServiceContext } from './service-context.ts';
import { unitOfWork } from './unit-of-work.ts';
import { readStanding } from './versions/blueprint-documents.ts';
import { type Behind, type RulesInUse, rulesIn, rulesNoted, type Unswept } from './versions/rules-in-use.ts';

const PAGE = 500;
/** They are counted no more often than that: it reads every client. */
const COUNTED_EVERY = millisecondsInDay;

/**
 * Stores every client's due date by the rules of now, once after the rules have changed without a migration.
 * Page by page: whoever runs it again, or after a kill, goes on where it was.
 */
export async function bringForward(context: ServiceContext): Promise<ReprojectResult['failures']> {
  const failures: ReprojectResult['failures'][number][] = [];
  let unswept = (await readRules(context))?.unswept;
  while (unswept) {
    const page = await pageAfter(context, unswept.cursor);
    if ('unreadable' in page) return [...failures, page.unreadable];
    const ids = page.clients.map(({ id }) => id);
    failures.push(...(await writeAnew(context, ids)).failures);
    const { next: cursor } = page;
    unswept = cursor === undefined ? undefined : { cursor };
    await note(context, unswept ?? (failures.length > 0 ? {} : undefined));
  }
  return failures;
}

/** Clients that cannot be read are rare. The sweep ends before its page, and comes back to it. */
async function pageAfter(
  { store, tenant }: ServiceContext,
  after: string | undefined,
): Promise<ClientPage | { readonly unreadable: ReprojectResult['failures'][number] }> {
  try {
    return await store.queryClients(tenant, { limit: PAGE, ...(after !== undefined && { after }) });
  } catch (error) {
    if (!isConveyorError(error, 'CORRUPT_RECORD')) throw error;
    return { unreadable: { clientId: clientIn(error), error } };
  }
}

const clientIn = ({ details }: ConveyorError) => String(details.id ?? '');

/**
 * Who stands behind by now; undefined where nobody can. Counted once a day, after the due work, as whatever
 * is late by then.
 */
export async function standBehind(context: ServiceContext): Promise<Behind | undefined> {
  const unswept = (await readRules(context))?.unswept;
  if (!unswept) return undefined;
  const asOf = context.now();
  const { behind: known } = unswept;
  if (known && Date.parse(asOf) - Date.parse(known.asOf) < COUNTED_EVERY) return known;
  const clients = await countBehind(context, asOf);
  if (clients === undefined) return known;
  const behind = { clients, asOf };
  await note(context, { ...unswept, behind });
  return behind;
}

/** Undefined where a client cannot be read. */
async function countBehind(context: ServiceContext, asOf: Instant): Promise<number | undefined> {
  try {
    const late = new Set<string>();
    for await (const { id } of allClients(context, { dueBy: asOf })) late.add(id);
    let clients = 0;
    for await (const client of allClients(context, {}))
      if (isDue(context, client, asOf) && !late.has(client.id)) clients++;
    return clients;
  } catch (error) {
    if (isConveyorError(error, 'CORRUPT_RECORD')) return undefined;
    throw error;
  }
}

/** Who stood behind when they were last counted. */
export const knownBehind = async (context: ServiceContext): Promise<Behind | undefined> =>
  (await readRules(context))?.unswept?.behind;

/** What the tenant works by under the conveyor's version, where it was written down. */
export async function readRules(context: ServiceContext): Promise<RulesInUse | undefined> {
  return rulesIn((await readStanding(context, context.conveyor.blueprint.version)).rules);
}

function isDue({ conveyor }: ServiceContext, client: Client, asOf: Instant): boolean {
  try {
    const dueAt = conveyor.nextDueAt(client);
    return dueAt !== undefined && dueAt <= asOf;
  } catch {
    return false;
  }
}

function note(context: ServiceContext, unswept: Unswept | undefined): Promise<void> {
  return unitOfWork(context, async () => {
    const { rules } = await readStanding(context, context.conveyor.blueprint.version);
    const known = rulesIn(rules);
    if (!known) return { outcome: undefined };
    const { unswept: _, ...rest } = known;
    const documents = [rulesNoted(rules, { ...rest, ...(unswept && { unswept }) })];
    return { outcome: undefined, work: { documents } };
  });
}

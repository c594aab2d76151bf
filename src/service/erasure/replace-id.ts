import type { ClientEvent } from '../../client/event.ts';
import { mapFields } from '../../erasure/map-fields.ts';
import type { Renaming } from '../../erasure/rename-ids.ts';
import type { RecordedOutcome } from '../../storage/port.ts';
import { chunks } from '../chunks.ts';
import type { ServiceContext } from '../service-context.ts';
import { unitOfWork, write } from '../unit-of-work.ts';
import { erasedClient } from './erased-client.ts';
import type { Erased } from './erasure.ts';
import { wholeClients } from './family.ts';
import { inDocuments } from './id-in-documents.ts';
import { inEmployees } from './id-in-employees.ts';
import { type IdReplacement, spellings, withoutId } from './id-replacement.ts';
import { mentioned } from './mentioned.ts';

/** Puts another id in the place of one wherever it stands, but for the record's own. */
export async function replaceId(context: ServiceContext, how: IdReplacement): Promise<Erased> {
  const found = await eventsWith(context, how.renaming);
  const clients = await inClients(context, how, found.clientIds);
  const employees = await inEmployees(context, how, found.employeeIds);
  const outcomes = await inOutcomes(context, how);
  const documents = await inDocuments(context, how);
  return {
    clients: clients.ids,
    employees: employees.ids,
    events: clients.events + employees.events + documents.events,
    outcomes,
    documents: documents.documents,
  };
}

/** Whose logs and snapshots have the id, the record's own apart. */
async function eventsWith(context: ServiceContext, renaming: Renaming) {
  const [clientIds, employeeIds] = [new Set<string>(), new Set<string>()];
  for await (const { event } of mentioned(context, 'events', spellings(renaming))) {
    if ('clientId' in event) clientIds.add(event.clientId);
    else if ('employeeId' in event) employeeIds.add(event.employeeId);
  }
  for await (const { id } of mentioned(context, 'clients', spellings(renaming))) clientIds.add(id);
  for await (const { id } of mentioned(context, 'employees', spellings(renaming))) employeeIds.add(id);
  if (renaming.kind === 'clientId') clientIds.delete(renaming.from);
  else employeeIds.delete(renaming.from);
  return { clientIds, employeeIds };
}

async function inClients(context: ServiceContext, how: IdReplacement, ids: Iterable<string>) {
  const change = withoutId(how);
  const done: string[] = [];
  let events = 0;
  for (const id of ids) {
    const rewritten = await context.turns.take(new Set([id]), () =>
      unitOfWork(context, async () => {
        const [whole] = await wholeClients(context, [id]);
        const rewriting = { snapshot: change, event: (_: ClientEvent) => change };
        const erased = whole && (await erasedClient(context, whole, rewriting, how.note));
        return {
          outcome: erased?.rewritten.length,
          ...(erased && { work: { clients: [erased.change], rewritten: { events: erased.rewritten } } }),
        };
      }),
    );
    if (rewritten === undefined) continue;
    done.push(id);
    events += rewritten;
  }
  return { ids: done, events };
}

async function inOutcomes(context: ServiceContext, how: IdReplacement): Promise<number> {
  const change = withoutId(how);
  const found = new Map<string, RecordedOutcome>();
  for await (const kept of mentioned(context, 'outcomes', spellings(how.renaming))) {
    const outcome = mapFields(kept.outcome, ['outcome'], change);
    if (JSON.stringify(outcome) !== JSON.stringify(kept.outcome))
      found.set(kept.commandId, { ...kept, outcome });
  }
  for await (const outcomes of chunks(found.values(), 500)) await write(context, { rewritten: { outcomes } });
  return found.size;
}

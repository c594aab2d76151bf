import type { Client } from '../client/client.ts';
import { type Forms, whole } from '../errors/assert-options.ts';
import { clientFault } from '../errors/client-fault.ts';
import type { ConveyorError } from '../errors/conveyor-error.ts';
import type { ClientChange } from '../storage/port.ts';
import { pages } from './pages.ts';
import type { ServiceContext } from './service-context.ts';
import { unitOfWork } from './unit-of-work.ts';

/** How facts are written down again. */
export interface ReprojectOptions {
  /**
   * Every client, also those whose facts seem up to date: after a change in a custom cadence rule's code.
   * Default false.
   */
  readonly all?: boolean;
  /** Clients written in one transaction, 1 to 1,000. Default 200. */
  readonly batchSize?: number;
}

export const reprojectForms: Forms<ReprojectOptions> = { all: 'boolean?', batchSize: whole(1, 1_000) };

/** What was written down again. */
export interface ReprojectResult {
  readonly clients: number;
  /**
   * Clients that cannot be written down by the present blueprint, such as one for which a cadence rule fails.
   * All others are.
   */
  readonly failures: readonly { readonly clientId: string; readonly error: ConveyorError }[];
}

/**
 * Writes down again, by the present blueprint, what queries and the census ask about. That is the facts and
 * segments beside the clients, and their due dates. No event comes of it. Batch by batch, each whole: whoever
 * runs it again, or after a kill, finds only what is still to do.
 */
export async function reproject(
  context: ServiceContext,
  { all = false, batchSize = 200 }: ReprojectOptions,
): Promise<ReprojectResult> {
  await context.versions.assertCurrent();
  const where = context.projection.stale(context.now());
  let clients = 0;
  const failures: Failure[] = [];
  const query = { ...(!all && { where }), limit: batchSize };
  const stale = pages((start) => context.store.queryClients(context.tenant, { ...query, ...start }));
  for await (const page of stale) {
    const written = await writeAnew(
      context,
      page.clients.map(({ id }) => id),
    );
    clients += written.clients;
    failures.push(...written.failures);
  }
  return { clients, failures };
}

type Failure = ReprojectResult['failures'][number];

/** By id, in one commit. Whom a migration has not reached yet is left to it. */
export function writeAnew(context: ServiceContext, ids: readonly string[]): Promise<ReprojectResult> {
  const { store, tenant, versions } = context;
  return context.turns.take(new Set(ids), () =>
    unitOfWork(context, async () => {
      const upgraded = await versions.upgrade(await store.readClients(tenant, ids), context.now());
      // Whom a migration has not reached yet it writes down itself.
      const settled = upgraded.filter((one) => 'events' in one && one.events.length === 0);
      const clients: ClientChange[] = [];
      const failures: Failure[] = [];
      for (const { client } of settled) {
        try {
          clients.push(unchanged(context, await counted(client, context)));
        } catch (error) {
          failures.push({ clientId: client.id, error: clientFault(error, client.id) });
        }
      }
      return { outcome: { clients: clients.length, failures }, work: { clients } };
    }),
  );
}

/** Folded anew where the snapshot is from before changes of custody were counted. */
async function counted(client: Client, { conveyor, store, tenant }: ServiceContext): Promise<Client> {
  if (client.custodyChanges) return client;
  return conveyor.replay((await store.history(tenant, client.id)).slice(0, client.revision));
}

function unchanged({ projection }: ServiceContext, snapshot: Client): ClientChange {
  const expected = { is: 'exact', revision: snapshot.revision } as const;
  return { expected, snapshot, events: [], ...projection.of(snapshot) };
}

import type { ConveyorError } from '../errors/conveyor-error.ts';
import { assertWholeNumber } from './assert-whole-number.ts';
import type { PoolRetried } from './assignment.ts';
import type { Desk } from './desk.ts';
import { runRequests } from './execute.ts';

/** How due clients are worked off. */
export interface DueOptions {
  /** Clients worked off in one transaction, 1 to 1,000. Default 100. */
  readonly batchSize?: number;
}

/** What time has done. */
export interface Due {
  /** Clients that time did something to. */
  readonly clients: number;
  readonly events: number;
  /** Clients that could not be worked off; they stay due. */
  readonly failures: readonly { readonly clientId: string; readonly error: ConveyorError }[];
  /** The pools that were tried again after that, by role: those whose assignment policy says `retryPoolAs`. */
  readonly retried?: Readonly<Record<string, PoolRetried>>;
}

/**
 * Lets time have its say over every client with a deadline up to now, in batches that are each committed whole. Whoever runs
 * it again, or after a kill, finds only what is still due.
 */
export async function runDue(desk: Desk, { batchSize = 100 }: DueOptions = {}): Promise<Due> {
  assertWholeNumber('batchSize', batchSize, 1_000);
  const dueBy = desk.now();
  const failures: { clientId: string; error: ConveyorError }[] = [];
  let [clients, events] = [0, 0];
  for await (const clientIds of dueClients(desk, dueBy, batchSize)) {
    const requests = clientIds.map((clientId) => {
      return { command: { type: 'passTime' as const, clientId }, commandId: desk.newId(), named: false };
    });
    for (const [i, result] of (await runRequests(desk, requests)).entries()) {
      if ('error' in result) failures.push({ clientId: clientIds[i] as string, error: result.error });
      if (!('events' in result) || result.events.length === 0) continue;
      clients++;
      events += result.events.length;
    }
  }
  return { clients, events, failures };
}

/** Page by page in order of due dates. A client that stays due does not come twice. */
async function* dueClients({ store, tenant }: Desk, dueBy: string, limit: number): AsyncGenerator<string[]> {
  for (let after: string | undefined; ; ) {
    const page = await store.queryClients(tenant, { dueBy, limit, ...(after !== undefined && { after }) });
    if (page.clients.length > 0) yield page.clients.map(({ id }) => id);
    if (page.next === undefined) return;
    after = page.next;
  }
}

import { timeActor } from '../client/actor.ts';
import type { ConveyorError } from '../errors/conveyor-error.ts';
import type { Desk } from './desk.ts';
import { runRequests } from './execute.ts';

export interface DueOptions {
  /** Clients worked off in one transaction, 1 to 1,000. Default 100. */
  readonly batchSize?: number;
}

export interface Due {
  /** Clients that time did something to. */
  readonly clients: number;
  readonly events: number;
  /** Clients that could not be worked off; they stay due. */
  readonly failures: readonly { readonly clientId: string; readonly error: ConveyorError }[];
}

/**
 * Lets time have its say over every client with a deadline up to now, in batches that are each committed whole. Whoever runs
 * it again, or after a kill, finds only what is still due.
 */
export async function runDue(desk: Desk, { batchSize = 100 }: DueOptions = {}): Promise<Due> {
  const { store, tenant } = desk;
  const dueBy = desk.now();
  const failures: { clientId: string; error: ConveyorError }[] = [];
  let [clients, events] = [0, 0];
  for (let after: string | undefined; ; ) {
    const page = await store.queryClients(tenant, { dueBy, limit: batchSize, ...(after !== undefined && { after }) });
    const requests = page.clients.map(({ id: clientId }) => ({
      command: { type: 'passTime', clientId } as const,
      commandId: desk.newId(),
      named: false,
      by: timeActor,
    }));
    const results = requests.length > 0 ? await runRequests(desk, requests) : [];
    for (const [i, result] of results.entries()) {
      if (result.ok) {
        events += result.events.length;
        if (result.events.length > 0) clients++;
      } else if ('error' in result) failures.push({ clientId: page.clients[i]?.id as string, error: result.error });
    }
    if (page.next === undefined) return { clients, events, failures };
    after = page.next;
  }
}

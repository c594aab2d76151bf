import { millisecondsInDay, millisecondsInMinute } from 'date-fns/constants';
import { type Forms, whole } from '../errors/assert-options.ts';
import { type ConveyorError, isConveyorError } from '../errors/conveyor-error.ts';
import type { ClientPage, ClientQuery, DueClaim } from '../storage/port.ts';
import { type Instant, toInstant } from '../time/instant.ts';
import { keyIfAny } from './assert-key.ts';
import type { RetryPoolResult } from './assignment/retry-pool-result.ts';
import { bringForward, standBehind } from './bring-forward.ts';
import type { DepartureResult } from './departures.ts';
import { FailedWork } from './due-aside.ts';
import { runRequests } from './execute.ts';
import type { ServiceContext } from './service-context.ts';
import { withRetries } from './unit-of-work.ts';
import type { Behind } from './versions/rules-in-use.ts';

/** How due clients are processed. */
export interface DueOptions {
  /** Clients processed in one transaction, 1 to 1,000. Default 100. */
  readonly batchSize?: number;
  /**
   * The worker's name, where several share the due work. Each leases a batch before processing it, so that no
   * two work on one client. Not more than one run at a time should go by a name, though nothing breaks.
   */
  readonly worker?: string;
  /**
   * How long a worker keeps a batch that it does not finish, in milliseconds. Then another takes over what a
   * killed one has left. Clients that failed are left alone as long. Longer than a batch ever takes: 1 to
   * 86,400,000, default 60,000. Only with `worker`.
   */
  readonly leaseMs?: number;
  /**
   * Stores the due dates of all clients again before the work, where they may come from earlier rules (see
   * `behind`). A deadline that comes earlier by the rules of now is brought forward. Page by page; once done,
   * one document is read. Default false.
   */
  readonly bringForward?: boolean;
}

export const dueForms: Forms<DueOptions> = {
  batchSize: whole(1, 1_000),
  worker: keyIfAny,
  leaseMs: whole(1, millisecondsInDay),
  bringForward: 'boolean?',
};

/** What time has done. */
export interface DueResult {
  /** Clients that time did something to. */
  readonly clients: number;
  readonly events: number;
  /**
   * Clients that could not be processed; they stay due. One that fails in five runs is put aside, see
   * `dueHealth`.
   */
  readonly failures: readonly { readonly clientId: string; readonly error: ConveyorError }[];
  /** Clients that were left alone, as they are put aside. Absent where there are none. */
  readonly aside?: number;
  /**
   * Clients to whom nothing happens, though their deadline has come by the rules of now. It is stored as a
   * later one. They are counted once a day while due dates of earlier rules may be stored. Who will have an
   * earlier deadline only in days to come is not behind yet, as nothing was missed: they are counted on the
   * first count after that day has come, and `bringForward` sees to them, too, and ends the counting. Such
   * due dates are where clients were there before the version was first worked by and no migration brought
   * them to it; also with data from before rules were noted. Absent where that cannot be.
   */
  readonly behind?: Behind;
  /**
   * Those whose day of leaving has come, or whose leaving was not finished. Says what became of the clients
   * that they held.
   */
  readonly departures?: readonly DepartureResult[];
  /**
   * The pools that were tried again after that, by role: those whose assignment policy says `retryPoolAs`.
   */
  readonly retried?: Readonly<Record<string, RetryPoolResult>>;
}

/**
 * Processes every client with a deadline at or before now, in batches. Each batch is committed whole, so a
 * second run, or a run after a kill, finds only what is still due.
 * @throws INVALID_ARGUMENT, BLUEPRINT_CONFLICT, BLUEPRINT_NOT_CURRENT
 */
export async function runDue(context: ServiceContext, options: DueOptions = {}): Promise<DueResult> {
  const dueBy = context.now();
  const batches = batchesOf(context, dueBy, options);
  await withRetries(context, () => context.versions.takeUp(dueBy));
  const failures: { clientId: string; error: ConveyorError }[] = [];
  if (options.bringForward) failures.push(...(await bringForward(context)));
  const done: string[] = [];
  const failed = await FailedWork.of(context);
  let [clients, events, aside] = [0, 0, 0];
  for await (const due of batches) {
    const clientIds = await failed.triable(context, due);
    aside += due.length - clientIds.length;
    const requests = clientIds.map((clientId) => {
      return {
        command: { type: 'advanceTime' as const, clientId },
        commandId: context.newId(),
        named: false,
      };
    });
    for (const [i, result] of (await runRequests(context, requests)).entries()) {
      const clientId = clientIds[i] as string;
      if ('error' in result) failures.push({ clientId, error: result.error });
      else if (failed.knows(clientId)) done.push(clientId);
      if (!('events' in result) || result.events.length === 0) continue;
      clients++;
      events += result.events.length;
    }
  }
  await failed.note(context, done, failures);
  const behind = await standBehind(context);
  return { clients, events, failures, ...(aside > 0 && { aside }), ...(behind && { behind }) };
}

function batchesOf(
  context: ServiceContext,
  dueBy: Instant,
  { batchSize = 100, worker, leaseMs = LEASE }: DueOptions,
): AsyncGenerator<string[]> {
  if (worker === undefined) return dueClients(context, dueBy, batchSize);
  return claimedClients(context, { dueBy, worker, limit: batchSize }, leaseMs);
}

const LEASE = millisecondsInMinute;

/**
 * Batch by batch what nobody else works on, until there is no more. A lease that runs out meanwhile does not
 * make a client come twice.
 */
async function* claimedClients(
  context: ServiceContext,
  claim: Pick<DueClaim, 'dueBy' | 'worker' | 'limit'>,
  leaseMs: number,
): AsyncGenerator<string[]> {
  const worked = new Set<string>();
  for (;;) {
    const now = context.now();
    const until = toInstant(Date.parse(now) + leaseMs);
    const claimed = await withRetries(context, () =>
      context.store.claimDue(context.tenant, { ...claim, now, until }),
    );
    const ids = claimed.filter((id) => !worked.has(id));
    if (ids.length === 0) return;
    for (const id of ids) worked.add(id);
    yield ids;
  }
}

/** Page by page in order of due dates. A client that stays due does not come twice. */
async function* dueClients(context: ServiceContext, dueBy: string, limit: number): AsyncGenerator<string[]> {
  for (let after: string | undefined; ; ) {
    const query = { dueBy, limit, ...(after !== undefined && { after }) };
    const page = await pageOf(context, query);
    // A client that cannot be read spoils its page. A claim gives ids only: the others are worked off, and it
    // fails by itself.
    if (!page) return yield* claimedClients(context, { dueBy, worker: context.newId(), limit }, LEASE);
    if (page.clients.length > 0) yield page.clients.map(({ id }) => id);
    if (page.next === undefined) return;
    after = page.next;
  }
}

async function pageOf(
  { store, tenant }: ServiceContext,
  query: ClientQuery,
): Promise<ClientPage | undefined> {
  try {
    return await store.queryClients(tenant, query);
  } catch (error) {
    if (isConveyorError(error, 'CORRUPT_RECORD')) return undefined;
    throw error;
  }
}

import type { Client } from '../client/client.ts';
import type { CommandInput } from '../client/command.ts';
import type { ClientEvent } from '../client/event.ts';
import type { Refusal } from '../client/refusal.ts';
import type { Forms } from '../errors/assert-options.ts';
import { type ConveyorError, isConveyorError } from '../errors/conveyor-error.ts';
import { invalidInput } from '../errors/invalid-input.ts';
import type { Commit, DocumentChange } from '../storage/port.ts';
import { assertSender } from './actors.ts';
import { Batch } from './batch.ts';
import type { FeatureWork } from './feature.ts';
import { eventsIn } from './kept-outcome.ts';
import { type ObservedCommand, watched } from './observation.ts';
import { clientsOf, type Request, type Result, toRequest } from './request.ts';
import type { ServiceContext } from './service-context.ts';
import { isBusy, isOvertaken, unitOfWork, write } from './unit-of-work.ts';

/** Who sends a command. */
export interface ExecuteOptions {
  /** An employee's id or a service of the blueprint. */
  readonly by: string;
  /** Names the command, so that it can be sent again safely. At most 200 characters. */
  readonly commandId?: string;
}

export const executeForms: Forms<ExecuteOptions> = { by: 'any', commandId: 'any?' };

/**
 * What came of a command. `repeated` says that this is the first outcome told again; `client` is as of now.
 */
export type ExecuteResult =
  | {
      readonly ok: true;
      readonly repeated: boolean;
      readonly client: Client;
      readonly events: readonly ClientEvent[];
    }
  | { readonly ok: false; readonly repeated: boolean; readonly refusal: Refusal };

export async function executeOne(
  context: ServiceContext,
  command: CommandInput,
  { by, commandId }: ExecuteOptions,
): Promise<ExecuteResult> {
  assertSender(by);
  const request = toRequest(context, { command, commandId }, by);
  if ('problems' in request) throw invalidInput('INVALID_COMMAND', 'a command', request.problems);
  const [result] = (await runRequests(context, [request])) as [Result];
  if ('error' in result) throw result.error;
  if (!('spans' in result)) return result;
  const { client, spans } = result;
  return { ok: true, repeated: true, client, events: await eventsIn(context, spans) };
}

/**
 * Decides on the requests in order and commits all that was accepted in one transaction. On repeated
 * conflicts the batch is split in half, so one contended client does not block the rest.
 */
export function runRequests(context: ServiceContext, requests: readonly Request[]): Promise<Result[]> {
  return inParts(requests, (some) => runTogether(context, some));
}

/**
 * Works on all entries at once. If that fails, the list is split in half until only the failing entry fails.
 */
export async function inParts<Item, Result>(
  items: readonly Item[],
  work: (items: readonly Item[]) => Promise<Result[]>,
): Promise<(Result | Failed)[]> {
  try {
    return await work(items);
  } catch (error) {
    if (!isOvertaken(error) && !isConveyorError(error, 'CORRUPT_RECORD')) throw error;
    if (items.length < 2) return items.map(() => ({ ok: false, repeated: false, error }) as const);
    const half = items.length >> 1;
    const first = await inParts(items.slice(0, half), work);
    return [...first, ...(await inParts(items.slice(half), work))];
  }
}

/** One that could not be decided on. */
interface Failed {
  readonly ok: false;
  readonly repeated: false;
  readonly error: ConveyorError;
}

/** Which documents are written in the same commit; undefined calls it off. */
type MayCommit = (results: readonly Result[]) => readonly DocumentChange[] | undefined;

/**
 * Decides on the requests in order and commits all accepted ones in one transaction. `mayCommit` can still
 * call it off. Starts over from fresh data on a conflict.
 * @throws REVISION_CONFLICT, COMMAND_ALREADY_RECORDED or STORE_BUSY after the last attempt.
 */
export function runTogether(
  context: ServiceContext,
  requests: readonly Request[],
  mayCommit?: MayCommit,
): Promise<Result[]> {
  return watched(
    context,
    () => decideTogether(context, requests, mayCommit),
    (results) => ({
      kind: 'commands',
      commands: requests.map((request, i) => toObserved(request, results?.[i])),
    }),
  );
}

function toObserved({ command: { type, clientId }, by }: Request, result?: Result): ObservedCommand {
  const who = { type, clientId, ...(by !== undefined && { by }) };
  if (!result) return who;
  if ('error' in result) return { ...who, outcome: 'failed' };
  if (result.ok) return { ...who, outcome: result.repeated ? 'repeated' : 'accepted' };
  return { ...who, outcome: 'refused', reasons: result.refusal.reasons.map(({ code }) => code) };
}

function decideTogether(
  context: ServiceContext,
  requests: readonly Request[],
  mayCommit: MayCommit | undefined,
): Promise<Result[]> {
  return context.turns.take(turnsOf(context, requests), async () => {
    const single = requests.length === 1 && !mayCommit ? requests[0] : undefined;
    const result = single?.named ? await runAsNew(context, single) : undefined;
    if (result) return [result];
    return inTurnOfGroups(context, (attempting, groups) =>
      unitOfWork(attempting, async () => {
        const { results, commit, features } = await decideSoundly(async (careful) => {
          const features = context.features.begin();
          const batch = await Batch.over(requests, context, { careful, features });
          const results: Result[] = [];
          for (const request of requests) results.push(await batch.run(request));
          const commit = batch.soundCommit();
          for (const turn of batch.turns) groups.add(turn);
          return commit && { results, commit, features };
        });
        const beside = mayCommit ? mayCommit(results) : [];
        const work = beside && (await workOf(context, features, results, commit, beside));
        return { outcome: results, work };
      }),
    );
  });
}

/**
 * Which groups of companies the work looks at only shows while it is done. Where others came first, it is
 * done again in the turn of those groups, after what is under way for them in this process.
 */
async function inTurnOfGroups<Outcome>(
  context: ServiceContext,
  work: (attempting: ServiceContext, groups: Set<string>) => Promise<Outcome>,
): Promise<Outcome> {
  const { attempts, conveyor } = context;
  const groups = new Set<string>();
  if (!conveyor.blueprint.creditLimit?.group || attempts < 2) return work(context, groups);
  try {
    return await work({ ...context, attempts: 1 }, groups);
  } catch (error) {
    if (!(isOvertaken(error) || isBusy(error))) throw error;
    await context.backOff(1, error);
    return context.turns.take(groups, () => work({ ...context, attempts: attempts - 1 }, groups));
  }
}

const eventsOf = (results: readonly Result[]) =>
  results.flatMap((result) => ('events' in result ? result.events : []));

function turnsOf(context: ServiceContext, requests: readonly Request[]): Set<string> {
  const turns = new Set<string>();
  for (const { command, by } of requests) {
    // Who claims several clients at once claims them one after another.
    if (command.type === 'assignHolder' && command.employeeId === by) turns.add(`@claims of ${by}`);
    for (const id of clientsOf(command)) turns.add(id);
    for (const turn of context.features.turnsOf(command)) turns.add(turn);
  }
  return turns;
}

/**
 * Decides as if every client could be written down. Where one cannot (undefined), decides again and
 * carefully, which tells by which request.
 */
export async function decideSoundly<Decided>(
  decide: (careful: boolean) => Promise<Decided | undefined>,
): Promise<Decided> {
  return (await decide(false)) ?? ((await decide(true)) as Decided);
}

/**
 * Most named commands are new and accepted. No store records an id twice, so theirs need not be looked up
 * first. Undefined, and nothing is written, where this one has to be looked up after all.
 */
async function runAsNew(context: ServiceContext, request: Request): Promise<Result | undefined> {
  const features = context.features.begin();
  const batch = await Batch.over([request], context, { asNew: true, features });
  const result = await batch.run(request);
  const commit = result.ok ? batch.soundCommit() : undefined;
  if (!commit) return undefined;
  try {
    await write(context, (await workOf(context, features, [result], commit)) ?? {});
    return result;
  } catch (error) {
    if (isOvertaken(error) || isBusy(error)) return undefined;
    throw error;
  }
}

/**
 * What is written of a commit, with what features write beside its events. Nothing where nobody was changed
 * and nothing is kept.
 */
async function workOf(
  context: ServiceContext,
  features: readonly FeatureWork[],
  results: readonly Result[],
  commit: Commit,
  beside: readonly DocumentChange[] = [],
): Promise<Commit | undefined> {
  let work: Commit = { ...commit, documents: [...commit.documents, ...beside] };
  for (const feature of features) work = await feature.complete(eventsOf(results), work);
  if (work.clients.length + work.outcomes.length + beside.length === 0) return undefined;
  await context.versions.takeUp(context.now());
  return work;
}

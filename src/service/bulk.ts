import type { ConveyorNames } from '../blueprint/conveyor-names.ts';
import type { Wanted } from '../blueprint/wanted.ts';
import type { CommandInput } from '../client/command.ts';
import type { CheckedCommand } from '../client/named-command.ts';
import type { Refusal } from '../client/refusal.ts';
import { type Forms, whole } from '../errors/assert-options.ts';
import type { ConveyorError } from '../errors/conveyor-error.ts';
import { invalidArgument } from '../errors/invalid-argument.ts';
import { kindOf } from '../errors/misfit.ts';
import { fault, type Problem } from '../errors/problem.ts';
import { callersError, callersFunction } from '../errors/with-arguments.ts';
import { turn } from '../time/turn.ts';
import { assertSender } from './actors.ts';
import { chunks } from './chunks.ts';
import { runRequests, runTogether } from './execute.ts';
import { Overtaken } from './overtaken.ts';
import { type Request, type Result, toRequest } from './request.ts';
import type { ServiceContext } from './service-context.ts';

/** One of many commands. With a `commandId` it can be sent again safely. */
export interface BulkEntry<Command = CommandInput> {
  readonly command: Command;
  readonly commandId?: string;
}

/** Entries in order. A stream is read as it is processed, so an import of any size needs little memory. */
export type Bulk<Command = CommandInput> = Many<BulkEntry<Command>>;

/** A list, or a stream. */
export type Many<Item> = Iterable<Item> | AsyncIterable<Item>;

/** An item of a list or a stream. */
export type ItemOf<Items> = Items extends Many<infer Item> ? Item : never;

/** The entries as they have to be. */
export type CheckedBulk<Entries extends Bulk, Names extends ConveyorNames> = Wanted<
  Entries,
  Bulk<CheckedCommand<ItemOf<Entries>['command'], CommandInput, Names>>
>;

/** How many commands are carried out. */
export interface BulkOptions {
  /** An employee's id or a service of the blueprint; their roles are those of the moment, batch by batch. */
  readonly by: string;
  /**
   * Either everything or nothing: one entry that fails keeps all from being committed, and the whole is held
   * in memory. Otherwise a bad entry is reported and hinders no other.
   */
  readonly allOrNothing?: boolean;
  /**
   * Whether a refusal is kept under its command id, so that it is told again however often the id comes.
   * Otherwise an entry that was refused is decided anew when it comes again, mended or not; one that was
   * carried out never is. What was once kept stays. Default true.
   */
  readonly keepRefusals?: boolean;
  /** Entries committed together, 1 to 10,000. Default 200. */
  readonly batchSize?: number;
  /** Called after every batch. */
  readonly onProgress?: (done: number) => void;
}

export const bulkForms: Forms<BulkOptions> = {
  by: 'any',
  allOrNothing: 'boolean?',
  keepRefusals: 'boolean?',
  batchSize: whole(1, 10_000),
  onProgress: 'function?',
};

/**
 * What came of many commands. Every entry is in exactly one place: `accepted`, `repeated` or `failures`. Only
 * where nothing was committed those that would have been accepted are in none.
 */
export interface BulkResult {
  /**
   * Whether what was accepted is stored: false only where all or nothing was asked for and something failed.
   */
  readonly committed: boolean;
  /** Carried out in this call. */
  readonly accepted: number;
  /** Carried out before, told by their ids. */
  readonly repeated: number;
  /** Neither. What was refused before and is told again says so. */
  readonly failures: readonly BulkFailure[];
  /**
   * Entries that told of something from before time had moved their client on, but came after that within
   * this call. In another order the client might be elsewhere. Send records of the past oldest first, each at
   * its time, or move the client in whole (`sales-conveyor/onboarding`). Absent where there are none.
   */
  readonly overtaken?: readonly number[];
}

/** Why an entry was not carried out; indexes count the entries from 0. */
export type BulkFailure = {
  readonly index: number;
  /** Absent where the entry does not say it. */
  readonly clientId?: string;
} & (
  | {
      readonly refusal: Refusal;
      /** It is that of the first time, kept under the command id. Nothing was decided anew. */
      readonly repeated?: true;
    }
  /** Not a command at all. */
  | { readonly problems: readonly Problem[] }
  /** Others won the race every time, or the blueprint sends the client round in circles. */
  | { readonly error: ConveyorError }
);

type Invalid = { readonly problems: readonly Problem[] };

/** Carries out many commands in order, batch by batch. */
export async function executeMany(
  context: ServiceContext,
  entries: Bulk,
  options: BulkOptions,
  /** Told each result with its index, whether or not it comes to be stored. */
  onResult?: (index: number, result: Result) => Promise<void>,
): Promise<BulkResult> {
  const { by, allOrNothing = false, batchSize = 200, keepRefusals = true, onProgress } = options;
  assertSender(by);
  const tell = callersFunction(onProgress);
  const failures: BulkFailure[] = [];
  const watch = new Overtaken();
  const overtaken: number[] = [];
  let [accepted, repeated, done] = [0, 0, 0];
  for await (const boxes of chunks(read(entries), allOrNothing ? Number.POSITIVE_INFINITY : batchSize)) {
    const requests = boxes.map(([entry]) => ({ ...toRequest(context, entry, by), keepRefusals }));
    for (const [i, result] of (await resultsOf(context, requests, allOrNothing)).entries()) {
      const failure = failureOf(result);
      if (failure) failures.push({ index: done + i, ...clientOf(requests[i]), ...failure });
      else if ('repeated' in result && result.repeated) repeated++;
      else accepted++;
      if ('events' in result && watch.sees(result.events)) overtaken.push(done + i);
      if (onResult && 'ok' in result) await onResult(done + i, result);
    }
    done += boxes.length;
    tell?.(done);
    // A synchronous driver gives nobody a turn: no timer, no request, nor the freeing of what it has used.
    if (boxes.length === batchSize) await turn();
  }
  const committed = !allOrNothing || failures.length === 0;
  const told = committed && overtaken.length > 0 && { overtaken };
  return { committed, accepted: committed ? accepted : 0, repeated, failures, ...told };
}

/**
 * The entries, boxed: whoever awaits a bare one asks it whether it is a promise. An odd one answers by
 * throwing. What reading the list throws is the caller's.
 */
async function* read(entries: Bulk): AsyncGenerator<readonly [BulkEntry]> {
  assertIterable('executeMany', 'entries', entries);
  try {
    if (Symbol.iterator in entries) for (const entry of entries) yield [entry];
    else for await (const entry of entries) yield [entry];
  } catch (error) {
    throw callersError(error);
  }
}

/** @throws INVALID_ARGUMENT */
export function assertIterable(of: string, argument: string, value: unknown): void {
  const isList = typeof value === 'object' && value !== null;
  if (isList && (Symbol.iterator in value || Symbol.asyncIterator in value)) return;
  const problem = fault('WRONG_TYPE', { expected: 'array', received: kindOf(value) });
  throw invalidArgument(of, [{ path: argument, ...problem }]);
}

/** What came of each, in order. */
async function resultsOf(
  context: ServiceContext,
  requests: readonly (Request | Invalid)[],
  allOrNothing: boolean,
): Promise<(Result | Invalid)[]> {
  const valid = requests.flatMap((request) => ('problems' in request ? [] : [request]));
  const isWhole = (results: readonly Result[]) =>
    valid.length === requests.length && results.every(({ ok }) => ok) ? [] : undefined;
  const results = await (allOrNothing ? runTogether(context, valid, isWhole) : runRequests(context, valid));
  const remaining = results.values();
  return requests.map((request) => ('problems' in request ? request : (remaining.next().value as Result)));
}

function clientOf(request: Request | Invalid | undefined): { readonly clientId?: string } {
  const clientId =
    request && ('problems' in request ? request.problems[0]?.of?.id : request.command.clientId);
  return clientId === undefined ? {} : { clientId };
}

function failureOf(result: Result | Invalid) {
  if ('problems' in result) return { problems: result.problems };
  if (result.ok) return undefined;
  if ('error' in result) return { error: result.error };
  return { refusal: result.refusal, ...(result.repeated && { repeated: true as const }) };
}

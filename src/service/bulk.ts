import type { CommandInput } from '../client/command.ts';
import type { Refusal } from '../client/refusal.ts';
import type { ConveyorError } from '../errors/conveyor-error.ts';
import type { Problem } from '../errors/problem.ts';
import { resolveActor } from './actors.ts';
import type { Request, Result } from './batch.ts';
import type { Desk } from './desk.ts';
import { parseCommand, runRequests } from './execute.ts';

export interface BulkEntry {
  readonly command: CommandInput;
  readonly commandId?: string;
}

/** Entries in order; a stream is read as it is worked off, so that an import of any size needs little memory. */
export type Bulk = Iterable<BulkEntry> | AsyncIterable<BulkEntry>;

export interface BulkOptions {
  readonly by: string;
  /**
   * Either everything or nothing: one entry that fails keeps all from being committed, and the whole is held in memory.
   * Otherwise a bad entry is reported and hinders no other.
   */
  readonly allOrNothing?: boolean;
  /** Entries committed together. Default 200. */
  readonly batchSize?: number;
  /** Called after every batch. */
  readonly onProgress?: (done: number) => void;
}

/** Indexes count the entries from 0. */
export interface BulkReport {
  /** Whether what was accepted is stored: false only where all or nothing was asked for and something failed. */
  readonly committed: boolean;
  readonly accepted: number;
  /** Commands that had been carried out before, told by their ids. */
  readonly repeated: number;
  readonly failures: readonly BulkFailure[];
}

export type BulkFailure = { readonly index: number } & (
  | { readonly refusal: Refusal }
  /** Not a command at all. */
  | { readonly problems: readonly Problem[] }
  | { readonly error: ConveyorError }
);

/** Carries out many commands in order, batch by batch. */
export async function executeMany(desk: Desk, entries: Bulk, options: BulkOptions): Promise<BulkReport> {
  const { by, allOrNothing = false, batchSize = 200, onProgress } = options;
  const actor = await resolveActor(desk, by);
  const failures: BulkFailure[] = [];
  let [accepted, repeated, done] = [0, 0, 0];
  let committed = true;
  for await (const chunk of chunks(entries, allOrNothing ? Number.POSITIVE_INFINITY : batchSize)) {
    const requests: (Request & { index: number })[] = [];
    const invalid: BulkFailure[] = [];
    for (const [i, { command, commandId }] of chunk.entries()) {
      const index = done + i;
      const parsed = parseCommand(command);
      if ('problems' in parsed) invalid.push({ index, problems: parsed.problems });
      else {
        const named = commandId !== undefined;
        requests.push({ command: parsed.command, commandId: commandId ?? desk.newId(), named, by: actor, index });
      }
    }
    const isWhole = (results: readonly Result[]) => invalid.length === 0 && results.every((result) => result.ok);
    const results = await runRequests(desk, requests, allOrNothing ? isWhole : undefined);
    if (allOrNothing) committed = isWhole(results);
    for (const [i, result] of results.entries()) {
      const index = requests[i]?.index as number;
      if (result.repeated) repeated++;
      else if (result.ok) accepted++;
      if (!result.ok) invalid.push({ index, ...('error' in result ? { error: result.error } : { refusal: result.refusal }) });
    }
    failures.push(...invalid.sort((a, b) => a.index - b.index));
    done += chunk.length;
    onProgress?.(done);
  }
  return { committed, accepted: committed ? accepted : 0, repeated, failures };
}

async function* chunks(entries: Bulk, size: number): AsyncGenerator<BulkEntry[]> {
  let chunk: BulkEntry[] = [];
  for await (const entry of entries) {
    chunk.push(entry);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

import type { Client } from '../client/client.ts';
import { type Command, type CommandInput, commandSchema } from '../client/command.ts';
import type { ClientEvent } from '../client/event.ts';
import type { Refusal } from '../client/refusal.ts';
import { ConveyorError, isConveyorError } from '../errors/conveyor-error.ts';
import { type Problem, toProblems } from '../errors/problem.ts';
import { resolveActor } from './actors.ts';
import { Batch, type Request, type Result } from './batch.ts';
import type { Desk } from './desk.ts';

export interface ExecuteOptions {
  /** An employee's id or a service of the blueprint. */
  readonly by: string;
  /** Names the command, so that it can be sent again safely. At most 200 characters. */
  readonly commandId?: string;
}

/** What came of a command. `repeated` says that this is the first outcome told again; `client` is as of now. */
export type Executed =
  | { readonly ok: true; readonly repeated: boolean; readonly client: Client; readonly events: readonly ClientEvent[] }
  | { readonly ok: false; readonly repeated: boolean; readonly refusal: Refusal };

export async function executeOne(
  desk: Desk,
  input: CommandInput,
  { by, commandId }: ExecuteOptions,
): Promise<Executed> {
  const parsed = parseCommand(input);
  if ('problems' in parsed) {
    const lines = parsed.problems.map(({ path, message }) => `${path || 'command'}: ${message}`);
    throw new ConveyorError('INVALID_COMMAND', `Not a command: ${lines.join('; ')}`, { details: parsed });
  }
  const request = {
    command: parsed.command,
    commandId: commandId ?? desk.newId(),
    named: commandId !== undefined,
    by: await resolveActor(desk, by),
  };
  const [result] = await runRequests(desk, [request]);
  if (result && 'error' in result) throw result.error;
  return result as Executed;
}

/** Checks what came from outside; every fault at once. */
export function parseCommand(input: unknown): { command: Command } | { problems: readonly Problem[] } {
  const { data, error } = commandSchema.safeParse(input);
  return error ? { problems: toProblems(error) } : { command: data };
}

/**
 * Decides on the requests in order and commits all that was accepted in one transaction; `mayCommit` can still call it off.
 * Starts over from fresh data where somebody else was faster.
 */
export async function runRequests(
  desk: Desk,
  requests: readonly Request[],
  mayCommit: (results: readonly Result[]) => boolean = () => true,
): Promise<Result[]> {
  const { conveyor, store, tenant, attempts } = desk;
  for (let attempt = 1; ; attempt++) {
    const batch = await Batch.over(requests, { conveyor, store, tenant, now: desk.now() });
    const results: Result[] = [];
    for (const request of requests) results.push(await batch.run(request));
    if (!mayCommit(results)) return results;
    const commit = batch.commit();
    if (commit.clients.length === 0 && commit.outcomes.length === 0) return results;
    try {
      await store.commit(tenant, commit);
      return results;
    } catch (error) {
      if (attempt >= attempts || !isOvertaken(error)) throw error;
    }
  }
}

/** Whether somebody else was faster, so that deciding anew on fresh data may well succeed. */
export function isOvertaken(error: unknown): boolean {
  return (
    isConveyorError(error, 'REVISION_CONFLICT') ||
    isConveyorError(error, 'COMMAND_ALREADY_RECORDED') ||
    isConveyorError(error, 'STORE_BUSY')
  );
}

import type { Client } from '../client/client.ts';
import { type Command, commandSchema } from '../client/command.ts';
import type { ClientEvent } from '../client/event.ts';
import { ownerOf } from '../client/event-id.ts';
import type { Refusal } from '../client/refusal.ts';
import { examine } from '../errors/admit.ts';
import type { ConveyorError } from '../errors/conveyor-error.ts';
import { meant } from '../errors/did-you-mean.ts';
import { messageOf } from '../errors/message-of.ts';
import { kindOf } from '../errors/misfit.ts';
import { fault, ownedBy, type Problem, type ProblemOwner } from '../errors/problem.ts';
import { commandIdProblems } from './assert-command-ids.ts';
import type { Span } from './kept-outcome.ts';
import type { ServiceContext } from './service-context.ts';

/** A parsed command on its way to the store. */
export interface Request {
  readonly command: Command;
  readonly commandId: string;
  /** Whether the caller named the command: only then can it come again, and its outcome is kept. */
  readonly named: boolean;
  /** Whether a refusal of a named command is kept, too. Default true. */
  readonly keepRefusals?: boolean;
  /** An employee or a service; nobody where time itself acts. */
  readonly by?: string;
  /** Whether the command has become pointless: then it is accepted without events. */
  isMoot?(client: Client): boolean;
}

/** What came of one request. `repeated` tells the first outcome from its repetition. */
export type Result =
  | {
      readonly ok: true;
      readonly repeated: false;
      readonly client: Client;
      readonly events: readonly ClientEvent[];
    }
  /** The events are in the log. */
  | { readonly ok: true; readonly repeated: true; readonly client: Client; readonly spans: readonly Span[] }
  | { readonly ok: false; readonly repeated: boolean; readonly refusal: Refusal }
  | { readonly ok: false; readonly repeated: false; readonly error: ConveyorError };

/** Checks what came from outside; every fault at once. */
export function toRequest(
  context: ServiceContext,
  entry: { readonly command: unknown; readonly commandId?: string | undefined },
  by: string,
): Request | { readonly problems: readonly Problem[] } {
  try {
    const received = kindOf(entry);
    if (received !== 'object') {
      return { problems: [{ path: '', ...fault('WRONG_TYPE', { expected: 'object', received }) }] };
    }
    return parsed(context, entry, by);
  } catch (error) {
    // It throws when it is read.
    return { problems: [{ path: '', ...fault('CANNOT_BE_READ', { thrown: messageOf(error) }) }] };
  }
}

function parsed(
  context: ServiceContext,
  entry: { readonly command: unknown; readonly commandId?: string | undefined },
  by: string,
): Request | { readonly problems: readonly Problem[] } {
  const { command, commandId } = entry;
  const unknownKeys = Object.keys(entry)
    .filter((key) => !entryKeys.includes(key))
    .map((path) => ({ path, ...fault('UNKNOWN_KEY', meant(path, entryKeys)) }));
  const read = examine(commandSchema, command);
  const misnamed = [...unknownKeys, ...commandIdProblems(commandId)];
  if (read.data && misnamed.length === 0) {
    return {
      command: read.data,
      commandId: commandId ?? context.newId(),
      named: commandId !== undefined,
      by,
    };
  }
  const problems = [...read.problems, ...misnamed];
  const owner = ownerIn(command);
  return { problems: problems.map((problem) => ownedBy(problem, owner)) };
}

const entryKeys = ['command', 'commandId'];

/** Whose a command is that cannot be carried out, as far as it says. */
function ownerIn(command: unknown): ProblemOwner | undefined {
  const { clientId: id, orderId, order } = Object(command) as Readonly<Record<string, unknown>>;
  if (typeof id !== 'string' || id === '') return undefined;
  const named = orderId ?? Object(order).id;
  return { kind: 'client', id, ...(typeof named === 'string' && { orderId: named }) };
}

/** The clients that a command is about. */
export function clientsOf(command: Command): string[] {
  const other = otherClientOf(command);
  return other === undefined ? [command.clientId] : [command.clientId, other];
}

/** The duplicate of a merge, also one that the record to correct came with. */
export function otherClientOf(command: Command): string | undefined {
  if ('duplicateId' in command) return command.duplicateId;
  if (command.type !== 'correctRecord') return undefined;
  const owner = ownerOf(command.eventId);
  return owner === command.clientId ? undefined : owner;
}

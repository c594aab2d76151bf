import { saidIn } from '../client/cause.ts';
import type { Client } from '../client/client.ts';
import type { CommandOf } from '../client/command.ts';
import { accepted, type HandlerResult, refused } from '../client/handler-result.ts';

/** The offer is taken back: the client stays with the sender. */
export function withdrawHandoff({ handoff }: Client, command: CommandOf<'withdrawHandoff'>): HandlerResult {
  if (!handoff) return refused({ code: 'NO_HANDOFF' });
  const { reason } = command;
  const cause = saidIn(command);
  const said = { ...(reason && { reason }), ...(cause && { cause }) };
  return accepted({ type: 'handoffWithdrawn', transfer: handoff.transfer, ...said });
}

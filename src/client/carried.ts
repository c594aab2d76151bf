import type { AcceptedHandoff } from '../handoff/handoff.ts';
import { type Client, KEPT_MOVES, type PastMove, type Pool } from './client.ts';

/** What a plan's move takes from a client beside custody, so that undoing can give it back. */
export interface Carried {
  /** The handoff on which the former holder had the client. */
  readonly received?: AcceptedHandoff;
  /** The pool that the client was in. */
  readonly pool?: Pool;
  /** The past move that no longer fits on the snapshot. */
  readonly oldestMove?: PastMove;
}

/** What a move in the role would take. */
export function carriedBy({ handoffs, pool, moves = [] }: Client, role: string): Carried {
  const received = handoffs.received[role];
  const oldestMove = moves.length === KEPT_MOVES ? moves[0] : undefined;
  return {
    ...(received && { received }),
    ...(pool?.name === role && { pool }),
    ...(oldestMove && { oldestMove }),
  };
}

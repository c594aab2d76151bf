import type { Refusal } from '../../client/refusal.ts';
import type { ConveyorError } from '../../errors/conveyor-error.ts';

/** What came of a pool that was tried again. */
export interface RetryPoolResult {
  /** Clients that somebody was given. */
  readonly assigned: number;
  /** Clients that nobody can take; they stay, each with the reason of now. */
  readonly pooled: number;
  readonly refusals: readonly Refusal[];
  readonly failures: readonly { readonly clientId: string; readonly error: ConveyorError }[];
}

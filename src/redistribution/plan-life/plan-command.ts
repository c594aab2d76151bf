import type { Instant } from '../../time/instant.ts';
import type { ReturnCause } from '../plan/plan.ts';
import type { PlanEventPayloads } from './plan-event.ts';

/** What the shell has found for a plan: the moves stand beside it. */
type Found<Type extends 'planEdited' | 'planRebased'> = Omit<PlanEventPayloads[Type], 'version'>;

/** What is to be done to a plan. */
export type PlanCommand = { readonly planId: string } & (
  | { readonly type: 'draft'; readonly draft: PlanEventPayloads['planDrafted'] }
  | { readonly type: 'edit'; readonly found: Found<'planEdited'> }
  | { readonly type: 'rebase'; readonly found: Found<'planRebased'> }
  | { readonly type: 'approve' | 'reject' | 'discard' | 'apply' | 'forget' }
  | { readonly type: 'reopen'; readonly stale: PlanEventPayloads['planFoundStale'] }
  | { readonly type: 'undo'; readonly undoingId: string }
  | { readonly type: 'planReturn'; readonly returnId: string }
  | { readonly type: 'giveUpReturn'; readonly cause: ReturnCause }
);

/** Who does it, when and why. */
export interface PlanContext {
  readonly now: Instant;
  /** An employee, a service, or `system` for time itself. Their authority has been asked for. */
  readonly by: string;
  readonly why?: string | undefined;
  readonly commandId?: string | undefined;
  /** Time does it, on behalf of `by`. */
  readonly due?: true | undefined;
}

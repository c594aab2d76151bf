import type { Actor } from '../client/actor.ts';
import type { Command } from '../client/command.ts';
import type { RefusalCode } from '../client/refusal.ts';
import type { Instant } from '../time/instant.ts';

/** The name of a rule; `docs/lint.md` says what each means and how to set it right. */
export type LintRule =
  | 'not-analysed'
  | 'condition-never'
  | 'condition-always'
  | 'condition-part-redundant'
  | 'transfer-shadowed'
  | 'deadline-overtaken'
  | 'transfer-never'
  | 'transfer-out-of-reach'
  | 'acceptance-after-exit'
  | 'cadence-out-of-order'
  | 'ping-pong-by-time'
  | 'ping-pong-by-event'
  | 'ping-pong-by-return'
  | 'escalation-to-receiver'
  | 'dead-end'
  | 'end-by-silence'
  | 'handoff-leads-nowhere'
  | 'waiting-without-date'
  | 'wake-date-unused'
  | 'release-without-effect'
  | 'fact-unsupplied'
  | 'fact-supplier-may-not'
  | 'fact-unused'
  | 'role-reads-nothing'
  | 'role-without-load'
  | 'handoff-without-load'
  | 'load-of-others-only';

/**
 * `error`: a part of the blueprint cannot do what it says. `warning`: it can, but probably not as intended.
 * `note`: it has no effect, or it is not known whether it has.
 */
export type LintSeverity = 'error' | 'warning' | 'note';

/** Something in a valid blueprint that is certainly there and probably a mistake. */
export interface LintFinding {
  readonly rule: LintRule;
  readonly severity: LintSeverity;
  /** Where: `transfers.handOver.when.all[2]`. */
  readonly path: string;
  readonly names: LintNames;
  /** What `describeFinding` says beside the names. */
  readonly values?: LintValues;
  /** A client who shows it, where the search found one. */
  readonly witness?: LintWitness;
}

/** What a finding says beside names: how a handoff leads there, which limit comes before which. */
export interface LintValues {
  readonly how?: 'rejection' | 'return';
  readonly earlier?: 'overdue' | 'dormant';
  readonly later?: 'dormant' | 'lost';
}

/** Whom and what a finding is about, by name; the one that has to be set right first. */
export interface LintNames {
  readonly transfers?: readonly string[];
  readonly states?: readonly string[];
  readonly roles?: readonly string[];
  readonly facts?: readonly string[];
  readonly reasons?: readonly string[];
  readonly events?: readonly string[];
}

/** What somebody does to the witness, and when. */
export interface WitnessStep {
  readonly now: Instant;
  readonly by: Actor;
  readonly command: Command;
}

/**
 * A client's life that shows a finding. It is decided step by step on the blueprint, beginning with the
 * registration. Every step is accepted (the last one unless `shows` says otherwise) and leads to what is
 * shown.
 */
export interface LintWitness {
  readonly steps: readonly WitnessStep[];
  readonly shows: WitnessShows;
}

/** What becomes of the witness with the last step. */
export type WitnessShows =
  /** The one transfer moves the client, while the other's condition holds or its time is still to come. */
  | { readonly kind: 'movedInstead'; readonly by: string; readonly insteadOf: string; readonly from: string }
  /** The offered handoff is withdrawn before its time is over. */
  | { readonly kind: 'withdrawn'; readonly transfer: string; readonly by: string }
  /**
   * The client has come through these states, the first one again at the end. Nothing differs from one round
   * to the next.
   */
  | { readonly kind: 'roundTrip'; readonly states: readonly string[] }
  /** The last step throws ENDLESS_TRANSFERS. */
  | { readonly kind: 'endless' }
  /** The later limit comes no later than the earlier one. */
  | { readonly kind: 'limits'; readonly earlier: Instant; readonly later: Instant }
  /** The client stands in a state that neither people nor time lead out of, but by an override. */
  | { readonly kind: 'stranded'; readonly state: string }
  /** The client waits, and no deadline is set. */
  | { readonly kind: 'noDeadline'; readonly state: string }
  /** The handoff, rejected twice, is put before those who rejected it. */
  | { readonly kind: 'escalated'; readonly transfer: string; readonly to: string }
  /** The last step is refused, for this reason among others. */
  | { readonly kind: 'refused'; readonly code: RefusalCode };

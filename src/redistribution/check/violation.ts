import type { ObjectiveParts, ProposedMove } from '../proposal.ts';

/** What is wrong with a plan; amounts in the problem's own units. */
export type PlanViolation =
  /** Not a proposal at all, or not in this part of it. */
  | { readonly code: 'MALFORMED'; readonly path: string; readonly message: string }
  /**
   * The move makes no sense. The client or employee is unknown to the problem, the client is moved twice or
   * not from its holder, or it goes nowhere.
   */
  | { readonly code: 'NOT_A_MOVE'; readonly move: ProposedMove }
  | { readonly code: 'NO_HOLDER'; readonly clientId: string }
  | {
      readonly code: 'NOT_ALLOWED';
      readonly clientId: string;
      readonly employeeId: string;
      readonly rule: MoveRule;
    }
  | { readonly code: 'GROUP_SPLIT'; readonly accountGroup: string; readonly employeeIds: readonly string[] }
  | {
      readonly code: 'LIMIT_BROKEN';
      readonly rule: string;
      readonly employeeId?: string;
      readonly actual: number;
      readonly min: number;
      readonly max: number;
    }
  | { readonly code: 'WRONG_OBJECTIVE'; readonly part: keyof ObjectiveParts; readonly actual: number }
  /** A price of the certificate is of no rule or client of the problem, or there twice. */
  | { readonly code: 'WRONG_CERTIFICATE'; readonly rule: string; readonly employeeId?: string }
  | { readonly code: 'WRONG_CERTIFICATE'; readonly clientId: string }
  /** The certificate proves no more than this. */
  | { readonly code: 'UNPROVEN_BOUND'; readonly proven: number }
  /**
   * A figure is wrong. `optimal` is claimed above the bound, the start is not what leaving everything costs,
   * or a share does not follow from these figures.
   */
  | { readonly code: 'WRONG_CLAIM'; readonly field: 'status' | 'gap' | 'start' | 'attained' };

/**
 * The rule of a single move that is broken. `split`: a group of companies that is split stays as it is split.
 */
export type MoveRule =
  | 'keeps'
  | 'accepts'
  | 'eligible'
  | 'forbidden'
  | 'pins'
  | 'protected'
  | 'split'
  | 'movable';

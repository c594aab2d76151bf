/** What each reason why no plan exists says beside its code. Hours are a month's, shares of 1. */
export interface InfeasibilityDetails {
  /** Clients that nobody can have, with what stands against every employee. */
  NOBODY_ELIGIBLE: {
    clientIds: readonly string[];
    /** How many employees each obstacle rules out. */
    obstacles: Readonly<Partial<Record<HolderObstacle, number>>>;
  };
  /**
   * A client, or a group of companies that moves as one, exceeds the free capacity of every eligible
   * employee.
   */
  TOO_LARGE: { clientIds: readonly string[]; measure: LimitedMeasure; amount: number; mostFree: number };
  /** Clients that only these employees may have need more than these have free together. */
  NO_ROOM: {
    clientIds: readonly string[];
    /** Whose clients they are now. */
    holders: readonly string[];
    employeeIds: readonly string[];
    measure: LimitedMeasure;
    amount: number;
    free: number;
  };
  /** An employee cannot reach what a rule wants at least. */
  OUT_OF_REACH: { employeeId: string; measure: LimitedMeasure; needed: number; reachable: number };
  /** The least that rules want everybody to have is more than there is. */
  NOT_ENOUGH: { measure: LimitedMeasure; needed: number; amount: number };
  /** No single cause: the rules named cannot all hold together. */
  RULES_CLASH: { rules: readonly RelaxableRule[] };
}

/** Why an employee cannot have a client. */
export type HolderObstacle = 'ACCEPTS_NONE' | 'KEEPS_NONE' | 'NOT_ELIGIBLE' | 'FORBIDDEN' | 'GROUP_ELSEWHERE';

/** What limits are about. */
export type LimitedMeasure = 'clients' | 'hours' | 'potential' | 'revenue';

/** Names a reason why there is no plan. */
export type InfeasibilityCode = keyof InfeasibilityDetails;

/** One reason why there is no plan; `code` tells what else it carries. */
export type InfeasibilityReason<Code extends InfeasibilityCode = InfeasibilityCode> = {
  [K in Code]: { readonly code: K } & Readonly<InfeasibilityDetails[K]>;
}[Code];

/** A hard rule that can be relaxed. */
export type RelaxableRule =
  | 'utilisation.max'
  | 'utilisation.min'
  | 'loadBand'
  | 'potentialBand'
  | `maxLoss.${'clients' | 'hours' | 'revenue'}`
  | `maxGain.${'clients' | 'hours' | 'revenue'}`
  | 'maxMoves'
  | 'maxMovedRevenue'
  | 'pins'
  | 'forbidden'
  | 'protected'
  | 'keepGroupsTogether'
  | 'movable';

/** A change of one rule by which alone there is a plan: one was found. */
export interface RuleSuggestion {
  readonly rule: RelaxableRule;
  /**
   * Of a rule with a number: what it says now, and the value to which a plan exists. Other rules would have
   * to go.
   */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /**
   * Whether it is proven that no change smaller by a tenth is enough. Else it is the smallest for which a
   * plan was found.
   */
  readonly minimal: boolean;
}

/** Why there is no plan, and what would help. Never a partial plan. */
export interface Infeasible {
  /** Never empty. */
  readonly reasons: readonly InfeasibilityReason[];
  /** Each one on its own makes the problem feasible. Empty if no single rule does. */
  readonly relaxations: readonly RuleSuggestion[];
}

/** No plan was found within the budget, though there may be one. */
export interface NotFound {
  readonly relaxations: readonly RuleSuggestion[];
  readonly stopped: 'done' | 'time' | 'cancelled';
}

import type { RelaxableRule } from './infeasible.ts';

/** A client changes hands; `from` is absent where nobody held it. */
export interface ProposedMove {
  readonly clientId: string;
  readonly from?: string | undefined;
  readonly to: string;
}

/** What a plan costs, by part; each part is weighted, and `total` is their sum. 0 is perfect. */
export interface ObjectiveParts {
  readonly total: number;
  readonly load: number;
  readonly potential: number;
  readonly disruption: number;
  readonly similarity: number;
  readonly coverage: number;
  readonly cost: number;
  readonly nearness: number;
}

/**
 * Prices that prove the bound, in the problem's own units; `checkPlan` recomputes it from them. Nobody can do
 * better than: for all clients, whoever has them cheapest when their amounts are paid for; and for every
 * limit and balance, what these payments bring in.
 */
export interface BoundCertificate {
  /** Those that are not 0. A plan of an earlier build has none. */
  readonly prices?: readonly RulePrice[] | undefined;
  /**
   * Where these prove more: what it is worth that each client is with somebody; there is none of 0. Clients
   * that more than one may have are then not with whoever has them cheapest. Nobody can do better than: what
   * all of them are worth; and for everybody the cheapest choice of them, each for its cost less its worth,
   * whose hours are within the limits of load.
   */
  readonly clients?: readonly ClientPrice[] | undefined;
}

/** What it is worth, in units of the objective, that a client is with somebody. */
export interface ClientPrice {
  readonly clientId: string;
  readonly price: number;
}

/**
 * What a unit of a limited or balanced amount is worth, in units of the objective. Below 0 it pays for
 * reaching a minimum.
 */
export interface RulePrice {
  /** A limit, or what is balanced. */
  readonly rule: RelaxableRule | 'load' | 'potential';
  /** Absent for a limit of everybody together. */
  readonly employeeId?: string | undefined;
  readonly price: number;
}

/** A complete plan within every hard rule, with a certificate of its quality. Plain JSON. */
export interface RedistributionProposal {
  /** Clients that change hands, by client id. All others stay with their holders. */
  readonly moves: readonly ProposedMove[];
  readonly objective: ObjectiveParts;
  /** No plan for this problem costs less in total. */
  readonly bound: number;
  /**
   * How much of the total a better plan could save at most, as a share. Of a total below a thousandth, a
   * share of a thousandth. 0 where this one is optimal.
   */
  readonly gap: number;
  /**
   * What it would cost in total to leave everything as it is. What has to go is given to the least utilised
   * who may have it, the least revenue for an hour first. Absent where that breaks a rule, and in a plan of
   * an earlier build.
   */
  readonly start?: number | undefined;
  /**
   * Which share of the possible improvement is certainly reached. It is `(start - total) / (start - bound)`,
   * from 0 to 1. It is 1 also where no more than a ten-thousandth is possible (utilisations are within 1% of
   * each other, or rest would cost more than it brings). Absent where anything has to move, as when somebody
   * leaves: how things are is no plan then.
   */
  readonly attained?: number | undefined;
  /** `optimal` only where the bound proves it. */
  readonly status: 'optimal' | 'feasible';
  /** `done`, or what cut the search short. */
  readonly stopped: 'done' | 'time' | 'cancelled';
  readonly certificate: BoundCertificate;
  /** The moves of the earlier plan that this one was to stay near. */
  readonly near?: readonly ProposedMove[] | undefined;
}

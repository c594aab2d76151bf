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
  readonly nearness: number;
}

/** Prices that prove the bound; `checkPlan` recomputes it from them. */
export interface BoundCertificate {
  /** Objective and bound in the solver's units; both rest on amounts rounded to its grid. */
  readonly objective: number;
  readonly bound: number;
  /** The prices below are divided by this. */
  readonly scale: number;
  readonly limits: readonly number[];
  readonly balances: readonly number[];
}

/** Who is to have whose clients: whole, within every hard rule, and with the proof of how good it is. Plain JSON. */
export interface RedistributionProposal {
  /** Clients that change hands, by client id. All others stay with their holders. */
  readonly moves: readonly ProposedMove[];
  readonly objective: ObjectiveParts;
  /** No plan for this problem costs less in total. */
  readonly bound: number;
  /** How much of the total a better plan could save at most, as a share; 0 where this one is optimal. */
  readonly gap: number;
  /** `optimal` only where the bound proves it. */
  readonly status: 'optimal' | 'feasible';
  /** `done`, or what cut the search short. */
  readonly stopped: 'done' | 'time' | 'cancelled';
  readonly certificate: BoundCertificate;
  /** The moves of the earlier plan that this one was to stay near. */
  readonly near?: readonly ProposedMove[] | undefined;
}

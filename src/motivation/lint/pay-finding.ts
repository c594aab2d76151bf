/** What `lintPayPlan` looks for. */
export type PayLintRule =
  | 'jump'
  | 'pay-falls'
  | 'tier-unreachable'
  | 'hides-later'
  | 'never-pays'
  | 'never-credits'
  | 'quota-unused'
  | 'credit-above-whole'
  | 'payee-alone'
  | 'accelerator-without-gate'
  | 'pull-forward'
  | 'bonus-by-grade';

/** Something in a valid pay plan that is certainly there and may not be meant, with its figures. */
export interface PayFinding {
  readonly rule: PayLintRule;
  /** Where in the plan: `components.sales.rate.tiers[1]`. */
  readonly path: string;
  readonly component: string;
  readonly values: PayFindingValues;
}

/** The figures of a finding. What is measured is an exact text in the measure's unit. */
export interface PayFindingValues {
  /** What the component measures; `at`, `first`, `second` and `deal` are of its unit. */
  readonly measure: 'sum' | 'count' | 'ratio';
  /** Where it happens. */
  readonly at?: string;
  /** Minor units more, or fewer. */
  readonly more?: number;
  /** One order that moves by a day, and what the two periods come to without it. */
  readonly deal?: string;
  readonly first?: string;
  readonly second?: string;
  /** Percent, as an exact text. */
  readonly percent?: string;
  /** How many tiers, or which period or grades. */
  readonly tiers?: number;
  readonly period?: string;
  readonly grades?: readonly string[];
  /** What gives the credit, and to whom. */
  readonly on?: string;
  readonly to?: string;
  /** Minor units of a cap. */
  readonly cap?: number;
}

import type { Instant } from '../../time/instant.ts';
import type { FactSchema, FactValues } from '../fact-schema.ts';
import type { FactDomain, FactRelations } from './fact-domain.ts';
import type { WorkBudget } from './work-budget.ts';

/** In what world a requirement is to be met. */
export interface World {
  readonly facts: FactSchema;
  readonly domains: Readonly<Record<string, FactDomain>>;
  readonly relations: FactRelations;
  readonly timeZone: string;
  /** Where examples are looked for first. */
  readonly now: Instant;
  /** Whether examples may be of another moment where there are none of this one. */
  readonly anyMoment: boolean;
  /** What may be spent on it; whoever goes beyond it throws `WorkSpent`. */
  readonly budget: WorkBudget;
}

/**
 * A client as a condition sees it: facts by path, and the moment of evaluation. What is left out is unknown.
 */
export interface FactExample {
  readonly facts: FactValues;
  readonly now: Instant;
}

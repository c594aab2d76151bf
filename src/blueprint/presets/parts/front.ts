import { all } from '../../../conditions/builder.ts';
import type { Condition } from '../../../conditions/condition.ts';
import { fact, type RoleName, type StateName } from '../vocabulary.ts';

/** The front of a conveyor: who works towards the first order, and where. */
export interface Front {
  /** Where clients wait for the telemarketer's first call. */
  readonly waiting: readonly StateName[];
  /** What the telemarketer establishes: that the goods are always needed, or that they are needed now. */
  readonly need: 'constantNeed' | 'timeliness';
  /** Who sells to qualified clients, and in which states, first to last. */
  readonly seller: RoleName;
  readonly selling: readonly [StateName, ...StateName[]];
}

/** Every state before the first order, the final one excepted. */
export const openFor = ({ waiting, selling }: Front): StateName[] => [
  ...waiting,
  'inQualification',
  'qualified',
  'deferred',
  ...selling,
];

/** The client fits and has a need, a person of influence can be reached, and the card is complete. */
export const readyFor = ({ need }: Front): Condition =>
  all(
    fact('fit').equals(true),
    fact(need).equals(true),
    fact('people.reachable').atLeast(1),
    fact('cardComplete').equals(true),
  );

import * as z from 'zod';
import type { Conveyor } from '../../client/conveyor.ts';
import { admit } from '../../errors/admit.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import { instantSchema } from '../../time/instant-schema.ts';
import type { PayPlan } from '../plan/pay-plan.ts';
import { closedPeriodsSchema } from '../statement/closed-period-schema.ts';
import type { GradeLadder, GradeLadderInput } from './grade-ladder.ts';
import type { GradeReview } from './grade-review.ts';
import { type LadderBand, ladderBands } from './ladder-bands.ts';
import { type LadderFinding, lintLadder } from './lint-ladder.ts';
import { monthFacts } from './month-facts.ts';
import { parseGradeLadder } from './parse-grade-ladder.ts';
import { type GradeQuery, reviewGrades } from './review-grades.ts';

/** A ladder of grades made ready to run. */
export interface Grades {
  readonly ladder: GradeLadder;
  /** Between which bars nobody moves: proven, not measured. */
  readonly bands: readonly LadderBand[];
  /** What is probably a mistake. */
  readonly findings: readonly LadderFinding[];
  /**
   * How everybody on the ladder stands, by id, and which moves are proposed. Nothing is done: a proposal that
   * is approved becomes a grade by `sales.employees.change` with `grade` and `gradeFrom`, under its command
   * id. A month is judged by what it came to at the last closing, but where its plan freezes it.
   * @throws INVALID_QUERY where the moment is none, or what was given as `closed` no list of closed months
   */
  review(query: GradeQuery): readonly GradeReview[];
}

const querySchema = z.object({
  at: instantSchema,
  employees: z.array(z.any()),
  closed: closedPeriodsSchema,
  quality: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.number()))).optional(),
});

/**
 * Makes a ladder ready to run, by the blueprint's grades and the components of the pay plans.
 * With constant figures nobody moves back and forth: what counts for going up cannot count for going down,
 * neither in the same grade nor in the next.
 * @throws INVALID_GRADES listing every problem
 */
export function defineGrades(
  conveyor: Conveyor,
  pay: { readonly plans: readonly PayPlan[] },
  input: GradeLadderInput,
): Grades {
  return withArguments(
    'defineGrades',
    { conveyor, pay, 'pay.plans: array': pay?.plans, 'input: .': input },
    () => {
      const { plans } = pay;
      const { blueprint, rules } = conveyor;
      const ladder = parseGradeLadder(input, plans, blueprint);
      const facts = monthFacts(ladder, plans);
      return {
        ladder,
        bands: ladderBands(ladder, facts),
        findings: lintLadder(ladder, plans, blueprint, facts),
        review: (query) =>
          withArguments('review', { query }, () =>
            reviewGrades(admit(querySchema, query, 'INVALID_QUERY', 'a query'), { ladder, plans, rules }),
          ),
      };
    },
  );
}

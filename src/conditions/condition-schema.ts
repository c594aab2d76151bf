import * as z from 'zod';
import type { Condition, FactTest, Operand } from './condition.ts';
import { limitProblem } from './condition-walk.ts';
import { operatorNames } from './operators.ts';

/** The shape of one test. Whether its operand suits its fact only `checkCondition` can say. */
export const factTestSchema = z.strictObject({
  fact: z.string().max(200),
  is: z.enum(operatorNames),
  value: z.exactOptional(z.unknown() as z.ZodType<Operand>),
}) satisfies z.ZodType<FactTest>;

const nodeSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ all: z.array(nodeSchema) }),
      z.strictObject({ any: z.array(nodeSchema).min(1, 'Must not be empty') }),
      z.strictObject({ not: nodeSchema }),
      factTestSchema,
    ],
    'Must be { all }, { any }, { not } or { fact, is, value }',
  ),
);

/**
 * The shape of a condition: groups, negations and tests without unknown keys. It is at most 16 levels deep
 * and has at most 500 parts (looked at first, so that no input is too deep to look at). The rest needs the
 * facts: see `checkCondition`.
 */
export const conditionSchema = z
  .unknown()
  .superRefine((json, context) => {
    const problem = limitProblem(json);
    if (problem) context.addIssue({ code: 'custom', ...problem });
  })
  .pipe(nodeSchema);

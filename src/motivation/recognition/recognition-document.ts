import * as z from 'zod';
import type { Blueprint } from '../../blueprint/blueprint.ts';
import { reportTo } from '../../blueprint/check/report.ts';
import { namedSchema } from '../../blueprint/name-schema.ts';
import { checkCondition } from '../../conditions/check-condition.ts';
import { admitWhole } from '../../errors/admit-whole.ts';
import type { Problem } from '../../errors/problem.ts';
import type { NameKind } from '../../errors/problem-details.ts';
import { unknownName } from '../../errors/unknown-name.ts';
import { fault } from '../faults.ts';
import { monthFacts } from '../grades/month-facts.ts';
import { condition } from '../plan/credit-rule.ts';
import type { PayPlan } from '../plan/pay-plan.ts';

const recognitionSchema = z.strictObject({
  /** Components of pay plans whose best month is somebody's own record. */
  records: z.array(z.string()).default([]),
  /** By name, what must hold of month after month; a month of which it is unknown pauses. */
  streaks: namedSchema(condition).default({}),
  /** Clients who came back: from one of these states to one of those, by whoever holds them in the role. */
  returned: z
    .strictObject({ role: z.string(), from: z.array(z.string()).min(1), to: z.array(z.string()).min(1) })
    .optional(),
});

/** What is worth being said of somebody's work, as data. */
export interface RecognitionDocument extends z.output<typeof recognitionSchema> {}
/** The same as it is written. */
export interface RecognitionInput extends z.input<typeof recognitionSchema> {}

/** What conditions of streaks may ask of a month: of whatever plan. */
export const streakFacts = (plans: readonly PayPlan[]) =>
  monthFacts({ roles: plans.flatMap(({ roles }) => roles), quality: [] }, plans);

/**
 * @throws INVALID_RECOGNITION listing every problem: of shape first, and where that is right but for keys
 *   that are not known, of meaning.
 */
export function parseRecognition(
  input: unknown,
  plans: readonly PayPlan[],
  blueprint: Blueprint,
): RecognitionDocument {
  return admitWhole(recognitionSchema, input, 'INVALID_RECOGNITION', 'a document of recognition', (one) =>
    problemsOf(one, plans, blueprint),
  );
}

function problemsOf(
  { records, streaks, returned }: RecognitionDocument,
  plans: readonly PayPlan[],
  { roles, states }: Blueprint,
): readonly Problem[] {
  const problems: Problem[] = [];
  const report = reportTo(problems);
  const facts = streakFacts(plans);
  const isKnown = (
    path: readonly (string | number)[],
    kind: NameKind,
    name: string,
    known: readonly string[],
  ) => {
    if (!known.includes(name)) report(path, unknownName(kind, name, known));
  };
  const components = [...new Set(plans.flatMap((plan) => Object.keys(plan.components)))];
  for (const [i, id] of records.entries())
    if (!components.includes(id)) report(['records', i], fault('NOT_ONE_OF', { allowed: components }));
  for (const [name, when] of Object.entries(streaks)) report(['streaks', name], checkCondition(when, facts));
  if (returned) {
    isKnown(['returned', 'role'], 'role', returned.role, Object.keys(roles));
    for (const way of ['from', 'to'] as const)
      for (const [i, state] of returned[way].entries())
        isKnown(['returned', way, i], 'state', state, Object.keys(states));
  }
  return problems;
}

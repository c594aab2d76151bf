import { ConveyorError } from '../errors/conveyor-error.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { checkCondition } from './check-condition.ts';
import type { Condition } from './condition.ts';
import type { FactShapes } from './fact-schema.ts';

/**
 * Admits a condition from outside: what comes back equals what came in.
 * @throws INVALID_CONDITION with every {@link Problem} in `details.problems`.
 */
export function parseCondition(json: unknown, facts: FactShapes): Condition {
  const problems = withArguments('parseCondition', { 'json: .': json, facts }, () =>
    checkCondition(json, facts),
  );
  if (problems.length === 0) return json as Condition;
  const lines = problems.map(({ path, message }) => `${path || 'condition'}: ${message}`);
  throw new ConveyorError('INVALID_CONDITION', lines.join('\n'), { details: { problems } });
}

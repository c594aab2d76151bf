import { withArguments } from '../errors/with-arguments.ts';
import { type CompiledCondition, type CompileOptions, compileChecked } from './compile.ts';
import type { Condition } from './condition.ts';
import type { FactValues } from './fact-schema.ts';
import { parseCondition } from './parse-condition.ts';

/**
 * Compiles a condition to closures (no code is generated, so a strict content security policy is no
 * obstacle). A fact whose value is not of its declared type counts as unknown.
 * @throws INVALID_CONDITION as `parseCondition` does.
 * @example compileCondition(condition, { facts }).evaluate({ 'orders.count': 3 }, now); // 'yes'
 */
export function compileCondition<Subject = FactValues>(
  condition: Condition,
  options: CompileOptions<Subject>,
): CompiledCondition<Subject> {
  return withArguments('compileCondition', { condition, options }, () => {
    parseCondition(condition, options.facts);
    return compileChecked(condition, options);
  });
}

import { assertOptions } from '../errors/assert-options.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { type Instant, toInstant } from '../time/instant.ts';
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
  return withArguments('compileCondition', { condition, options, 'options.facts': options?.facts }, () => {
    assertOptions('compileCondition', options, { facts: 'any', readerOf: 'function?', timeZone: 'any?' });
    parseCondition(condition, options.facts);
    const compiled = compileChecked(condition, options);
    let known: Instant | undefined;
    // Many subjects are asked about at one moment: to check it again takes longer than to evaluate.
    const checked = (now: Instant) => {
      if (now !== known) known = toInstant(now);
      return known;
    };
    return {
      ...compiled,
      evaluate: (subject, now) => compiled.evaluate(subject, checked(now)),
      explain: (subject, now) => compiled.explain(subject, checked(now)),
    };
  });
}

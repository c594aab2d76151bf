import { assertOptions } from '../errors/assert-options.ts';
import { argumentFault, withArguments } from '../errors/with-arguments.ts';
import { type Instant, toInstant } from '../time/instant.ts';
import { type CompiledCondition, type CompileOptions, compileWhole } from './compile.ts';
import type { Condition } from './condition.ts';
import { explanationOf } from './explain.ts';
import type { FactValues } from './fact-schema.ts';
import { parseCondition } from './parse-condition.ts';
import { truths } from './truth.ts';

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
    const { facts, answer, explain } = compileWhole(condition, options);
    // Many subjects are asked about at one moment: to check it again takes longer than to evaluate. And one
    // more closure around it takes five times as long.
    let known: Instant | undefined;
    const faultIn = (name: string, subject: Subject, now: Instant, error: unknown) =>
      options.readerOf ? error : argumentFault(name, { subject, 'now: string': now }, error);
    return {
      condition,
      facts,
      evaluate: (subject, now) => {
        try {
          if (now !== known) known = toInstant(now);
          return truths[answer(subject, known)];
        } catch (error) {
          throw faultIn('evaluate', subject, now, error);
        }
      },
      explain: (subject, now) => {
        try {
          if (now !== known) known = toInstant(now);
          return explanationOf(explain(subject, known));
        } catch (error) {
          throw faultIn('explain', subject, now, error);
        }
      },
    };
  });
}

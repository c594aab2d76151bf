import { spokenIn } from '../../client/words.ts';
import type { Condition } from '../../conditions/condition.ts';
import { partsOf } from '../../conditions/condition.ts';
import { describeCondition, describeExplanation } from '../../conditions/describe.ts';
import type { ExplainedCondition, ExplainedTest, Explanation } from '../../conditions/explanation.ts';
import type { FactSchema } from '../../conditions/fact-schema.ts';
import type { PayRule } from '../credits/credit.ts';
import { type PayWordOptions, payWording } from './pay-words.ts';

/** What a gate asks and, where it is not met, what is in the way. */
export function gateInWords(
  gate: Explanation,
  rule: Pick<PayRule, 'plan' | 'version'>,
  options: PayWordOptions,
): readonly string[] {
  const { words, say, component } = payWording('', options);
  const tests = testsIn(gate.tree);
  const facts: FactSchema = Object.fromEntries(
    tests.map(({ fact, value }) => {
      const [kind = '', id = ''] = fact.split('.');
      const named = { component: component(rule, id) };
      const label = say(kind === 'attainment' ? words.facts.attainment : words.facts.measure, named);
      return [
        fact,
        typeof value === 'object' && value !== null && 'amount' in value
          ? { type: 'money', label }
          : { type: 'number', label, ...(kind === 'attainment' && { unit: 'percent' }) },
      ];
    }),
  );
  const spoken = { facts, ...spokenIn(options) };
  if (gate.truth === 'yes')
    return [say(words.gate.met, { condition: describeCondition(gate.tree as Condition, spoken) })];
  const [, ...inTheWay] = describeExplanation({ ...gate, tree: legible(gate.tree) }, spoken);
  return [words.gate.unmet, ...inTheWay.map((text) => `  ${text}`)];
}

function testsIn(node: ExplainedCondition): readonly ExplainedTest[] {
  if ('fact' in node) return [node];
  return 'not' in node ? testsIn(node.not) : partsOf(node).flatMap(testsIn);
}

/** A quotient has no end of digits. */
function legible(node: ExplainedCondition): ExplainedCondition {
  if ('not' in node) return { ...node, not: legible(node.not) };
  if ('all' in node) return { ...node, all: node.all.map(legible) };
  if ('any' in node) return { ...node, any: node.any.map(legible) };
  return typeof node.actual === 'number' ? { ...node, actual: Math.round(node.actual * 1e4) / 1e4 } : node;
}

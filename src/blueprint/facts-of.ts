import { type FactBuilder, factBuilder } from '../conditions/builder.ts';
import type { FactSchema } from '../conditions/fact-schema.ts';
import type { BuiltInFacts } from './built-in-facts.ts';

/**
 * Starts a condition on a built-in fact; paths and operands are checked by the compiler.
 * @example fact('orders.count').atLeast(3)
 */
export const fact: FactBuilder<BuiltInFacts> = factBuilder();

/**
 * The same with a blueprint's own facts beside the built-in ones.
 * @example const { fact } = factsOf({ segment: { type: 'enum', values: ['A', 'B'], label } });
 */
export function factsOf<const Own extends FactSchema>(
  _own: Own,
): { readonly fact: FactBuilder<BuiltInFacts & Own> } {
  return { fact: factBuilder() };
}

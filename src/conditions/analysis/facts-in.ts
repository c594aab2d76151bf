import type { Condition } from '../condition.ts';
import { isFactReference, partsOf } from '../condition.ts';

/** The paths that a condition reads, each once, in the order of reading. */
export function factsIn(condition: Condition): string[] {
  if ('not' in condition) return factsIn(condition.not);
  if (!('fact' in condition)) return [...new Set(partsOf(condition).flatMap(factsIn))];
  const { fact, value } = condition;
  return isFactReference(value) && value.fact !== fact ? [fact, value.fact] : [fact];
}

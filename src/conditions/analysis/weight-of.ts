import type { Condition } from '../condition.ts';
import { isFactReference, partsOf } from '../condition.ts';
import type { FactValues } from '../fact-schema.ts';
import { lookup } from '../lookup.ts';

/** Conditions are asked about many times, whole and in parts. */
const weights = new WeakMap<Condition, number>();

/** How much there is to read in a condition, in steps: its parts, the items of lists, long texts. */
export function weightOf(condition: Condition): number {
  const known = weights.get(condition);
  if (known !== undefined) return known;
  const weight = weigh(condition);
  weights.set(condition, weight);
  return weight;
}

function weigh(condition: Condition): number {
  if ('not' in condition) return 1 + weightOf(condition.not);
  if (!('fact' in condition)) return partsOf(condition).reduce((sum, part) => sum + weightOf(part), 1);
  const { value } = condition;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.reduce<number>(
    (sum, one) => sum + 1 + (typeof one === 'string' ? Math.ceil(one.length / 16) : 0),
    1,
  );
}

/** Comparisons of letters that are one step, when a text is looked for in another. */
const COMPARED = 500;

/**
 * The steps that it may take to look for texts in the texts of an example.
 * They go by the product of the lengths: texts that repeat themselves are compared again and again.
 */
export function containsWork(condition: Condition, facts: FactValues): number {
  if ('not' in condition) return containsWork(condition.not, facts);
  if (!('fact' in condition))
    return partsOf(condition).reduce((sum, part) => sum + containsWork(part, facts), 0);
  const { fact, is, value } = condition;
  if (is !== 'contains') return 0;
  const lengthOf = (one: unknown) => (typeof one === 'string' ? one.length : 0);
  const part = lengthOf(isFactReference(value) ? lookup(facts, value.fact) : value);
  return Math.floor((lengthOf(lookup(facts, fact)) * part) / COMPARED);
}

import type { Condition } from '../condition.ts';
import { partsOf } from '../condition.ts';

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

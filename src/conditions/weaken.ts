import type { Condition, FactTest } from './condition.ts';

const passes: Condition = { all: [] };
const fails: Condition = { not: passes };

/**
 * A condition that passes wherever the given one may pass, whatever the undecidable tests would answer. Each
 * of them is taken for the answer that helps, which under a negation is `no`. It is never larger than the
 * given one, unless nothing of it is left.
 */
export function weaken(condition: Condition, isUndecided: (test: FactTest) => boolean): Condition {
  return weakenedTo(passes, condition, isUndecided);
}

function weakenedTo(
  helpful: Condition,
  condition: Condition,
  isUndecided: (test: FactTest) => boolean,
): Condition {
  const weakened = (part: Condition) => weakenedTo(helpful, part, isUndecided);
  if ('all' in condition) return joined(condition.all.map(weakened), passes, (all) => ({ all }));
  if ('any' in condition) return joined(condition.any.map(weakened), fails, (any) => ({ any }));
  if ('not' in condition) {
    const not = weakenedTo(oppositeOf(helpful), condition.not, isUndecided);
    return isConstant(not) ? oppositeOf(not) : { not };
  }
  return isUndecided(condition) ? helpful : condition;
}

/** Without the parts that change nothing; one that decides alone is all that is left. */
function joined(
  parts: readonly Condition[],
  neutral: Condition,
  group: (parts: readonly Condition[]) => Condition,
): Condition {
  const telling = parts.filter((part) => part !== neutral);
  const [first = neutral, ...others] = telling;
  const decisive = oppositeOf(neutral);
  if (telling.includes(decisive)) return decisive;
  return others.length === 0 ? first : group(telling);
}

const isConstant = (condition: Condition) => condition === passes || condition === fails;
const oppositeOf = (constant: Condition) => (constant === passes ? fails : passes);

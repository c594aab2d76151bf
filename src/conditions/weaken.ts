import type { Condition, FactTest } from './condition.ts';

const passes: Condition = { all: [] };
const fails: Condition = { not: passes };

/**
 * A condition that passes wherever the given one may pass, whatever the undecidable tests would answer. Each
 * of them is taken for the answer that helps, which under a negation is `no`. Elsewhere `instead` may give
 * what passes wherever the test may. Without it, the result is never larger than the given one, unless
 * nothing of it is left.
 */
export function weaken(
  condition: Condition,
  isUndecided: (test: FactTest) => boolean,
  instead: (test: FactTest) => Condition | undefined = () => undefined,
): Condition {
  return weakenedTo(passes, condition, (test, helpful) => {
    if (!isUndecided(test)) return test;
    return (helpful === passes && instead(test)) || helpful;
  });
}

function weakenedTo(
  helpful: Condition,
  condition: Condition,
  taken: (test: FactTest, helpful: Condition) => Condition,
): Condition {
  const weakened = (part: Condition) => weakenedTo(helpful, part, taken);
  if ('all' in condition) return joined(condition.all.map(weakened), passes, (all) => ({ all }));
  if ('any' in condition) return joined(condition.any.map(weakened), fails, (any) => ({ any }));
  if ('not' in condition) {
    const not = weakenedTo(oppositeOf(helpful), condition.not, taken);
    return isConstant(not) ? oppositeOf(not) : { not };
  }
  return taken(condition, helpful);
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

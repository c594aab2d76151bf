import { factsIn } from '../../conditions/analysis/facts-in.ts';
import { workBudget } from '../../conditions/analysis/work-budget.ts';
import { compileChecked } from '../../conditions/compile.ts';
import type { Condition } from '../../conditions/condition.ts';
import { partsOf } from '../../conditions/condition.ts';
import type { LintFinding } from '../finding.ts';
import { LINT_WORK, type LintContext } from '../lint-context.ts';

/** Which part of the lint's work goes into the parts of one condition at most. */
const CONDITION_SHARE = 1 / 8;

/** Conditions that are never or always met, and parts of the others that make no difference. */
export function lintConditions(context: LintContext): LintFinding[] {
  return context.transfers.flatMap(({ id, when }) => {
    if (!when) return [];
    const path = ['transfers', id, 'when'];
    const names = { transfers: [id] };
    const { verdict } = context.analysisOf(when);
    if (verdict === 'never')
      return [context.finding({ rule: 'condition-never', severity: 'error', path, names })];
    if (verdict === 'always')
      return [context.finding({ rule: 'condition-always', severity: 'warning', path, names })];
    return redundantParts(when, context).map((steps) =>
      context.finding({
        rule: 'condition-part-redundant',
        severity: 'warning',
        path: [...path, ...steps],
        names,
      }),
    );
  });
}

type Steps = readonly (string | number)[];

/** Paths of parts without which the same clients pass: of two that say the same, the later one. */
function redundantParts(condition: Condition, context: LintContext): Steps[] {
  const found: Steps[] = [];
  let kept = condition;
  const budget = workBudget(LINT_WORK * CONDITION_SHARE, context.budget);
  const isMissed = missed(condition, context);
  for (const steps of partsIn(condition).reverse()) {
    if (isMissed(steps)) continue;
    if (found.some((other) => other.every((step, i) => step === steps[i]))) continue;
    const without = withoutPart(kept, steps);
    if (
      !without ||
      !context.implies(without, condition, budget) ||
      !context.implies(condition, without, budget)
    )
      continue;
    kept = without;
    found.unshift(steps);
  }
  // A part of a part that is superfluous as a whole is no news.
  return found.filter(
    (steps) => !found.some((other) => other !== steps && other.every((step, i) => step === steps[i])),
  );
}

/**
 * Shows of many a part that it matters, without a search. Whoever passes and then loses the blueprint's facts
 * that it reads, which may always be unknown, fails by this part alone.
 */
function missed(condition: Condition, context: LintContext): (steps: Steps) => boolean {
  const { example } = context.analysisOf(condition);
  if (!('all' in condition) || !example) return () => false;
  const { facts, blueprint, budget } = context;
  const { timeZone } = blueprint;
  const parts = condition.all.map((part) => compileChecked<unknown>(part, { facts, timeZone }));
  return ([, place, ...deeper]) => {
    if (deeper.length > 0 || !budget.spend(parts.length)) return false;
    const left: Record<string, unknown> = { ...example.facts };
    for (const fact of factsIn(condition.all[place as number] as Condition))
      if (Object.hasOwn(blueprint.facts, fact)) left[fact] = undefined;
    return parts.every((part, i) => (part.evaluate(left, example.now) === 'yes') === (i !== place));
  };
}

/** The place of every part of every group, each after the group itself. */
function partsIn(condition: Condition, path: Steps = []): Steps[] {
  if ('fact' in condition) return [];
  if ('not' in condition) return partsIn(condition.not, [...path, 'not']);
  const key = 'all' in condition ? 'all' : 'any';
  return partsOf(condition).flatMap((part, i) => [[...path, key, i], ...partsIn(part, [...path, key, i])]);
}

/**
 * A hole keeps the other parts at their places. A group with no part left but holes would say something else.
 */
const hole: Condition = { all: [{ all: [] }] };

/**
 * The condition without one of its parts, places unchanged; nothing where no other part of the group is left.
 */
function withoutPart(condition: Condition, steps: Steps): Condition | undefined {
  const [key, ...rest] = steps;
  if ('fact' in condition) return undefined;
  if ('not' in condition) {
    const not = withoutPart(condition.not, rest);
    return not && { not };
  }
  const [place, ...deeper] = rest;
  const parts = [...partsOf(condition)];
  const part = parts[place as number] as Condition;
  const left = deeper.length > 0 ? withoutPart(part, deeper) : key === 'all' ? hole : { not: hole };
  if (!left) return undefined;
  parts[place as number] = left;
  const isHole = (one: Condition) => one === hole || ('not' in one && one.not === hole);
  if (parts.every(isHole)) return undefined;
  return key === 'all' ? { all: parts } : { any: parts as [Condition, ...Condition[]] };
}

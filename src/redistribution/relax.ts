import { type Compiled, compileProblem } from './compile.ts';
import { exhaust } from './exhaustion.ts';
import { toIndexedProblem } from './indexed-problem.ts';
import type { RuleSuggestion } from './infeasible.ts';
import { type Patience, planWithin } from './plan-within.ts';
import type { FullProblem } from './problem.ts';
import { type Knob, knobsOf } from './relaxable-rules.ts';
import { hasUnassignableItem } from './solver/model/instance.ts';
import { type SharedInstance, toInstance } from './solver/model/shared-instance.ts';
import { structuralReasons } from './structural-reasons.ts';

/**
 * Finds single rules whose change makes a plan possible; each is shown by a plan. A rule is lifted first; if
 * that helps, the smallest sufficient value is found by bisection. All of it takes no more work than the plan
 * itself.
 */
export function relaxationsOf(
  problem: FullProblem,
  compiled: Compiled = compileProblem(problem),
): readonly RuleSuggestion[] {
  const entries = compiled.instance.start.at(-1) as number;
  let left = LEAST_WORK + WORK_EACH * entries;
  const knobs = knobsOf(problem);
  return knobs.flatMap((knob, at) => {
    // What one rule leaves of its share is for the others.
    const patience = { left: left / (knobs.length - at) };
    left -= patience.left;
    const found = relaxation(compiled, knob, patience);
    left += Math.max(0, patience.left);
    return found;
  });
}

const LEAST_WORK = 1e6;
/** For every entry: about what the solver looks at for its bound. */
const WORK_EACH = 8;
/** What making a problem's entries comes to, for each. */
const TO_COMPILE = 4;

function relaxation(compiled: Compiled, knob: Knob, patience: Patience): readonly RuleSuggestion[] {
  const { rule } = knob;
  if (!('value' in knob)) {
    const { groups } = toIndexedProblem(knob.lifted);
    patience.left -= TO_COMPILE * groups.reduce((sum, { choices }) => sum + choices.length, 0);
    if (patience.left < 0 || groups.some(({ choices }) => choices.length === 0)) return [];
    const { instance } = compileProblem(knob.lifted);
    return anyPlan(instance, patience) ? [{ rule, minimal: true }] : [];
  }
  const { value, at, isWhole, most } = knob;
  const under = (to: number) => compiled.limited(at(to));
  let plan = anyPlan(under(most).instance, patience);
  if (!plan) return [];
  const step = isWhole ? 1 : PRECISION;
  let [no, yes] = [value, most];
  const isApart = () => Math.abs(yes - no) > step * 1.000001;
  while (isApart() && patience.left > 0) {
    const middle = roundTo(step, between(no, yes, step));
    const found = anyPlan(under(middle).instance, patience, plan);
    if (found) [yes, plan] = [middle, found];
    else no = middle;
  }
  return [{ rule, from: value, to: yes, minimal: !isApart() && isImpossible(under(no)) }];
}

/** Halfway; from far above, the same number of times from both. */
const between = (no: number, yes: number, step: number) =>
  yes > 4 * Math.max(no, step) ? Math.sqrt(Math.max(no, step) * yes) : (no + yes) / 2;

/** Shares are found to the thousandth. */
const PRECISION = 0.001;
const roundTo = (step: number, value: number) => Number((Math.round(value / step) * step).toFixed(6));

/** Any feasible plan, from an earlier one or the current assignment; by enumeration for a small problem. */
function anyPlan(shared: SharedInstance, patience: Patience, from?: Int32Array): Int32Array | undefined {
  if (hasUnassignableItem(shared)) return undefined;
  const instance = toInstance(shared);
  const begin = (begun?: Int32Array) => {
    const own = { left: patience.left * SHARE };
    patience.left -= own.left;
    const plan = planWithin(instance, own, begun);
    patience.left += own.left;
    return plan;
  };
  const found = (from && begin(from)) ?? begin();
  if (found || patience.left <= 0) return found;
  const tried = exhaust(instance, TRIES);
  return typeof tried === 'string' ? undefined : tried;
}

const TRIES = 5_000;
/** Share of the remaining budget for one attempt. */
const SHARE = 0.25;

const isImpossible = (compiled: Compiled) =>
  structuralReasons(compiled).length > 0 || exhaust(toInstance(compiled.instance)) === 'impossible';

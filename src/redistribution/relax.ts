import type { Steps } from '../time/in-turns.ts';
import { type Compiled, compilingIndexed } from './compile.ts';
import { exhaust } from './exhaustion.ts';
import { Flows } from './flows.ts';
import { indexing } from './indexed-problem.ts';
import type { RelaxableRule, RuleSuggestion } from './infeasible.ts';
import { type Patience, planWithin } from './plan-within.ts';
import { type PlansByShifts, plansByShifts } from './plans-by-shifts.ts';
import type { FullProblem } from './problem.ts';
import { type Knob, knobsOf } from './relaxable-rules.ts';
import { hasUnassignableItem } from './solver/model/instance.ts';
import { isExtensive, type SharedInstance, toInstance } from './solver/model/shared-instance.ts';
import { reasoning } from './structural-reasons.ts';

/**
 * Finds single rules whose change makes a plan possible; each is shown by a plan. A rule is lifted first; if
 * that helps, the smallest sufficient value is found by bisection. All of it takes no more work than the plan
 * itself.
 */
export function* relaxing(
  problem: FullProblem,
  compiled: Compiled,
  flows: Flows,
): Steps<readonly RuleSuggestion[]> {
  const { items, start } = compiled.instance;
  let left = Math.min(LEAST_WORK, OF_FEW * (start[items] as number)) + WORK_EACH * items;
  const knobs = knobsOf(problem);
  const plans = yield* plansByShifts(compiled.instance);
  const tools = { compiled, plans, flows };
  const found: RuleSuggestion[] = [];
  for (const [at, knob] of knobs.entries()) {
    // What one rule leaves of its share is for the others.
    const patience = { left: left / (knobs.length - at) };
    left -= patience.left;
    const one = yield* 'value' in knob ? smallest(knob, tools, patience) : lifting(knob, patience);
    if (one) found.push(one);
    left += patience.left;
  }
  return found;
}

const LEAST_WORK = 1e6;
/** For every entry of a small problem, whose plan takes as much less. */
const OF_FEW = 2_500;
/** For every client: about what the search for a plan takes for each. */
const WORK_EACH = 100;
/** What making a problem's groups and their costs comes to, for each. */
const TO_COMPILE = 100;

interface Tools {
  readonly compiled: Compiled;
  readonly plans: PlansByShifts;
  readonly flows: Flows;
}

/** The smallest value of a rule with a number for which a plan is found. */
function* smallest(
  { rule, value, at, isWhole, most }: Extract<Knob, { readonly value: number }>,
  { compiled, plans, flows }: Tools,
  patience: Patience,
): Steps<RuleSuggestion | undefined> {
  const step = isWhole ? 1 : PRECISION;
  const under = (to: number) => compiled.limited(at(to));
  const reach = function* (to: number, from?: Int32Array): Steps<Reached | undefined> {
    const other = under(to);
    yield;
    if (yield* flows.clashing(other.bounds)) return undefined;
    yield;
    const chosen = yield* anyPlan(other.instance, plans, patience, { isFew: FEW.has(rule), from });
    return chosen && { chosen, to: usedBy(rule, other, chosen, step) ?? to };
  };
  let best = yield* reach(most);
  if (!best) return undefined;
  let no = value;
  const isApart = () => Math.abs((best as Reached).to - no) > step * 1.000001;
  while (isApart() && patience.left > 0) {
    const middle = roundTo(step, between(no, best.to, step));
    const found: Reached | undefined = yield* reach(middle, best.chosen);
    if (found) best = found;
    else no = middle;
  }
  yield;
  const { to } = best;
  // A tenth of the change less, or all but the last step.
  const less = [roundTo(step, to - TENTH * (to - value)), ...(isApart() ? [] : [no])];
  let minimal = false;
  for (const one of less) minimal ||= one !== to && (yield* isImpossible(under(one), flows));
  return { rule, from: value, to, minimal };
}

/** A plan, and the value of the rule that it needs. */
interface Reached {
  readonly chosen: Int32Array;
  readonly to: number;
}

const TENTH = 0.1;
/** Rules that the fewest clients keep. */
const FEW: ReadonlySet<RelaxableRule> = new Set(['maxMoves', 'maxLoss.clients', 'maxGain.clients']);

/** Lifts a rule that has no number. */
function* lifting(
  { rule, lifted }: Extract<Knob, { readonly lifted: FullProblem }>,
  patience: Patience,
): Steps<RuleSuggestion | undefined> {
  const indexed = yield* indexing(lifted);
  const { groups } = indexed;
  patience.left -= TO_COMPILE * groups.length;
  if (patience.left < 0 || groups.some(({ choices }) => choices.length === 0)) return undefined;
  const compiled = yield* compilingIndexed(indexed);
  if (yield* new Flows(compiled).clashing(compiled.bounds)) return undefined;
  const plans = yield* plansByShifts(compiled.instance);
  const plan = yield* anyPlan(compiled.instance, plans, patience, {});
  return plan && { rule, minimal: true };
}

/** Halfway; from far above, the same number of times from both. */
const between = (no: number, yes: number, step: number) =>
  yes > 4 * Math.max(no, step) ? Math.sqrt(Math.max(no, step) * yes) : (no + yes) / 2;

/** Shares are found to the thousandth. */
const PRECISION = 0.001;
const roundTo = (step: number, value: number) => Number((Math.round(value / step) * step).toFixed(6));
const roundUp = (step: number, value: number) => roundTo(step, Math.ceil(value / step - 1e-9) * step);

/** How much of a budget a plan uses; undefined where the rule is none. */
function usedBy(
  rule: RelaxableRule,
  { bounds, instance, grids, amounts }: Compiled,
  chosen: Int32Array,
  step: number,
): number | undefined {
  const at = bounds.findIndex((bound) => bound.rule === rule && bound.scope === 'moved');
  const measure = instance.limits[at]?.measure;
  if (measure === undefined) return undefined;
  let sum = 0;
  for (let i = 0; i < chosen.length; i++)
    if (chosen[i] !== instance.current[i]) sum += instance.measures[measure]?.[i] as number;
  const used = sum / (grids[measure]?.units as number);
  return roundUp(step, rule === 'maxMoves' ? used : used / amounts.totals.revenue);
}

/** Any feasible plan; of a problem that is not extensive also from an earlier one, or by enumeration. */
function* anyPlan(
  shared: SharedInstance,
  plans: PlansByShifts,
  patience: Patience,
  { isFew = false, from }: { readonly isFew?: boolean; readonly from?: Int32Array | undefined },
): Steps<Int32Array | undefined> {
  if (hasUnassignableItem(shared)) return undefined;
  const state = yield* plans.find(shared, patience, isFew);
  if (state) return state.chosen;
  if (patience.left <= 0 || isExtensive(shared)) return undefined;
  const instance = toInstance(shared);
  for (const begun of from ? [from, undefined] : [undefined]) {
    const own = { left: patience.left * SHARE };
    patience.left -= own.left;
    const plan = planWithin(instance, own, begun);
    patience.left += own.left;
    if (plan || patience.left <= 0) return plan;
    yield;
  }
  const tried = exhaust(instance, TRIES);
  return typeof tried === 'string' ? undefined : tried;
}

const TRIES = 5_000;
/** Share of the remaining budget for one attempt. */
const SHARE = 0.25;

function* isImpossible(compiled: Compiled, flows: Flows): Steps<boolean> {
  yield;
  if ((yield* reasoning(compiled, flows)).length > 0) return true;
  return !isExtensive(compiled.instance) && exhaust(toInstance(compiled.instance)) === 'impossible';
}

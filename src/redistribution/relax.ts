import { compileProblem } from './compile.ts';
import { exhaust } from './exhaustion.ts';
import { firstPlan } from './first-plan.ts';
import type { Relaxation } from './infeasible.ts';
import type { FullProblem } from './problem.ts';
import { type Knob, knobsOf } from './relaxable-rules.ts';
import { solve } from './solver/solve.ts';
import { structuralReasons } from './structural-reasons.ts';

/**
 * By which single rule's change a plan exists. Each rule is first lifted; where that helps, the smallest sufficient value is
 * looked for by halving.
 */
export function relaxationsOf(problem: FullProblem): readonly Relaxation[] {
  return knobsOf(problem).flatMap((knob) => relaxation(knob));
}

function relaxation(knob: Knob): readonly Relaxation[] {
  const { rule } = knob;
  if (!('value' in knob)) return verdictOn(knob.lifted) === 'possible' ? [{ rule, minimal: true }] : [];
  const { value, at, isWhole, most } = knob;
  if (verdictOn(at(most)) !== 'possible') return [];
  const step = isWhole ? 1 : PRECISION;
  let [no, yes, isProven] = [value, most, true];
  const tighter = (a: number, b: number) => Math.abs(a - b) > step * 1.000001;
  while (tighter(no, yes)) {
    const middle = roundTo(step, (no + yes) / 2);
    const verdict = verdictOn(at(middle));
    if (verdict === 'possible') yes = middle;
    else {
      no = middle;
      isProven = verdict === 'impossible';
    }
  }
  return [{ rule, from: value, to: yes, minimal: isProven }];
}

/** Shares are found to the thousandth. */
const PRECISION = 0.001;
const roundTo = (step: number, value: number) => Number((Math.round(value / step) * step).toFixed(6));

function verdictOn(problem: FullProblem): 'possible' | 'impossible' | 'unknown' {
  const compiled = compileProblem(problem);
  if (structuralReasons(compiled).length > 0) return 'impossible';
  if (firstPlan(compiled.instance).objective !== undefined) return 'possible';
  const { status } = solve(compiled.instance, { effort: EFFORT });
  if (status === 'infeasible') return 'impossible';
  if (status !== 'notFound') return 'possible';
  const found = exhaust(compiled.instance);
  return typeof found === 'string' ? found : 'possible';
}

/** Whether there is a plan at all takes less work than a good one. */
const EFFORT = 0.1;

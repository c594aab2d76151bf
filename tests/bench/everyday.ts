import { compiling } from '../../src/redistribution/compile.ts';
import { greedyPlan } from '../../src/redistribution/greedy-plan.ts';
import { weighing } from '../../src/redistribution/objective.ts';
import { parseProblem } from '../../src/redistribution/parse-problem.ts';
import type { RedistributionProblem } from '../../src/redistribution/problem.ts';
import { type RedistributeOptions, redistribute } from '../../src/redistribution/redistribute.ts';
import { receiversOf } from '../../src/redistribution/solver/model/shared-instance.ts';
import { atOnce } from '../../src/time/in-turns.ts';
import { benchBesideHighs } from './beside-highs.ts';
import { skewedBase, type Variant, variants } from './everyday-base.ts';
import { cpu } from './measure.ts';

/** Clients and employees, and the seconds that are asked for. */
const SIZES = [
  [2_000, 20, 1],
  [20_000, 100, 1],
  [100_000, 300, 4],
] as const;

/** Of the gap between what is done by hand and the best that is known, so much may be left; or so much absolutely. */
const SHARE = 1 / 3;
const ABSOLUTE = 0.0002;

/**
 * How well an ordinary skewed base is evened out, beside what is done by hand. `BENCH=full` takes all sizes, a long search for the best
 * that is known, and a mixed-integer model of a small base beside it; without it the proven bound stands for the best.
 */
export async function benchEveryday(): Promise<void> {
  const isFull = process.env.BENCH === 'full';
  console.log(
    `\neveryday: a skewed base is evened out; ${isFull ? 'full size' : 'quick size, BENCH=full for the full one'}`,
  );
  console.log(
    'base                                    own    by hand       best      bound  attained  seconds  peak RSS',
  );
  for (const [clients, employees, seconds] of isFull ? SIZES : SIZES.slice(0, 2)) {
    for (const variant of variants) evenOutOne(clients, employees, variant, { seconds, isFull });
  }
  for (const [clients, employees] of [
    [2_000, 20],
    [10_000, 60],
  ] as const)
    sayWhatClashes(clients, employees);
  if (isFull) await benchBesideHighs(60);
}

function evenOutOne(
  clients: number,
  employees: number,
  variant: Variant,
  { seconds, isFull }: { readonly seconds: number; readonly isFull: boolean },
): void {
  const problem = skewedBase(clients, employees, variant);
  const begun = cpu();
  const { objective, bound, attained } = planOf(problem);
  const took = (cpu() - begun) / 1_000;
  const byHand = byHandOf(problem);
  const isSmall = clients <= 20_000;
  const best =
    isFull && isSmall ? Math.min(objective.total, planOf(problem, { effort: 20 }).objective.total) : bound;
  const excess = objective.total - best;
  const isGood = excess <= Math.max(ABSOLUTE, SHARE * (byHand - best));
  const figures = [objective.total, byHand, best, bound].map((one) => one.toFixed(7).padStart(10)).join(' ');
  const name = `A(${clients}, ${employees}) ${variant}`.padEnd(34);
  const memory = (process.resourceUsage().maxRSS / 1024).toFixed(0);
  console.log(
    `${name} ${figures}  ${(attained === undefined ? '-' : `${(100 * attained).toFixed(2)}%`).padStart(8)}  ${took.toFixed(2).padStart(7)}  ${memory.padStart(5)} MB   (${isGood ? 'within' : 'BEYOND'} what is asked for; ${seconds} s)`,
  );
}

/** Two rules that cannot hold together: the whole answer, with what would help, beside the plan without the one that binds. */
function sayWhatClashes(clients: number, employees: number): void {
  const free = skewedBase(clients, employees, 'loadBand');
  const limits = { ...free.policy?.limits, maxMoves: clients / 100 };
  const bound = { ...free, policy: { ...free.policy, limits } };
  const [without, withIt] = [free, bound].map((problem) => {
    redistribute(problem);
    const begun = cpu();
    const { ok } = redistribute(problem);
    return { ok, took: (cpu() - begun) / 1_000 };
  });
  if (!without?.ok || withIt?.ok !== false) throw new Error('the wrong one has a plan');
  console.log(
    `A(${clients}, ${employees}) with a band and too few moves: ${withIt.took.toFixed(2)} s, ${(withIt.took / without.took).toFixed(1)} times the plan without a budget  (at most 2)`,
  );
}

function planOf(problem: RedistributionProblem, options: RedistributeOptions = {}) {
  const result = redistribute(problem, options);
  if (!result.ok) throw new Error(`no plan: ${JSON.stringify(result).slice(0, 300)}`);
  return result.proposal;
}

function byHandOf(problem: RedistributionProblem): number {
  const compiled = atOnce(compiling(parseProblem(problem)));
  const receivers = receiversOf(compiled.instance, atOnce(greedyPlan(compiled)));
  return atOnce(weighing(compiled, receivers)).total;
}

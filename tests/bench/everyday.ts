import loadHighs from 'highs';
import { compileProblem } from '../../src/redistribution/compile.ts';
import { greedyPlan } from '../../src/redistribution/greedy-plan.ts';
import { objectiveOf } from '../../src/redistribution/objective.ts';
import { parseProblem } from '../../src/redistribution/parse-problem.ts';
import type { RedistributionProblem } from '../../src/redistribution/problem.ts';
import { type RedistributeOptions, redistribute } from '../../src/redistribution/redistribute.ts';
import type { Instance } from '../../src/redistribution/solver/instance.ts';
import { receiversOf, toInstance } from '../../src/redistribution/solver/shared-instance.ts';
import { atOnce } from '../../src/time/in-turns.ts';
import { skewedBase, type Variant, variants } from './everyday-base.ts';

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
 * How well an ordinary skewed base is evened out, beside what is done by hand, and a mixed-integer model of a small one. `BENCH=full`
 * takes all sizes, and a long search for the best that is known; without it the proven bound stands for the best.
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
  await benchBesideHighs(isFull ? 60 : 5);
}

function evenOutOne(
  clients: number,
  employees: number,
  variant: Variant,
  { seconds, isFull }: { readonly seconds: number; readonly isFull: boolean },
): void {
  const problem = skewedBase(clients, employees, variant);
  const begun = cpuSeconds();
  const { objective, bound, attained } = planOf(problem);
  const took = cpuSeconds() - begun;
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

function planOf(problem: RedistributionProblem, options: RedistributeOptions = {}) {
  const result = redistribute(problem, options);
  if (!result.ok) throw new Error(`no plan: ${JSON.stringify(result).slice(0, 300)}`);
  return result.proposal;
}

function byHandOf(problem: RedistributionProblem): number {
  const compiled = compileProblem(parseProblem(problem));
  return objectiveOf(compiled, receiversOf(compiled.instance, atOnce(greedyPlan(compiled)))).total;
}

/** A small base as a mixed-integer model with piecewise linear squares; both plans are judged by our objective. */
async function benchBesideHighs(seconds: number): Promise<void> {
  const problem = skewedBase(300, 6, 'balanced');
  const compiled = compileProblem(parseProblem(problem));
  const instance = toInstance(compiled.instance);
  const highs = await loadHighs();
  const found = highs.solve(toModel(instance), { time_limit: seconds });
  const receivers = Int32Array.from({ length: instance.items }, (_, i) => {
    for (let e = instance.start[i] as number; e < (instance.start[i + 1] as number); e++) {
      const column = found.Columns[`x${e}`];
      if (column && 'Primal' in column && column.Primal > 0.5) return instance.employee[e] as number;
    }
    return instance.employee[instance.home[i] as number] as number;
  });
  if (found.Status === 'Infeasible' || !Number.isFinite(found.ObjectiveValue)) {
    console.log(`A(300, 6): HiGHS finds nothing in ${seconds} s`);
    return;
  }
  const theirs = objectiveOf(compiled, receivers).total;
  const own = planOf(problem).objective.total;
  console.log(
    `A(300, 6) balanced: own ${own.toFixed(7)}, HiGHS in ${seconds} s ${theirs.toFixed(7)}: ${((own / theirs - 1) * 100).toFixed(2)}% above it (at most 0.5%)`,
  );
}

/** Pieces by which a square is drawn, over the range in which sums may end. */
const PIECES = 60;
const RANGE = 0.3;

function toModel(instance: Instance): string {
  const { items, start, employee, cost, measures, balances, employees } = instance;
  const most = Math.max(1, ...cost);
  const amountOf = (i: number) => (measures[balances[0]?.measure ?? 0] as Float64Array)[i] as number;
  const sums = Array.from({ length: employees }, (): string[] => []);
  const costs: string[] = [];
  const once: string[] = [];
  for (let i = 0; i < items; i++) {
    const own: string[] = [];
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      own.push(`x${e}`);
      sums[employee[e] as number]?.push(`${amountOf(i)} x${e}`);
      if (cost[e] !== 0) costs.push(`${(cost[e] as number) / most} x${e}`);
    }
    once.push(` i${i}: ${own.join(' + ')} = 1`);
  }
  const squares = balances.flatMap(({ employee: j, target, weight }) => {
    const rows = Array.from({ length: PIECES + 1 }, (_, k) => {
      const at = target * RANGE * ((2 * k) / PIECES - 1);
      // q is at least the tangent of the square at this distance d: 2 at d - at^2.
      const factor = weight / most;
      return ` q${j}_${k}: q${j} - ${2 * at * factor} d${j} >= ${-at * at * factor}`.replace('- -', '+ ');
    });
    return [` s${j}: ${sums[j]?.join(' + ')} - d${j} = ${target}`, ...rows];
  });
  return [
    'Minimize',
    ` cost: ${[...costs, ...balances.map(({ employee: j }) => `q${j}`)].join(' + ')}`,
    'Subject To',
    ...once,
    ...squares,
    'Bounds',
    ...balances.map(({ employee: j }) => ` d${j} free`),
    'Binary',
    ...Array.from(cost.keys(), (e) => ` x${e}`),
    'End',
  ].join('\n');
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

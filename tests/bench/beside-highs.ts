import loadHighs from 'highs';
import { type Compiled, compiling } from '../../src/redistribution/compile.ts';
import { weighing } from '../../src/redistribution/objective.ts';
import { parseProblem } from '../../src/redistribution/parse-problem.ts';
import { redistribute } from '../../src/redistribution/redistribute.ts';
import { toInstance } from '../../src/redistribution/solver/model/shared-instance.ts';
import { atOnce } from '../../src/time/in-turns.ts';
import { skewedBase } from './everyday-base.ts';

/** A small base as a mixed-integer model with piecewise linear squares, beside our plan; both are judged by our objective. */
export async function benchBesideHighs(seconds: number): Promise<void> {
  const problem = skewedBase(300, 6, 'balanced');
  const compiled = atOnce(compiling(parseProblem(problem)));
  const highs = await loadHighs();
  const found = highs.solve(toModel(compiled), { time_limit: seconds });
  const receivers = receiversIn(compiled, found.Columns);
  if (!receivers) {
    console.log(`A(300, 6) balanced: HiGHS has no plan after ${seconds} s (${found.Status})`);
    return;
  }
  const theirs = atOnce(weighing(compiled, receivers)).total;
  const result = redistribute(problem);
  if (!result.ok) throw new Error('there is a plan');
  const own = result.proposal.objective.total;
  console.log(
    `A(300, 6) balanced: own ${own.toFixed(7)}, HiGHS in ${seconds} s ${theirs.toFixed(7)} (${found.Status}): ${((own / theirs - 1) * 100).toFixed(2)}% above it (at most 0.5%)`,
  );
}

/** Whom the incumbent gives each client; undefined unless it gives each to somebody. */
function receiversIn(compiled: Compiled, columns: Readonly<Record<string, object>>): Int32Array | undefined {
  const { items, start, employee } = toInstance(compiled.instance);
  const receivers = new Int32Array(items).fill(-1);
  for (let i = 0; i < items; i++) {
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      const { Primal = 0 } = (columns[`x${e}`] ?? {}) as { readonly Primal?: number };
      if (Primal > 0.5) receivers[i] = employee[e] as number;
    }
  }
  return receivers.includes(-1) ? undefined : receivers;
}

/** Tangents by which a square is drawn, over the range in which shares of the target may end. */
const TANGENTS = 120;
const RANGE = 0.6;
/** The objective in thousandths: a solver takes what is much smaller for rounding. */
const UNITS = 1000;

/** In the problem's own units: hours from the target `d`, the square's cost `q`, whether an entry is chosen `x`. */
function toModel(compiled: Compiled): string {
  const { scale, grids } = compiled;
  const { items, start, employee, employees, cost, measures, balances } = toInstance(compiled.instance);
  const measure = balances[0]?.measure as number;
  const unit = grids[measure]?.units as number;
  const sums = Array.from({ length: employees }, (): string[] => []);
  const once: string[] = [];
  for (let i = 0; i < items; i++) {
    const hours = (measures[measure]?.[i] as number) / unit;
    const own = Array.from(
      { length: (start[i + 1] as number) - (start[i] as number) },
      (_, at) => (start[i] as number) + at,
    );
    for (const e of own) sums[employee[e] as number]?.push(`${hours} x${e}`);
    once.push(` i${i}: ${own.map((e) => `x${e}`).join(' + ')} = 1`);
  }
  const costs = [...cost].flatMap((one, e) => (one === 0 ? [] : [`${(UNITS * one) / scale} x${e}`]));
  const rows = balances.flatMap(({ employee: j, target, weight }) => {
    const aim = target / unit;
    const factor = (UNITS * weight * unit ** 2) / scale;
    const tangents = Array.from({ length: TANGENTS + 1 }, (_, k) => {
      const at = aim * RANGE * ((2 * k) / TANGENTS - 1);
      const slope = 2 * at * factor;
      return ` t${j}_${k}: q${j} ${slope < 0 ? '+' : '-'} ${Math.abs(slope)} d${j} >= ${-at * at * factor}`;
    });
    return [` s${j}: ${sums[j]?.join(' + ')} - d${j} = ${aim}`, ...tangents];
  });
  return [
    'Minimize',
    ` cost: ${[...costs, ...balances.map(({ employee: j }) => `q${j}`)].join(' + ')}`,
    'Subject To',
    ...once,
    ...rows,
    'Bounds',
    ...balances.map(({ employee: j }) => ` d${j} free`),
    'Binary',
    ...Array.from(cost.keys(), (e) => ` x${e}`),
    'End',
  ].join('\n');
}

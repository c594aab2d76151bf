import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import loadHighs from 'highs';
import { checkPlan } from '../../src/redistribution/check/check-plan.ts';
import { redistribute } from '../../src/redistribution/redistribute.ts';
import { checkSolution } from '../../src/redistribution/solver/model/check-solution.ts';
import type { Instance } from '../../src/redistribution/solver/model/instance.ts';
import type { Solution, SolveOptions } from '../../src/redistribution/solver/model/solution.ts';
import { solve } from '../../src/redistribution/solver/solve.ts';
import { toAssignmentProblem } from '../redistribution/assignment-problem.ts';
import {
  afterLeaving,
  departures,
  generalizedAssignment,
  type Kind,
} from '../redistribution/solver/generated.ts';
import { toShared } from '../redistribution/solver/solve-written-out.ts';
import { cpu } from './measure.ts';
import { toLp } from './to-lp.ts';

/** A generalized assignment problem with what is known of it. */
interface Known {
  readonly name: string;
  readonly instance: Instance;
  /** The best that is published. */
  readonly best?: number;
}

/**
 * How well the solver assigns, beside HiGHS at the same time limit, and how soon it redistributes. `BENCH=full` takes the sizes and
 * the ten seconds that are asked for; `GAP_DATA` is the folder of the literature's instances.
 */
export async function benchAssignment(): Promise<void> {
  const isFull = process.env.BENCH === 'full';
  const reference = referenceMs();
  console.log(
    `\nassignment: ${isFull ? 'full size' : 'quick size, BENCH=full for the full one'}; milliseconds are of this process's CPU;`,
  );
  console.log(`the reference loop takes ${reference.toFixed(0)} ms now`);
  await benchGeneralizedAssignment(isFull ? 10_000 : 1_000, isFull);
  benchDepartures(isFull);
}

async function benchGeneralizedAssignment(limitMs: number, isFull: boolean): Promise<void> {
  const folder = process.env.GAP_DATA ?? new URL('../../../shared/data/gap/', import.meta.url).pathname;
  const known = existsSync(`${folder}/best-known.tsv`) ? fromLiterature(folder) : generated();
  const instances = isFull ? known : known.filter(({ instance }) => instance.items <= 100);
  console.log(
    `generalized assignment, ${limitMs / 1000} s each; instances: ${known[0]?.best ? folder : 'generated, seed 1'}`,
  );
  console.log('name           own  over best  over bound      HiGHS  over best');
  const gaps = new Map<string, number[]>();
  for (const { name, instance, best } of instances) {
    const problem = toAssignmentProblem(instance);
    const found = redistribute(problem, { effort: 1e9, timeLimitMs: limitMs, clock: cpu });
    if (!found.ok) throw new Error(`no plan of ${name}`);
    if (checkPlan(problem, found.proposal).length > 0) throw new Error(`a wrong plan of ${name}`);
    const { objective, bound } = found.proposal;
    // Costs are on average over all clients; of whole numbers the sum is whole.
    const own = Math.round(objective.cost * instance.items);
    const least = Math.ceil(bound * instance.items - 1e-6);
    // A build of its own for each: one that has run into its limit may not be used again.
    const highs = await loadHighs();
    const peer = highs.solve(toLp(instance), { time_limit: limitMs / 1000 });
    const theirs =
      peer.Status === 'Infeasible' || !Number.isFinite(peer.ObjectiveValue) ? undefined : peer.ObjectiveValue;
    console.log(
      `${name.padEnd(10)} ${String(own).padStart(7)}  ${over(own, best)}   ${over(own, least)}  ${String(theirs?.toFixed(0) ?? '-').padStart(9)}  ${over(theirs, best)}`,
    );
    if (best !== undefined) {
      const kind = name.charAt(0);
      gaps.set(kind, [...(gaps.get(kind) ?? []), (own / best - 1) * 100]);
    }
  }
  for (const [kind, all] of gaps) {
    const mean = all.reduce((sum, gap) => sum + gap, 0) / all.length;
    console.log(
      `type ${kind}: ${mean.toFixed(3)}% over the best on average, ${Math.max(...all).toFixed(3)}% at most`,
    );
  }
}

/** Sizes with the gap in per cent and the seconds that are asked for. */
const SIZES = [
  [10_000, 50, 0.2, 1],
  [10_000, 300, 0.4, 1.5],
  [100_000, 300, 0.044, 0.6],
  [1_000_000, 1_000, 0.05, 2],
] as const;

function benchDepartures(isFull: boolean): void {
  console.log('\nredistribution: a tenth of the employees leave, seed 1');
  console.log('clients x employees     over bound   seconds  reference   peak RSS   (asked for)');
  for (const [items, employees, percent, seconds] of isFull ? SIZES : SIZES.slice(0, 2)) {
    const instance = departures(items, employees, 1);
    const { chosen = new Int32Array(), multipliers } = timed(
      `${items} x ${employees}`,
      instance,
      {},
      `${percent}% in ${seconds} s`,
    );
    if (isFull && items < 1_000_000) continue;
    const leaver = instance.limits[0]?.employee as number;
    const after = afterLeaving(instance, chosen, leaver);
    const from = { chosen: after.held, multipliers: { ...multipliers, limits: multipliers.limits.slice(1) } };
    const asked = items < 1_000_000 ? 'of 1,000,000: 0.4 s' : '0.4 s';
    timed('  then one leaves', after.instance, { from }, asked);
  }
}

function timed(what: string, instance: Instance, options: SolveOptions, asked: string): Solution {
  // What a test writes out is packed beforehand: the public way compiles it packed.
  const packed = toShared(instance);
  const reference = referenceMs();
  const begun = cpu();
  const solution = solve(packed, options);
  const took = (cpu() - begun) / 1000;
  checked(instance, solution);
  console.log(
    `${what.padEnd(22)}  ${over(solution.objective, solution.bound)}  ${took.toFixed(2).padStart(8)}  ${reference.toFixed(0).padStart(6)} ms  ${rssMb()} MB   (${asked})`,
  );
  return solution;
}

function fromLiterature(folder: string): readonly Known[] {
  const best = new Map(
    readFileSync(`${folder}/best-known.tsv`, 'utf8')
      .split('\n')
      .map((line) => line.split('\t'))
      .filter(([, , , , sense]) => sense === 'min')
      .map(([name, , , , , , reported]) => [name as string, Number(reported)]),
  );
  return readdirSync(folder)
    .filter((file) => file.endsWith('.gz'))
    .map((file) => {
      const name = file.replace('.gz', '');
      const known = best.get(name);
      const instance = parse(gunzipSync(readFileSync(`${folder}/${file}`)).toString());
      return { name, instance, ...(known !== undefined && { best: known }) };
    });
}

/** First `m n`, then costs by employee and item, amounts likewise, capacities. */
function parse(text: string): Instance {
  const [employees = 0, items = 0, ...numbers] = text.trim().split(/\s+/).map(Number);
  const entries = items * employees;
  const turned = (from: number) =>
    Float64Array.from({ length: entries }, (_, e) => {
      return numbers[from + (e % employees) * items + Math.floor(e / employees)] as number;
    });
  return {
    items,
    employees,
    start: Int32Array.from({ length: items + 1 }, (_, i) => i * employees),
    employee: Int32Array.from({ length: entries }, (_, e) => e % employees),
    cost: turned(0),
    current: new Int32Array(items).fill(-1),
    measures: [turned(entries)],
    limits: Array.from({ length: employees }, (_, employee) => {
      return {
        measure: 0,
        scope: 'held' as const,
        employee,
        min: 0,
        max: numbers[2 * entries + employee] as number,
      };
    }),
    balances: [],
  };
}

function generated(): readonly Known[] {
  const sizes: readonly [Kind, number, number][] = [
    ['C', 100, 5],
    ['C', 200, 20],
    ['D', 100, 5],
    ['D', 100, 20],
    ['D', 200, 10],
    ['E', 100, 10],
    ['E', 200, 20],
  ];
  return sizes.map(([kind, items, employees]) => {
    return {
      name: `${kind} ${items}x${employees}`,
      instance: generalizedAssignment(kind, items, employees, 1),
    };
  });
}

function checked(instance: Instance, solution: Solution): Solution {
  const faults = checkSolution(instance, solution);
  if (faults.length > 0) throw new Error(`a wrong solution: ${JSON.stringify(faults.slice(0, 3))}`);
  return solution;
}

function over(value: number | undefined, base: number | undefined): string {
  const text = value === undefined || base === undefined ? '-' : `${((value / base - 1) * 100).toFixed(3)}%`;
  return text.padStart(9);
}

function rssMb(): string {
  return (process.resourceUsage().maxRSS / 1024).toFixed(0).padStart(6);
}

/** The same work each time: what this machine is worth now. */
function referenceMs(): number {
  const begun = cpu();
  const cells = new Float64Array(1 << 16);
  let state = 1;
  for (let k = 0; k < 60_000_000; k++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    const at = state >>> 16;
    cells[at] = (cells[at] as number) * 0.5 + (cells[(at * 7) & 65_535] as number) / 2 + 1;
  }
  return cpu() - begun;
}

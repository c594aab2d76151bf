import { type Amounts, amountsOf } from './amounts.ts';
import { amountOf, type Bound, boundsOf, couldStay } from './bounds.ts';
import { type CostOf, costing } from './costs.ts';
import { finestGrid, type Grid, gridOf, isWholeOn, onGrid } from './grid.ts';
import type { LimitedMeasure } from './infeasible.ts';
import { type Part, type Situation, situationOf } from './parts.ts';
import type { FullProblem } from './problem.ts';
import type { ProposedMove } from './proposal.ts';
import type { Balance, Instance, Limit } from './solver/instance.ts';

/** A problem in the solver's whole numbers, and the way back. */
export interface Compiled {
  readonly situation: Situation;
  readonly amounts: Amounts;
  readonly costOf: CostOf;
  /** In the order of the instance's limits. */
  readonly bounds: readonly Bound[];
  readonly instance: Instance;
  /** Units of the instance's objective for 1 of the problem's. */
  readonly scale: number;
}

export function compileProblem(problem: FullProblem, near?: readonly ProposedMove[]): Compiled {
  const situation = situationOf(problem);
  const amounts = amountsOf(problem);
  const costOf = costing(situation, amounts, near);
  const bounds = boundsOf(situation, amounts);
  const scale = scaleOf(situation, amounts);
  const measures = new Measures(situation, amounts);
  const balances = balancesOf(situation, amounts, scale, measures);
  const limits = bounds.map((bound) => measures.toLimit(bound));
  const instance = {
    items: situation.parts.length,
    employees: situation.employees.length,
    ...entriesOf(situation, costOf, { scale, isSameForAll: near === undefined && areAlike(situation) }),
    measures: measures.columns,
    limits,
    balances,
  };
  return { situation, amounts, costOf, bounds, instance, scale };
}

/** Who may have which part, and what that costs. */
function entriesOf(
  { parts }: Situation,
  costOf: CostOf,
  { scale, isSameForAll }: { readonly scale: number; readonly isSameForAll: boolean },
) {
  const start = new Int32Array(parts.length + 1);
  for (const [i, { choices }] of parts.entries()) start[i + 1] = (start[i] as number) + choices.length;
  const entries = start[parts.length] as number;
  const employee = new Int32Array(entries);
  const cost = new Float64Array(entries);
  const home = new Int32Array(parts.length).fill(-1);
  const priceOf = (part: Part, e: number) => {
    const { disruption, similarity, coverage, nearness } = costOf(part, e);
    return Math.round(scale * (disruption + similarity + coverage + nearness));
  };
  for (const [i, part] of parts.entries()) {
    const from = start[i] as number;
    employee.set(part.choices, from);
    const stays = part.home < 0 ? -1 : part.choices.indexOf(part.home);
    if (stays >= 0) home[i] = from + stays;
    if (isSameForAll && (part.home >= 0 || part.clients.length === 1)) {
      const other = part.choices.find((e) => e !== part.home);
      if (other !== undefined) cost.fill(priceOf(part, other), from, start[i + 1]);
      if (stays >= 0) cost[from + stays] = priceOf(part, part.home);
      continue;
    }
    for (const [at, e] of part.choices.entries()) cost[from + at] = priceOf(part, e);
  }
  return { start, employee, cost, home };
}

/** Whether a client that leaves its holder costs the same with whoever gets it. */
const areAlike = ({ problem, employees }: Situation) =>
  problem.policy.weights.coverage === 0 &&
  employees.every(({ experience }) => Object.keys(experience).length === 0);

/** So large that rounding hardly matters, so small that objectives of plans worth considering stay below 2^53. */
function scaleOf(
  { problem, employees, indexOf }: Situation,
  { capacity, meanUtilisation, meanPotential, potentialOf }: Amounts,
): number {
  const { load, potential, disruption, similarity, coverage, nearness } = problem.policy.weights;
  const hours = employees.map(({ otherHours }) => otherHours);
  const potentials = employees.map(() => 0);
  for (const client of problem.clients) {
    const e = client.holder === undefined ? -1 : (indexOf.get(client.holder) as number);
    if (e < 0) continue;
    hours[e] = (hours[e] as number) + client.hours;
    potentials[e] = (potentials[e] as number) + potentialOf(client);
  }
  const imbalance = (held: readonly number[], mean: number) =>
    employees.reduce((sum, one, e) => {
      if (!one.keeps || one.capacity <= 0 || mean <= 0) return sum;
      return sum + (one.capacity / capacity) * ((held[e] as number) / one.capacity / mean - 1) ** 2;
    }, 0);
  const most =
    load * Math.max(4, imbalance(hours, meanUtilisation)) +
    potential * Math.max(4, imbalance(potentials, meanPotential)) +
    disruption +
    similarity +
    coverage +
    nearness;
  return 2 ** Math.floor(Math.log2(LARGEST_OBJECTIVE / Math.max(1, most)));
}

/** Far enough below 2^53 for the solver to add prices up. */
const LARGEST_OBJECTIVE = 2 ** 48;
/** `weight` times capacity share times squared deviation, as a multiple of the squared distance of a sum from its target. */
function balancesOf(
  { problem, employees }: Situation,
  amounts: Amounts,
  scale: number,
  measures: Measures,
): Balance[] {
  const { load, potential } = problem.policy.weights;
  const { capacity: all, meanUtilisation, meanPotential, knowsPotential } = amounts;
  const balanceOf = (of: 'hours' | 'potential', factor: number, mean: number) => {
    if (factor === 0 || mean <= 0) return [];
    const balanced = employees.flatMap((one, employee) =>
      one.keeps && one.capacity > 0 ? [{ ...one, employee }] : [],
    );
    const weights = balanced.map(({ capacity }) => (scale * factor) / (all * capacity * mean ** 2));
    const { measure, grid } = measures.forBalance(of);
    return balanced.map(({ employee, capacity, otherHours }, at) => ({
      measure,
      employee,
      target: grid * (capacity * mean - (of === 'hours' ? otherHours : 0)),
      weight: (weights[at] as number) / grid ** 2,
    }));
  };
  return [
    ...balanceOf('hours', load, meanUtilisation),
    ...(knowsPotential ? balanceOf('potential', potential, meanPotential) : []),
  ];
}

/** The instance's measures, each made when it is first asked for. */
class Measures {
  readonly columns: Float64Array[] = [];
  readonly #situation: Situation;
  readonly #amounts: Amounts;
  readonly #known = new Map<string, { measure: number; grid: Grid }>();

  constructor(situation: Situation, amounts: Amounts) {
    this.#situation = situation;
    this.#amounts = amounts;
  }

  toLimit({ measure: of, scope, employee, min, max }: Bound): Limit {
    const { measure, grid } = this.#measure(of, { onlyVoluntary: scope === 'moved' });
    const slack = 1e-6;
    return {
      measure,
      scope: scope === 'moved' ? 'gained' : scope,
      employee,
      min: Math.max(0, Math.ceil(min * grid - slack)),
      max: Math.max(0, Math.floor(max * grid + slack)),
    };
  }

  /** Shared with limits where these can count all amounts exactly; else as fine as sums allow. */
  forBalance(of: 'hours' | 'potential') {
    const column = this.#column(of, false);
    const grid = gridOf(column);
    if (isWholeOn(grid, column)) return this.#measure(of, { onlyVoluntary: false });
    return this.#add(`${of}, finely`, column, finestGrid(column));
  }

  #measure(of: LimitedMeasure, { onlyVoluntary }: { onlyVoluntary: boolean }) {
    const key = onlyVoluntary ? `${of}, voluntary` : of;
    const known = this.#known.get(key);
    if (known) return known;
    const column = this.#column(of, onlyVoluntary);
    return this.#add(key, column, gridOf(column));
  }

  #add(key: string, column: Float64Array, grid: Grid) {
    const known = { measure: this.columns.push(onGrid(grid, column)) - 1, grid };
    this.#known.set(key, known);
    return known;
  }

  #column(of: LimitedMeasure, onlyVoluntary: boolean): Float64Array {
    const { parts } = this.#situation;
    return Float64Array.from(parts, (part) =>
      onlyVoluntary && !couldStay(part) ? 0 : amountOf(part, of, this.#amounts),
    );
  }
}

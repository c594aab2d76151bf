import { ascend } from './ascent.ts';
import { certify, pricesOf } from './bound.ts';
import { type Candidates, toCandidates } from './candidates.ts';
import { Descent } from './descent.ts';
import type { Instance } from './instance.ts';
import { type Incumbent, oscillate } from './oscillation.ts';
import { type Rows, toRows } from './rows.ts';
import type { Progress, Solution, SolveOptions } from './solution.ts';
import { Standing } from './standing.ts';

/** Solves an instance in one go. */
export function solve(instance: Instance, options: SolveOptions = {}): Solution {
  const steps = solving(instance, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function* solving(instance: Instance, options: SolveOptions): Generator<Progress, Solution> {
  const rows = toRows(instance);
  const entries = instance.cost.length;
  const { effort = 200 } = options;
  const deadline = options.timeLimitMs && options.clock ? options.clock() + options.timeLimitMs : undefined;
  const isLate = (share: number) => deadline !== undefined && (options.clock as () => number)() > deadline - (1 - share) * (options.timeLimitMs as number);
  const incumbent: Incumbent = { chosen: new Int32Array(instance.items), cost: Number.POSITIVE_INFINITY };
  const from = options.from?.multipliers && pricesOf(rows, options.from.multipliers);
  let target = Number.NaN;
  const ascent = ascend(instance, rows, { from, passes: Math.ceil(effort * 0.5), target: () => target });
  let state = ascent.next();
  while (!state.done) {
    const { best, passes } = state.value;
    const value = best.relaxation.value;
    target = incumbent.cost < Number.POSITIVE_INFINITY ? incumbent.cost : value + Math.abs(value) * 0.02;
    yield { phase: 'bound', passes, of: effort, bound: value };
    if (isLate(0.25)) break;
    state = ascent.next();
  }
  const { best, passes } = (state.value ?? {}) as { best: { prices: Float64Array; relaxation: { chosen: Int32Array } }; passes: number };
  const { multipliers, bound } = certify(instance, rows, best.prices);
  const candidates = toCandidates(instance, rows, best.prices, 8);
  const standing = new Standing(instance, rows, best.relaxation.chosen, penaltiesAt(instance, rows, best.prices, candidates));
  const descent = new Descent(standing, candidates);
  descent.queueAll();
  descent.run(1, effort * 0.5 * entries);
  if (process.env.TRACE) console.log('after shift', standing.broken, standing.cost, standing.penalised, descent.work);
  const search = oscillate(standing, descent, { incumbent, most: 3, until: effort * 0.5 * entries });
  let rounds = 0;
  while (!search.next().done) {
    rounds++; if (process.env.TRACE && (rounds & (rounds-1)) === 0) console.log(rounds, standing.broken, standing.cost, incumbent.cost, descent.work);
    if (incumbent.cost <= bound || isLate(1)) break;
  }
  const found = incumbent.cost < Number.POSITIVE_INFINITY;
  return {
    status: found ? (incumbent.cost <= bound ? 'optimal' : 'feasible') : 'notFound',
    ...(found && { chosen: incumbent.chosen, objective: incumbent.cost }),
    bound,
    multipliers,
    passes,
    stopped: 'done',
  };
}

/** What a unit outside its limits costs at first: half as much again as the best price, and something where that is nothing. */
function penaltiesAt({ measures, items }: Instance, rows: Rows, prices: Float64Array, { entries, width, regret }: Candidates): Float64Array {
  const mean = (numbers: Float64Array) => {
    let sum = 0;
    for (let at = 0; at < numbers.length; at++) sum += Math.abs(numbers[at] as number);
    return sum / Math.max(1, numbers.length);
  };
  let typical = 0;
  for (let i = 0; i < items; i++) {
    const second = width > 1 ? (entries[i * width + 1] as number) : -1;
    if (second >= 0) typical += (regret[second] as number) / items;
  }
  const units = measures.map((amounts) => Math.max(mean(amounts), 1e-9));
  return Float64Array.from(prices, (price, r) => Math.abs(price) * 1.5 + (Number(process.env.PEN ?? 0.5) * typical) / (units[rows.measure[r] as number] as number));
}

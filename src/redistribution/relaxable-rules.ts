import type { RelaxableRule } from './infeasible.ts';
import type { FullClient, FullProblem } from './problem.ts';

type Limits = FullProblem['policy']['limits'];

/** A rule with a number, and how the problem is with another; or one that can only be lifted. */
export type Knob =
  | {
      readonly rule: RelaxableRule;
      readonly value: number;
      readonly most: number;
      readonly isWhole: boolean;
      readonly at: (value: number) => FullProblem;
    }
  | { readonly rule: RelaxableRule; readonly lifted: FullProblem };

/** The rules of a problem that could be relaxed. */
export function knobsOf(problem: FullProblem): readonly Knob[] {
  return [...numberKnobs(problem), ...otherKnobs(problem)];
}

/** With whoever takes most hours for the client. */
const mostHours = ({ hours, hoursBy }: FullClient) =>
  hoursBy ? Math.max(hours, ...Object.values(hoursBy)) : hours;

function numberKnobs(problem: FullProblem): readonly Knob[] {
  const { limits } = problem.policy;
  const hours = problem.clients.reduce((sum, client) => sum + mostHours(client), 0);
  const knobs: Knob[] = [];
  const add = (
    rule: RelaxableRule,
    value: number | undefined,
    most: number,
    change: (value: number) => Partial<Limits>,
    isWhole = false,
  ) => {
    if (value === undefined || value === most) return;
    knobs.push({
      rule,
      value,
      most,
      isWhole,
      at: (to) => withPolicy(problem, { limits: { ...limits, ...change(to) } }),
    });
  };
  const { utilisation, maxLoss, maxGain } = limits;
  const full = problem.employees.map(({ capacity, otherHours }) =>
    capacity > 0 ? (otherHours + hours) / capacity : 0,
  );
  add('utilisation.max', utilisation.max, Math.max(utilisation.max, ceil(Math.max(...full))), (max) => ({
    utilisation: { ...utilisation, max },
  }));
  add('utilisation.min', utilisation.min, 0, (min) => ({ utilisation: { ...utilisation, min } }));
  add('loadBand', limits.loadBand, widest(problem, limits.loadBand), (loadBand) => ({ loadBand }));
  add('potentialBand', limits.potentialBand, widest(problem, limits.potentialBand), (potentialBand) => ({
    potentialBand,
  }));
  for (const measure of ['clients', 'hours', 'revenue'] as const) {
    add(`maxLoss.${measure}`, maxLoss[measure], 1, (to) => ({ maxLoss: { ...maxLoss, [measure]: to } }));
    if (maxGain[measure] === undefined) continue;
    const most = gainOfAll(problem, measure);
    add(`maxGain.${measure}`, maxGain[measure], most, (to) => ({ maxGain: { ...maxGain, [measure]: to } }));
  }
  add('maxMoves', limits.maxMoves, problem.clients.length, (maxMoves) => ({ maxMoves }), true);
  add('maxMovedRevenue', limits.maxMovedRevenue, 1, (maxMovedRevenue) => ({ maxMovedRevenue }));
  return knobs;
}

function otherKnobs(problem: FullProblem): readonly Knob[] {
  const { policy, clients, employees } = problem;
  const knobs: Knob[] = [];
  if (policy.pins.length > 0) knobs.push({ rule: 'pins', lifted: withPolicy(problem, { pins: [] }) });
  if (policy.forbidden.length > 0)
    knobs.push({ rule: 'forbidden', lifted: withPolicy(problem, { forbidden: [] }) });
  if (clients.some((client) => client.protected !== undefined)) {
    const free = clients.map(({ protected: _, ...client }) => client);
    knobs.push({ rule: 'protected', lifted: { ...problem, clients: free } });
  }
  if (policy.keepGroupsTogether && clients.some(({ accountGroup }) => accountGroup !== undefined)) {
    knobs.push({
      rule: 'keepGroupsTogether',
      lifted: withPolicy(problem, { keepGroupsTogether: false }),
    });
  }
  const { movable = employees.some(({ keeps }) => !keeps) ? 'displaced' : 'all' } = policy;
  if (movable === 'displaced')
    knobs.push({ rule: 'movable', lifted: withPolicy(problem, { movable: 'all' }) });
  return knobs;
}

const withPolicy = (problem: FullProblem, change: Partial<FullProblem['policy']>): FullProblem => ({
  ...problem,
  policy: { ...problem.policy, ...change },
});

/** A band in which anybody may have everything. */
function widest({ employees }: FullProblem, band = 0): number {
  const capacities = employees.flatMap(({ keeps, capacity }) => (keeps && capacity > 0 ? [capacity] : []));
  const all = capacities.reduce((sum, one) => sum + one, 0);
  return Math.max(band, ceil(all / Math.min(...capacities, all || 1)) + 1);
}

/** Gaining so much of what one has is gaining everything. */
function gainOfAll({ clients }: FullProblem, measure: 'clients' | 'hours' | 'revenue'): number {
  const sums = new Map<string, number>();
  let total = 0;
  for (const client of clients) {
    const amount = measure === 'clients' ? 1 : client[measure];
    total += measure === 'hours' ? mostHours(client) : amount;
    if (client.holder !== undefined) sums.set(client.holder, (sums.get(client.holder) ?? 0) + amount);
  }
  const bases = [...sums.values()].filter((base) => base > 0);
  return ceil(total / Math.min(...bases, total || 1));
}

const ceil = (value: number) => Math.ceil(value * 1000) / 1000;

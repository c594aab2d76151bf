import { groupBy } from '../../conditions/group-by.ts';
import type { RelaxableRule } from '../infeasible.ts';
import type { FullClient, FullEmployee } from '../problem.ts';
import { type MeasureName, means, measures, tolerancesOf, totalOf } from './measure.ts';
import { type Base, couldStay, isStuck } from './unit.ts';
import type { PlanViolation } from './violation.ts';

/** What a rule allows somebody, or everybody together, to come to. */
export interface RuleLimit {
  readonly rule: RelaxableRule;
  readonly measure: MeasureName;
  /** All that they have; of that what was theirs, or what was not; or what moves without having to. */
  readonly scope: 'held' | 'kept' | 'gained' | 'moved';
  /** Absent for everybody together. */
  readonly employeeId?: string;
  readonly min: number;
  readonly max: number;
}

/**
 * Every limit of the policy. What cannot leave somebody is not held against them; minimums are for who
 * accepts clients.
 */
export function limitsOf(base: Base): readonly RuleLimit[] {
  const { clients, employees, policy } = base.problem;
  const { maxMoves, maxMovedRevenue } = policy.limits;
  const stuck = groupBy(
    base.units.filter((unit) => isStuck(base, unit)),
    ({ current }) => current,
  );
  const staysWith = (id: string) => (stuck.get(id) ?? []).flatMap((unit) => unit.clients);
  const had = groupBy(clients, ({ holder }) => holder);
  const mean = means(base.problem);
  const own = employees
    .filter(({ keeps }) => keeps)
    .flatMap((one) => [
      ...heldLimits(base, one, staysWith(one.id), mean),
      ...changes(base, one, had.get(one.id) ?? []),
    ]);
  const moved = { scope: 'moved', min: 0 } as const;
  return [
    ...own,
    ...(maxMoves === undefined
      ? []
      : [{ ...moved, rule: 'maxMoves', measure: 'clients', max: maxMoves } as const]),
    ...(maxMovedRevenue === undefined
      ? []
      : [
          {
            ...moved,
            rule: 'maxMovedRevenue',
            measure: 'revenue',
            max: maxMovedRevenue * totalOf(clients, measures.revenue),
          } as const,
        ]),
  ];
}

function heldLimits(
  { problem }: Base,
  { id, accepts, capacity: own, otherHours }: FullEmployee,
  stuck: readonly FullClient[],
  { capacity, hoursMean, potentialMean }: ReturnType<typeof means>,
): readonly RuleLimit[] {
  const { utilisation, loadBand, potentialBand } = problem.policy.limits;
  const hold = (
    rule: RelaxableRule,
    measure: 'hours' | 'potential',
    least: number,
    most: number,
  ): RuleLimit => {
    const stays = stuck.reduce((sum, client) => sum + measures[measure](client, id), 0);
    const [min, max] = [accepts ? Math.max(0, least) : 0, Math.max(most, stays, 0)];
    return { rule, measure, scope: 'held', employeeId: id, min, max };
  };
  const band = (
    rule: 'loadBand' | 'potentialBand',
    width: number | undefined,
    mean: number,
    beside: number,
  ) => {
    if (width === undefined || own <= 0 || capacity <= 0) return [];
    const measure = rule === 'loadBand' ? ('hours' as const) : ('potential' as const);
    return [hold(rule, measure, (1 - width) * mean * own - beside, (1 + width) * mean * own - beside)];
  };
  return [
    hold('utilisation.max', 'hours', 0, utilisation.max * own - otherHours),
    hold('utilisation.min', 'hours', (utilisation.min ?? 0) * own - otherHours, Number.POSITIVE_INFINITY),
    ...band('loadBand', loadBand, hoursMean, otherHours),
    ...band('potentialBand', potentialBand, potentialMean, 0),
  ];
}

function changes({ problem }: Base, { id }: FullEmployee, had: readonly FullClient[]): readonly RuleLimit[] {
  const { maxLoss, maxGain } = problem.policy.limits;
  return (['clients', 'hours', 'revenue'] as const).flatMap((measure): readonly RuleLimit[] => {
    const base = had.reduce((sum, client) => sum + measures[measure](client, id), 0);
    const [loss, gain] = [maxLoss[measure], maxGain[measure]];
    if (base === 0) return [];
    const own = { measure, employeeId: id, min: 0, max: Number.POSITIVE_INFINITY };
    return [
      ...(loss === undefined
        ? []
        : [
            { ...own, rule: `maxLoss.${measure}`, scope: 'kept', min: Math.max(0, 1 - loss) * base } as const,
          ]),
      ...(gain === undefined
        ? []
        : [{ ...own, rule: `maxGain.${measure}`, scope: 'gained', max: gain * base } as const]),
    ];
  });
}

/** Every limit that is broken by whom each client is with after the plan. */
export function brokenLimits(
  base: Base,
  limits: readonly RuleLimit[],
  after: (client: FullClient) => string,
): readonly PlanViolation[] {
  const tally = tallyOf(base, after);
  const toleranceFor = tolerancesOf(base.problem);
  return limits.flatMap(({ rule, measure, scope, employeeId, min, max }): readonly PlanViolation[] => {
    const actual = tally(scope, measure, employeeId);
    const slack = toleranceFor(measure);
    if (actual >= min - slack && actual <= max + slack) return [];
    return [
      { code: 'LIMIT_BROKEN', rule, ...(employeeId !== undefined && { employeeId }), actual, min, max },
    ];
  });
}

type Sums = Record<MeasureName, number>;
const nothing = (): Sums => ({ clients: 0, hours: 0, revenue: 0, potential: 0 });

/** Sums by who has what after the plan. */
export function tallyOf(base: Base, after: (client: FullClient) => string) {
  const sums = {
    held: new Map<string, Sums>(),
    kept: new Map<string, Sums>(),
    gained: new Map<string, Sums>(),
  };
  const moved = nothing();
  const add = (into: Sums, client: FullClient, place: string) => {
    for (const name of Object.keys(measures) as MeasureName[]) into[name] += measures[name](client, place);
  };
  const sumsOf = (scope: keyof typeof sums, place: string) => {
    const known = sums[scope].get(place) ?? nothing();
    sums[scope].set(place, known);
    return known;
  };
  for (const unit of base.units) {
    for (const client of unit.clients) {
      const place = after(client);
      add(sumsOf('held', place), client, place);
      add(sumsOf(place === client.holder ? 'kept' : 'gained', place), client, place);
      if (place !== client.holder && couldStay(unit)) add(moved, client, place);
    }
  }
  return (scope: RuleLimit['scope'], measure: MeasureName, employeeId = ''): number =>
    (scope === 'moved' ? moved : sums[scope].get(employeeId))?.[measure] ?? 0;
}

import { groupBy, isStuck, type Measure, means, measures, type Plan, totalOf } from './plan.ts';
import type { PlanViolation } from './violation.ts';

/** Every limit of the policy that the plan breaks. */
export function brokenLimits(plan: Plan): readonly PlanViolation[] {
  const { clients, employees, policy } = plan.problem;
  const { utilisation, loadBand, potentialBand, maxLoss, maxGain, maxMoves, maxMovedRevenue } = policy.limits;
  const { capacity, hoursMean, potentialMean } = means(plan.problem);
  const violations: PlanViolation[] = [];
  const check = (
    rule: string,
    measure: Measure,
    actual: number,
    { min = 0, max = Number.POSITIVE_INFINITY, employeeId = '' },
  ) => {
    const slack = 1e-8 * totalOf(clients, measure) + 1e-12;
    if (actual >= min - slack && actual <= max + slack) return;
    violations.push({ code: 'LIMIT_BROKEN', rule, ...(employeeId && { employeeId }), actual, min, max });
  };
  const before = groupBy(clients, ({ holder }) => holder);
  const after = groupBy(clients, plan.after);
  for (const { id, keeps, accepts, capacity: own, otherHours } of employees) {
    if (!keeps) continue;
    const [had, has] = [before.get(id) ?? [], after.get(id) ?? []];
    const kept = has.filter(({ holder }) => holder === id);
    const gained = has.filter(({ holder }) => holder !== id);
    const stuck = kept.filter((client) => isStuck(plan, client));
    const hold = (rule: string, measure: Measure, min: number, max: number) => {
      const bounds = {
        min: accepts ? min : 0,
        max: Math.max(max, totalOf(stuck, measure), 0),
        employeeId: id,
      };
      check(rule, measure, totalOf(has, measure), bounds);
    };
    hold('utilisation.max', measures.hours, 0, utilisation.max * own - otherHours);
    hold(
      'utilisation.min',
      measures.hours,
      (utilisation.min ?? 0) * own - otherHours,
      Number.POSITIVE_INFINITY,
    );
    if (loadBand !== undefined && own > 0 && capacity > 0) {
      const [min, max] = [1 - loadBand, 1 + loadBand].map(
        (share) => share * hoursMean * own - otherHours,
      ) as [number, number];
      hold('loadBand', measures.hours, min, max);
    }
    if (potentialBand !== undefined && own > 0 && capacity > 0) {
      const mean = potentialMean * own;
      hold('potentialBand', measures.potential, (1 - potentialBand) * mean, (1 + potentialBand) * mean);
    }
    for (const of of ['clients', 'hours', 'revenue'] as const) {
      const base = totalOf(had, measures[of]);
      if (base === 0) continue;
      const [loss, gain] = [maxLoss[of], maxGain[of]];
      if (loss !== undefined)
        check(`maxLoss.${of}`, measures[of], base - totalOf(kept, measures[of]), {
          max: loss * base,
          employeeId: id,
        });
      if (gain !== undefined)
        check(`maxGain.${of}`, measures[of], totalOf(gained, measures[of]), {
          max: gain * base,
          employeeId: id,
        });
    }
  }
  const free = clients.filter(
    (one) => plan.after(one) !== one.holder && !plan.mustGo(one) && !plan.isPinned(one),
  );
  if (maxMoves !== undefined) check('maxMoves', measures.clients, free.length, { max: maxMoves });
  if (maxMovedRevenue !== undefined) {
    const max = maxMovedRevenue * totalOf(clients, measures.revenue);
    check('maxMovedRevenue', measures.revenue, totalOf(free, measures.revenue), { max });
  }
  return violations;
}

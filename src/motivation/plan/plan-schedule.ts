import { startOfDay } from '../../time/calendar-day.ts';
import type { Instant } from '../../time/instant.ts';
import type { PayPlan } from './pay-plan.ts';

/** A version of a plan with the span in which it holds. */
export interface PlanTerm {
  readonly plan: PayPlan;
  readonly from: Instant;
  readonly to: Instant;
}

/** Which version of a plan. */
export interface PlanVersion {
  readonly id: string;
  readonly version: number;
}

/** When time begins and ends, as instants compare. */
const ALWAYS = { from: '', to: '~' };

/**
 * The versions in their spans, by id and day, in whatever order they were given. With `only`, this one alone,
 * as if it had always held.
 */
export function planSchedule(plans: readonly PayPlan[], timeZone: string, only?: PlanVersion): PlanTerm[] {
  if (only)
    return plans
      .filter(({ id, version }) => id === only.id && version === only.version)
      .map((plan) => ({ plan, ...ALWAYS }));
  const inOrder = plans.toSorted((a, b) =>
    a.id === b.id ? (a.from < b.from ? -1 : 1) : a.id < b.id ? -1 : 1,
  );
  return inOrder.map((plan) => {
    const next = plans
      .filter(({ id, from }) => id === plan.id && from > plan.from)
      .map(({ from }) => from)
      .toSorted()[0];
    const to = next === undefined ? ALWAYS.to : startOfDay(next, timeZone);
    return { plan, from: startOfDay(plan.from, timeZone), to };
  });
}

/** Whether the plan is for somebody with these roles. */
export const isFor = ({ plan }: PlanTerm, roles: readonly string[] | undefined): boolean =>
  roles?.some((role) => plan.roles.includes(role)) ?? false;

/** The version at a moment for the first of somebody's roles that has one which suits. */
export function termAt(
  terms: readonly PlanTerm[],
  roles: readonly string[],
  moment: Instant,
  suits: (plan: PayPlan) => boolean = () => true,
): PlanTerm | undefined {
  const held = terms.filter(({ plan, from, to }) => from <= moment && moment < to && suits(plan));
  for (const role of roles) {
    const term = held.find(({ plan }) => plan.roles.includes(role));
    if (term) return term;
  }
  return undefined;
}

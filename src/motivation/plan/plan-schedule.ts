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

/** The versions in their spans. With `only`, this one alone, as if it had always held. */
export function planSchedule(plans: readonly PayPlan[], timeZone: string, only?: PlanVersion): PlanTerm[] {
  if (only)
    return plans
      .filter(({ id, version }) => id === only.id && version === only.version)
      .map((plan) => ({ plan, ...ALWAYS }));
  return plans.map((plan) => {
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

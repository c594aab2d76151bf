import type { ClientRules } from '../../client/decision-context.ts';
import type { ClientEvent } from '../../client/event.ts';
import { groupBy } from '../../conditions/group-by.ts';
import { dayOf } from '../../time/calendar-day.ts';
import type { PayComponent } from '../plan/pay-plan.ts';
import type { PlanTerm } from '../plan/plan-schedule.ts';
import type { StaffDays } from '../staff/staff-days.ts';
import { common } from '../statement/span.ts';
import { clientLogs } from './client-log.ts';
import type { Credit, PayRule } from './credit.ts';
import { creditsWithin } from './credits-within.ts';
import { byMoment, happeningsIn } from './happening.ts';
import { knownOrders } from './known-order.ts';
import type { StatementFacts } from './pay-facts.ts';

/** A credit as it is kept beside others of its rule and of whoever has it. */
type KeptCredit = Omit<Credit, 'rule' | 'employeeId'>;

/** Credits of an employee and a month by one rule. */
export interface KeptCredits {
  readonly rule: PayRule;
  /** They are what a ratio is of. */
  readonly isBase: boolean;
  readonly credits: readonly KeptCredit[];
}

/** A credit with the place where it is kept. */
export interface PlacedCredit extends Pick<KeptCredits, 'rule' | 'isBase'> {
  readonly employeeId: string;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly credit: KeptCredit;
}

const EVER = { from: '', to: '~' };

/**
 * What whole families of clients are credited with, ever, by all that is known. Whether whoever has it was on
 * the plan is not asked here: so a change of the staff changes nothing of it.
 */
export function creditsEver(
  clients: readonly ClientEvent[],
  terms: readonly PlanTerm[],
  rules: ClientRules,
): PlacedCredit[] {
  const logs = clientLogs(clients, EVER.to);
  const byTrigger = groupBy(happeningsIn(knownOrders(logs.values()), logs), ({ on }) => on);
  const { timeZone } = rules.blueprint;
  const isOnPlan = () => true;
  return terms.flatMap((term) =>
    Object.entries(term.plan.components).flatMap(([id, { credit, measure }]) => {
      const occasions = measure.kind === 'ratio' ? [credit, measure.of] : [credit];
      return occasions.flatMap((occasion, i) => {
        const within = { term, id, span: EVER, occasion, isOnPlan };
        const { credits } = creditsWithin(byTrigger.get(occasion.on) ?? [], within, rules);
        return credits.map(({ rule, employeeId, ...credit }): PlacedCredit => {
          const month = dayOf(credit.at, timeZone).slice(0, 7);
          return { rule, isBase: i === 1, employeeId, month, credit };
        });
      });
    }),
  );
}

/** What somebody's statements are made from, where their credits are kept. */
export function factsKept(
  employeeId: string,
  kept: readonly KeptCredits[],
  { daysOf, isOnPlan }: StaffDays,
): StatementFacts {
  return {
    daysOf,
    creditsOf: (term, id, span) => {
      const { plan } = term;
      const { measure } = plan.components[id] as PayComponent;
      const held = common(span, term);
      const isOn = isOnPlan(term);
      const of = (isBase: boolean) => {
        const own = kept.filter(
          ({ rule, ...one }) =>
            rule.plan === plan.id &&
            rule.version === plan.version &&
            rule.component === id &&
            one.isBase === isBase,
        );
        const found = own.flatMap(({ rule, credits }) =>
          credits
            .filter(({ at }) => held && held.from <= at && at < held.to && isOn(employeeId, at))
            .map((credit): Credit => ({ rule, employeeId, ...credit })),
        );
        return new Map([[employeeId, found.sort(byMoment)]]);
      };
      return { credits: of(false), base: measure.kind === 'ratio' ? of(true) : new Map() };
    },
  };
}

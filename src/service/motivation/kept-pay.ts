import type { Pay } from '../../motivation/define-pay.ts';
import { planSchedule } from '../../motivation/plan/plan-schedule.ts';
import { remembered } from '../../motivation/remembered.ts';
import { closePeriod, type PeriodToClose } from '../../motivation/statement/close-period.ts';
import { type ClosingOutcome, hasNews } from '../../motivation/statement/closing.ts';
import type { PayStatement } from '../../motivation/statement/pay-statement.ts';
import { calendarSpan, monthsFrom } from '../../motivation/statement/span.ts';
import { statementOf } from '../../motivation/statement/statement-of.ts';
import { dayOf } from '../../time/calendar-day.ts';
import type { Instant } from '../../time/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import type { KeptView } from './credit-keeping.ts';

/** By which span, at most, the plans measure. */
export function longestSpan({ plans }: Pay) {
  const spans = plans.flatMap(({ components }) =>
    Object.values(components).map(({ measure }) => measure.per),
  );
  return (['year', 'quarter'] as const).find((one) => spans.includes(one)) ?? 'month';
}

/** Statements and closings from kept credits. Undefined where the log has to be asked. */
export interface KeptPay {
  statement(
    view: KeptView,
    employee: string,
    period: string,
    knownAt: Instant,
  ): Promise<PayStatement | undefined>;
  /** Where a closed month has changed since it was settled, the log alone says by which events. */
  close(view: KeptView, asked: PeriodToClose): Promise<ClosingOutcome | undefined>;
}

export function keptPay({ conveyor: { rules } }: Pick<ServiceContext, 'conveyor'>, pay: Pay): KeptPay {
  const { timeZone } = rules.blueprint;
  const per = longestSpan(pay);
  const terms = planSchedule(pay.plans, timeZone);
  const statements = async (
    view: KeptView,
    employee: string,
    first: string,
    last: string,
    knownAt: Instant,
  ) => {
    const { from } = calendarSpan(`${first}-01`, per, timeZone);
    const facts = await view.factsOf(employee, monthsFrom(dayOf(from, timeZone).slice(0, 7), last));
    return (
      facts && remembered((period: string) => statementOf(employee, period, knownAt, { facts, terms, rules }))
    );
  };
  return {
    statement: async (view, employee, period, knownAt) =>
      (await statements(view, employee, period, period, knownAt))?.(period),
    close: async (view, asked) => {
      const { employee, period, knownAt, closed } = asked;
      const first = closed[0]?.period ?? period;
      const known = await statements(view, employee, first < period ? first : period, period, knownAt);
      if (!known || hasNews(closed, { statementOf: known })) return undefined;
      const { staff } = view;
      // Nothing has changed, so nobody asks by which events, or what was known before.
      const facts = { because: () => [] };
      return closePeriod(asked, { staff, facts, terms, timeZone, statementOf: known });
    },
  };
}

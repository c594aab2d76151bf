import { explain } from '../../client/explain.ts';
import type { RefusalReason } from '../../client/refusal.ts';
import { fill, type WordOptions } from '../../client/words.ts';
import { dictionaryOf } from '../../locales/dictionary.ts';
import type { Locale } from '../../locales/locale.ts';
import type { PlanViolation } from '../check/violation.ts';
import type { KeptMove, LeftOut, Plan, PlanStatus } from './plan.ts';
import type { PlanReason } from './plan-reason.ts';
import type { PlanRefusal } from './plan-refusal.ts';
import type { ClientAspect, EmployeeAspect, StalePlan } from './stale-plan.ts';

/**
 * Why there is a plan, in a few words.
 * @throws UNKNOWN_LOCALE
 */
export function describePlanReason(
  reason: PlanReason,
  { locale = 'en' }: { readonly locale?: Locale } = {},
): string {
  const { redistribution: words } = dictionaryOf(locale) satisfies {
    redistribution: { reasons: Record<PlanReason['kind'], string> };
  };
  if (reason.kind === 'manual' && reason.note !== undefined) return reason.note;
  return fill(words.reasons[reason.kind], reason, { locale });
}

/** What the log says of a move: why there is the plan, and why it moves this client. */
export function whyMoved({ reason, policy }: Pick<Plan, 'reason' | 'policy'>, move?: KeptMove): string {
  const { locale } = policy;
  const why = describePlanReason(reason, { locale });
  if (!move || move.cause === 'UNDONE') return why;
  const { causes } = dictionaryOf(locale).redistribution;
  const cause = fill(causes[move.cause], move, { locale });
  return `${why}: ${cause}`.slice(0, 1000);
}

/**
 * Why nothing was done to a plan, a line for each reason.
 * @throws UNKNOWN_LOCALE
 */
export function describePlanRefusal(refused: readonly PlanRefusal[], options: WordOptions = {}): string {
  const { locale = 'en' } = options;
  const { refusals, statuses } = dictionaryOf(locale).redistribution satisfies {
    refusals: Record<Exclude<PlanRefusal, RefusalReason>['code'], string>;
    statuses: Record<PlanStatus, string>;
  };
  const say = (reason: PlanRefusal): string => {
    switch (reason.code) {
      case 'NOT_AUTHORIZED':
      case 'COMMAND_ID_REUSED':
      case 'UNKNOWN_EMPLOYEE':
      case 'EMPLOYEE_LACKS_ROLE':
        return explain({ reasons: [reason] }, options);
      case 'WRONG_PLAN_STATUS': {
        const allowed = reason.allowed.map((status) => statuses[status]);
        return fill(refusals[reason.code], { ...reason, status: statuses[reason.status], allowed }, options);
      }
      case 'CONTRADICTION': {
        const problems = reason.problems.map(({ message }) => message).join('; ');
        return fill(refusals[reason.code], { problems }, options);
      }
      case 'NOBODY_OVERLOADED': {
        const utilisation = reason.utilisation.toLocaleString(dictionaryOf(locale).tag, { style: 'percent' });
        return fill(refusals[reason.code], { ...reason, utilisation }, options);
      }
      default:
        return fill(refusals[reason.code], reason, options);
    }
  };
  return refused.map(say).join('\n');
}

/**
 * What has changed under a plan, a line for each client, employee and rule.
 * @throws UNKNOWN_LOCALE
 */
export function describeStalePlan(stale: StalePlan, options: WordOptions = {}): string {
  const { locale = 'en' } = options;
  const { stale: words, rules } = dictionaryOf(locale).redistribution satisfies {
    stale: { clients: Record<ClientAspect, string>; employees: Record<EmployeeAspect, string> };
  };
  const clients = stale.clients.map(({ clientId, changed, planned, now }) => {
    const holders = changed.includes('holder') ? { from: planned.holder, to: now?.holder } : {};
    return fill(
      words.client,
      { clientId, changed: changed.map((one) => words.clients[one]), ...holders },
      options,
    );
  });
  const employees = stale.employees.map(({ employeeId, changed }) =>
    fill(words.employee, { employeeId, changed: changed.map((one) => words.employees[one]) }, options),
  );
  const violations = stale.violations.map((violation: PlanViolation) => {
    if (violation.code === 'NOT_ALLOWED') return fill(words.rule, violation, options);
    if (violation.code !== 'LIMIT_BROKEN') return words.other;
    const rule = rules[violation.rule as keyof typeof rules] ?? violation.rule;
    const said = fill(words.violation, { employeeId: violation.employeeId, rule }, options);
    return said === '' ? rule : said;
  });
  return [...clients, ...employees, ...violations].join('\n');
}

/**
 * Why a plan of undoing or of return leaves a client where it is.
 * @throws UNKNOWN_LOCALE
 */
export function describeLeftOut({ clientId, reasons }: LeftOut, options: WordOptions = {}): string {
  const { leftOut: words } = dictionaryOf(options.locale ?? 'en').redistribution;
  const said = reasons.map((reason) =>
    reason.code === 'PROTECTED' || reason.code === 'MOVED_ON'
      ? fill(words[reason.code], { clientId, ...reason }, options)
      : fill(words.refused, { clientId, reasons: explain({ reasons: [reason] }, options) }, options),
  );
  return said.join('\n');
}

import { quantity } from '../../client/describe-cause.ts';
import { problemInWords } from '../../client/describe-problem.ts';
import { explain } from '../../client/explain.ts';
import type { RefusalReason } from '../../client/refusal.ts';
import { fill, type WordOptions } from '../../client/words.ts';
import { inWords } from '../../errors/in-words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Dictionary } from '../../locales/dictionary.ts';
import { numberIn } from '../../locales/number-in.ts';
import type { PlanViolation } from '../check/violation.ts';
import type { PlanStatus } from '../plan-life/plan-life.ts';
import { protectionInWords } from '../protection-in-words.ts';
import type { LeftOut } from './plan.ts';
import type { PlanRefusal } from './plan-refusal.ts';
import type { ClientAspect, EmployeeAspect, StaleEmployee, StalePlan } from './stale-plan.ts';

/**
 * Why nothing was done to a plan, a line for each reason.
 */
export function describePlanRefusal(
  refused: readonly PlanRefusal[],
  options: WordOptions<Dictionary>,
): string {
  return withArguments(
    'describePlanRefusal',
    { 'refused: array': refused, ...inWords('describePlanRefusal', options) },
    () => refusalInWords(refused, options),
  );
}

function refusalInWords(refused: readonly PlanRefusal[], options: WordOptions<Dictionary>): string {
  const { refusals, statuses } = options.dictionary.plans satisfies {
    refusals: Record<Exclude<PlanRefusal, RefusalReason>['code'], string>;
    statuses: Record<PlanStatus, string>;
  };
  const say = (reason: PlanRefusal): string => {
    switch (reason.code) {
      case 'NOT_AUTHORIZED':
      case 'COMMAND_ID_REUSED':
      case 'UNKNOWN_EMPLOYEE':
      case 'EMPLOYEE_LEFT':
      case 'EMPLOYEE_LACKS_ROLE':
        return explain({ reasons: [reason] }, options);
      case 'WRONG_PLAN_STATUS': {
        const allowed = reason.allowed.map((status) => statuses[status]);
        return fill(refusals[reason.code], { ...reason, status: statuses[reason.status], allowed }, options);
      }
      case 'CONTRADICTION': {
        const problems = reason.problems.map((one) => problemInWords(one, options)).join('; ');
        return fill(refusals[reason.code], { problems }, options);
      }
      case 'NOBODY_OVERLOADED': {
        const utilisation = numberIn(options.dictionary.tag, reason.utilisation, { style: 'percent' });
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
 */
export function describeStalePlan(stale: StalePlan, options: WordOptions<Dictionary>): string {
  return withArguments('describeStalePlan', { stale, ...inWords('describeStalePlan', options) }, () =>
    staleInWords(stale, options),
  );
}

function staleInWords(stale: StalePlan, options: WordOptions<Dictionary>): string {
  const { rules } = options.dictionary.redistribution;
  const { stale: said } = options.dictionary.plans satisfies {
    stale: { clients: Record<ClientAspect, string>; employees: Record<EmployeeAspect, string> };
  };
  const clients = stale.clients.map((one) => {
    const { clientId, planned, now } = one;
    const holders = one.changed.includes('holder') ? { from: planned.holder, to: now?.holder } : {};
    const values = now && planned.hours !== now.hours ? ways(planned.hours, now.hours, options) : {};
    const changed = one.changed.map((aspect) => fill(said.clients[aspect], values, options));
    return fill(said.client, { clientId, changed, ...holders }, options);
  });
  const employees = stale.employees.map((one) => {
    const values = waysOf(one, options);
    const changed = one.changed.map(
      (aspect) => fill(said.employees[aspect], values, options) || said.employees.other,
    );
    return fill(said.employee, { employeeId: one.employeeId, changed }, options);
  });
  const violations = stale.violations.map((violation: PlanViolation) => {
    if (violation.code === 'NOT_ALLOWED') return fill(said.rule, violation, options);
    if (violation.code !== 'LIMIT_BROKEN') return said.other;
    const rule = rules[violation.rule as keyof typeof rules] ?? violation.rule;
    const broken = fill(said.violation, { employeeId: violation.employeeId, rule }, options);
    return broken === '' ? rule : broken;
  });
  return [...clients, ...employees, ...violations].join('\n');
}

/** Which way an employee has changed: the hours then and now, and what they no longer do or do again. */
function waysOf({ planned, now }: StaleEmployee, options: WordOptions<Dictionary>): object {
  if (!now) return {};
  return {
    ...ways(planned.capacity, now.capacity, options),
    [now.accepts === false ? 'refuses' : 'accepts']: '',
    [now.keeps === false ? 'gives' : 'keeps']: '',
  };
}

const ways = (was: number, hours: number, options: WordOptions<Dictionary>) => ({
  was: quantity(was, 'hours', options),
  hours: quantity(hours, 'hours', options),
});

/**
 * Why a plan of undoing or of return leaves a client where it is.
 */
export function describeLeftOut(left: LeftOut, options: WordOptions<Dictionary>): string {
  return withArguments('describeLeftOut', { left, ...inWords('describeLeftOut', options) }, () => {
    const { clientId, reasons } = left;
    const { leftOut: words } = options.dictionary.plans;
    const said = reasons.map((reason) =>
      reason.code === 'PROTECTED' || reason.code === 'MOVED_ON'
        ? fill(words[reason.code], { clientId, ...reason, ...protectedBy(reason, options) }, options)
        : fill(words.refused, { clientId, reasons: explain({ reasons: [reason] }, options) }, options),
    );
    return said.join('\n');
  });
}

const protectedBy = (reason: LeftOut['reasons'][number], options: WordOptions<Dictionary>) =>
  reason.code === 'PROTECTED' ? { why: protectionInWords(reason.why, options) } : {};

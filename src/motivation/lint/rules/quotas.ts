import type { LintScope } from '../lint-scope.ts';
import type { PayFinding } from '../pay-finding.ts';

const forms = { month: /^\d{4}-\d{2}$/, quarter: /-Q/, year: /^\d{4}$/, deal: /^$/ };

/** A quota for a period of another length than is measured: it is never asked. */
export function lintQuotas({ component, find }: LintScope): PayFinding[] {
  const { quota, measure } = component;
  return (quota?.amounts ?? []).flatMap(({ period }, i): PayFinding[] =>
    period === undefined || forms[measure.per].test(period)
      ? []
      : [find('quota-unused', ['quota', 'amounts', i, 'period'], { period })],
  );
}

/** A grade changes the salary; here it changes what the same result pays on top. */
export function lintGrades({ plan, component, find }: LintScope): PayFinding[] {
  const { quota, rate } = component;
  const byQuota = (quota?.amounts ?? []).flatMap(({ grade }) => (grade === undefined ? [] : [grade]));
  const { byGrade = {} } = plan.salary ?? {};
  const salaries = new Set(
    [...Object.values(byGrade), plan.salary?.otherwise].filter((one) => one !== undefined),
  );
  return [
    ...(byQuota.length > 0
      ? [find('bonus-by-grade', ['quota', 'amounts'], { grades: [...new Set(byQuota)] })]
      : []),
    ...(rate.pays === 'percentOfSalary' && salaries.size > 1
      ? [find('bonus-by-grade', ['rate', 'pays'], { grades: Object.keys(byGrade) })]
      : []),
  ];
}

import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { Report } from '../../blueprint/check/report.ts';
import { factShapes } from '../../blueprint/fact-shapes.ts';
import { checkCondition } from '../../conditions/check-condition.ts';
import { minorUnitDigits } from '../../conditions/minor-units.ts';
import { unknownName } from '../../errors/unknown-name.ts';
import { fault } from '../faults.ts';
import { compared, exactly, exactText, HUNDRED, sumOf } from '../money/exact.ts';
import { type CreditRule, handoffParties, isMoneyTrigger, type Occasion } from './credit-rule.ts';
import type { PayComponent, PayPlan, PayQuota, PayRate } from './pay-plan.ts';
import { creditFacts, gateFacts } from './plan-facts.ts';

type Path = readonly (string | number)[];

/** Every name is declared, every condition suits its facts, every rate its measure, and shares are whole. */
export function checkPayPlan(plan: PayPlan, blueprint: Blueprint, report: Report): void {
  const roles = Object.keys(blueprint.roles);
  const grades = Object.keys(blueprint.grades);
  const isKnown = (path: Path, kind: 'role' | 'grade', given: string, known: readonly string[]) => {
    if (!known.includes(given)) report(path, unknownName(kind, given, known));
  };
  for (const [i, role] of plan.roles.entries()) isKnown(['roles', i], 'role', role, roles);
  for (const grade of Object.keys(plan.salary?.byGrade ?? {}))
    isKnown(['salary', 'byGrade', grade], 'grade', grade, grades);
  if (plan.currency !== blueprint.currency)
    report(['currency'], fault('NOT_ONE_OF', { allowed: [blueprint.currency] }));
  const most = minorUnitDigits(plan.currency);
  if ((plan.rounding.digits ?? 0) > most)
    report(['rounding', 'digits'], fault('TOO_BIG', { most, of: 'number' }));

  const client = { ...factShapes(blueprint.facts), ...creditFacts };
  const occasion = ({ when }: Occasion, path: Path) => {
    if (when) report([...path, 'when'], checkCondition(when, client));
  };
  for (const [id, component] of Object.entries(plan.components)) {
    const path = ['components', id];
    const { credit, measure, quota, rate, gate, floor, cap } = component;
    occasion(credit, [...path, 'credit']);
    if (measure.kind === 'ratio') occasion(measure.of, [...path, 'measure', 'of']);
    checkReceivers(
      credit,
      measure.kind === 'ratio' ? measure.of : credit,
      roles,
      [...path, 'credit', 'to'],
      report,
    );
    checkMeasure(plan, component, path, report);
    checkRate(rate, component, [...path, 'rate'], report);
    if (quota) {
      checkQuota(quota, [...path, 'quota', 'amounts'], report);
      for (const [i, { grade }] of quota.amounts.entries())
        if (grade !== undefined) isKnown([...path, 'quota', 'amounts', i, 'grade'], 'grade', grade, grades);
    }
    if (gate) report([...path, 'gate'], checkCondition(gate, gateFacts(plan)));
    if (floor !== undefined && cap !== undefined && floor > cap)
      report([...path, 'floor'], fault('TOO_BIG', { most: cap, of: 'number' }));
  }
}

function checkReceivers(
  { on, to }: CreditRule,
  base: Occasion,
  roles: readonly string[],
  path: Path,
  report: Report,
): void {
  const hasParties = [on, base.on].every((trigger) => trigger.startsWith('handoff'));
  const allowed = hasParties ? [...roles, ...handoffParties] : roles;
  for (const [i, receiver] of to.entries()) {
    const isParty = handoffParties.includes(receiver.to);
    if (!allowed.includes(receiver.to)) report([...path, i, 'to'], unknownName('role', receiver.to, allowed));
    if (to.findIndex((one) => one.to === receiver.to) < i)
      report([...path, i, 'to'], fault('TWICE', { id: receiver.to }));
    if (isParty && receiver.tail) report([...path, i, 'tail'], fault('TO_BE_LEFT_OUT'));
    if (isParty && receiver.grace) report([...path, i, 'grace'], fault('TO_BE_LEFT_OUT'));
  }
  const shares = sumOf(to.filter(({ overlay }) => !overlay).map(({ share }) => exactly(share)));
  if (compared(shares, HUNDRED) !== 0) report(path, fault('SHARES_NOT_WHOLE', { sum: exactText(shares) }));
}

function checkMeasure(
  plan: PayPlan,
  { credit, measure, quota }: PayComponent,
  path: Path,
  report: Report,
): void {
  const { kind, per, cumulative } = measure;
  if (kind === 'sum' && !isMoneyTrigger(credit.on))
    report([...path, 'measure', 'kind'], fault('NOT_ONE_OF', { allowed: ['count', 'ratio'] }));
  if (cumulative && (per === 'deal' || per === 'month'))
    report([...path, 'measure', 'cumulative'], fault('TO_BE_LEFT_OUT'));
  if (quota && per === 'deal') report([...path, 'quota'], fault('TO_BE_LEFT_OUT'));
  if (plan.rounding.at === 'deal' && per !== 'deal')
    report([...path, 'measure', 'per'], fault('NOT_ONE_OF', { allowed: ['deal'] }));
}

/** What each kind of measure can be paid by, and each kind of rate can pay. */
const units = {
  sum: ['percent', 'amount', 'percentOfSalary'],
  count: ['each', 'amount', 'percentOfSalary'],
  ratio: ['amount', 'percentOfSalary'],
};
const ways = {
  marginal: ['percent', 'each'],
  whole: ['percent', 'each', 'amount', 'percentOfSalary'],
  interpolated: ['amount', 'percentOfSalary'],
};

function checkRate(rate: PayRate, { measure, quota }: PayComponent, path: Path, report: Report): void {
  const allowed = units[measure.kind].filter((pays) => ways[rate.kind].includes(pays));
  if (allowed.length === 0)
    report([...path, 'kind'], fault('NOT_ONE_OF', { allowed: ['whole', 'interpolated'] }));
  else if (!allowed.includes(rate.pays)) report([...path, 'pays'], fault('NOT_ONE_OF', { allowed }));
  if (rate.by === 'attainment' && !quota)
    report([...path, 'by'], fault('NOT_ONE_OF', { allowed: ['measure'] }));
  for (const [i, { from }] of rate.tiers.entries()) {
    const before = rate.tiers[i - 1];
    if (before && compared(exactly(from), exactly(before.from)) <= 0)
      report([...path, 'tiers', i, 'from'], fault('TOO_SMALL', { above: Number(before.from), of: 'number' }));
  }
}

/** Given twice for the same, nothing says which is meant. */
function checkQuota({ amounts }: PayQuota, path: Path, report: Report): void {
  const keys = amounts.map(({ employee, grade, period }) => JSON.stringify([employee, grade, period]));
  for (const [i, key] of keys.entries()) {
    const { employee, grade, period } = amounts[i] as PayQuota['amounts'][number];
    if (keys.indexOf(key) < i)
      report(
        [...path, i],
        fault('TWICE', { id: [employee, grade, period].filter(Boolean).join(' ') || '*' }),
      );
    if (employee !== undefined && grade !== undefined) report([...path, i, 'grade'], fault('TO_BE_LEFT_OUT'));
  }
}

import type { FactSchema, FactValue } from '../../conditions/fact-schema.ts';
import { dividedBy, type Exact, exactly, HUNDRED, rounded, sumOf, times } from '../money/exact.ts';
import type { PayPlan } from '../plan/pay-plan.ts';
import type { ComponentLine, PayStatement } from '../statement/pay-statement.ts';
import type { GradeLadder } from './grade-ladder.ts';

/** Figures of the caller's by name, of one employee and month. */
export type MonthQuality = Readonly<Record<string, number>>;

/** What conditions of a ladder may ask of a month. Components of one name are one. */
export function monthFacts(
  { roles, quality }: Pick<GradeLadder, 'roles' | 'quality'>,
  plans: readonly PayPlan[],
): FactSchema {
  const facts: Record<string, FactSchema[string]> = { tenure: { type: 'number', label: 'tenure' } };
  for (const name of quality) facts[`quality.${name}`] = { type: 'number', label: `quality.${name}` };
  for (const plan of plans.filter((one) => one.roles.some((role) => roles.includes(role)))) {
    for (const [id, { measure, quota }] of Object.entries(plan.components)) {
      const path = `measure.${id}`;
      const type = measure.kind === 'sum' ? 'money' : 'number';
      facts[path] = { type, label: path };
      if (quota) facts[`attainment.${id}`] = { type: 'number', label: `attainment.${id}` };
    }
  }
  return facts;
}

/** How a closed month stands: what is not there, or nothing was asked of, is unknown. */
export function factsOfMonth(
  { lines, currency }: PayStatement,
  { tenure, quality = {} }: { readonly tenure: number; readonly quality?: MonthQuality | undefined },
  facts: FactSchema,
): Readonly<Record<string, FactValue>> {
  const values: Record<string, FactValue> = { tenure };
  for (const [name, value] of Object.entries(quality)) values[`quality.${name}`] = value;
  const components = lines.filter((line) => line.kind === 'component');
  for (const id of new Set(components.map(({ rule }) => rule.component))) {
    const own = components.filter(({ rule }) => rule.component === id);
    const measure = measureOf(own);
    const quota = own.some((line) => line.quota !== undefined)
      ? sumOf(own.map((line) => exactly(line.quota ?? 0)))
      : undefined;
    if (!measure || quota?.of === 0n) continue;
    const isMoney = facts[`measure.${id}`]?.type === 'money';
    values[`measure.${id}`] = isMoney ? { amount: rounded(measure), currency } : toNumber(measure);
    if (quota) values[`attainment.${id}`] = toNumber(dividedBy(times(measure, HUNDRED), quota));
  }
  return values;
}

/** Of a ratio the parts weigh as much as there was to compare; undefined where there was nothing. */
function measureOf(lines: readonly ComponentLine[]): Exact | undefined {
  if (lines.every(({ of }) => of === undefined)) return sumOf(lines.map(({ measure }) => exactly(measure)));
  const of = sumOf(lines.map((line) => exactly(line.of ?? 0)));
  const parts = lines.map(({ measure, of: count = 0 }) => times(exactly(measure), exactly(count)));
  return of.of === 0n ? undefined : dividedBy(sumOf(parts), of);
}

const toNumber = ({ of, over }: Exact) => Number(of) / Number(over);

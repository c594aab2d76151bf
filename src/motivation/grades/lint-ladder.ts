import type { Blueprint } from '../../blueprint/blueprint.ts';
import { analyseChecked } from '../../conditions/analysis/analyse-condition.ts';
import type { FactSchema } from '../../conditions/fact-schema.ts';
import { lookup } from '../../conditions/lookup.ts';
import { compared, type Exact, exactly, exactText, percentOf } from '../money/exact.ts';
import type { PayPlan } from '../plan/pay-plan.ts';
import type { GradeLadder } from './grade-ladder.ts';
import { ladderBands } from './ladder-bands.ts';

/** What in a valid ladder is probably a mistake, and where. */
export type LadderFinding =
  /** No month can ever count for it. */
  | { readonly code: 'NEVER_MET'; readonly path: string }
  /** Every month of which anything is known counts for it. */
  | { readonly code: 'ALWAYS_MET'; readonly path: string }
  /** Somebody is taken a grade off without a head having looked at it. */
  | { readonly code: 'DOWN_WITHOUT_HEAD'; readonly path: string }
  /** Who has a higher grade is taken to need more hours for the same work. */
  | { readonly code: 'LOAD_RISES'; readonly path: string; readonly load: number; readonly lower: number }
  /**
   * The quota is by grade. The same work is enough to go up and, with the next grade's quota, too little to
   * stay: `up` and `down` are the measures from and below which.
   */
  | {
      readonly code: 'BACK_AND_FORTH';
      readonly path: string;
      readonly component: string;
      readonly plan: string;
      readonly version: number;
      readonly up: string;
      readonly down: string;
    };

/** Looks through a ladder that was checked. */
export function lintLadder(
  ladder: GradeLadder,
  plans: readonly PayPlan[],
  { grades: declared }: Blueprint,
  facts: FactSchema,
): LadderFinding[] {
  const { grades } = ladder;
  const findings: LadderFinding[] = [];
  for (const [i, { grade, ...ways }] of grades.entries()) {
    const path = `grades[${i}]`;
    for (const way of ['promote', 'demote'] as const) {
      const step = ways[way];
      if (!step) continue;
      const { verdict, neverNo } = analyseChecked(step.when, facts, {});
      if (verdict === 'never') findings.push({ code: 'NEVER_MET', path: `${path}.${way}.when` });
      else if (neverNo) findings.push({ code: 'ALWAYS_MET', path: `${path}.${way}.when` });
    }
    if (ways.demote?.approval === 'auto')
      findings.push({ code: 'DOWN_WITHOUT_HEAD', path: `${path}.demote.approval` });
    const load = lookup(declared, grade)?.load ?? 0;
    const lower = lookup(declared, grades[i - 1]?.grade ?? '')?.load ?? load;
    if (load > lower) findings.push({ code: 'LOAD_RISES', path: `${path}.grade`, load, lower });
  }
  for (const { up, down, fact, above, below } of ladderBands(ladder, facts)) {
    const component = /^attainment\.(.+)$/.exec(fact)?.[1];
    if (component === undefined || up === down) continue;
    for (const plan of plans) {
      const [quota, next] = [quotaFor(plan, component, up), quotaFor(plan, component, down)];
      if (!quota || !next) continue;
      const [enough, tooLittle] = [percentOf(quota, said(above.value)), percentOf(next, said(below.value))];
      if (compared(enough, tooLittle) >= 0) continue;
      const path = `grades[${grades.findIndex(({ grade }) => grade === up)}].promote.when`;
      const { id, version } = plan;
      const [upFrom, downBelow] = [exactText(enough), exactText(tooLittle)];
      findings.push({
        code: 'BACK_AND_FORTH',
        path,
        component,
        plan: id,
        version,
        up: upFrom,
        down: downBelow,
      });
    }
  }
  return findings;
}

/** A number of a condition as it is written. */
const said = (value: number): Exact => {
  const [digits = '', power = '0'] = value.toString().split('e');
  return power === '0' ? exactly(digits) : exactly(value.toFixed(20));
};

/** The quota of everybody with a grade for every period; undefined where there is none of the kind. */
function quotaFor(plan: PayPlan, component: string, grade: string): Exact | undefined {
  const amounts = lookup(plan.components, component)?.quota?.amounts ?? [];
  const fitting = amounts.filter(
    (one) => one.employee === undefined && one.period === undefined && (one.grade ?? grade) === grade,
  );
  const { amount } = fitting.find((one) => one.grade === grade) ?? fitting[0] ?? {};
  return amount === undefined ? undefined : exactly(amount);
}

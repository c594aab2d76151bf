import { factShapes } from '../../../blueprint/fact-shapes.ts';
import { analyseChecked } from '../../../conditions/analysis/analyse-condition.ts';
import type { Condition } from '../../../conditions/condition.ts';
import type { FactSchema, FactShapes } from '../../../conditions/fact-schema.ts';
import { exactText } from '../../money/exact.ts';
import { creditFacts, gateFacts } from '../../plan/plan-facts.ts';
import { type LintScope, tierStart } from '../lint-scope.ts';
import type { PayFinding } from '../pay-finding.ts';

const unspoken = (facts: FactShapes): FactSchema =>
  Object.fromEntries(
    Object.entries(facts).map(([path, shape]) => [path, { ...shape, label: path } as FactSchema[string]]),
  );

const isNever = (condition: Condition, facts: FactShapes): boolean =>
  analyseChecked(condition, unspoken(facts), {}).verdict === 'never';

/** Conditions that are never met, and tiers that the gate never lets pay. */
export function lintPayConditions(scope: LintScope): PayFinding[] {
  const { plan, id, component, blueprint, find } = scope;
  const { credit, gate, rate, measure } = component;
  const client = { ...factShapes(blueprint.facts), ...creditFacts };
  const credits =
    credit.when && isNever(credit.when, client) ? [find('never-credits', ['credit', 'when'])] : [];
  if (!gate) return credits;
  const facts = gateFacts(plan);
  if (isNever(gate, facts)) return [...credits, find('never-pays', ['gate'])];
  const isByQuota = `attainment.${id}` in facts && rate.by === 'attainment';
  const fact = isByQuota ? `attainment.${id}` : `measure.${id}`;
  const boundary = (i: number) => {
    const from = isByQuota ? rate.tiers[i]?.from : exactText(tierStart(scope, i));
    const number = Number(from);
    return measure.kind === 'sum' && !isByQuota ? { amount: number, currency: plan.currency } : number;
  };
  const unreachable = rate.tiers.flatMap((_, i): PayFinding[] => {
    // Conditions compare numbers; a third is none.
    if (!Number.isFinite(Number(exactText(tierStart(scope, i))))) return [];
    const next = rate.tiers[i + 1];
    const isInTier = [
      { fact, is: 'atLeast', value: boundary(i) },
      // Of marginal tiers each pays for its part, however much there is on top.
      ...(next && rate.kind !== 'marginal' ? [{ fact, is: 'below', value: boundary(i + 1) }] : []),
    ] as Condition[];
    return isNever({ all: [gate, ...isInTier] }, facts)
      ? [find('tier-unreachable', ['rate', 'tiers', i], { at: exactText(tierStart(scope, i)) })]
      : [];
  });
  return [...credits, ...unreachable];
}

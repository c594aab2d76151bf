import type { ClientRules } from '../../client/decision-context.ts';
import type { Occasion } from '../plan/credit-rule.ts';
import type { PayComponent } from '../plan/pay-plan.ts';
import type { PlanTerm } from '../plan/plan-schedule.ts';
import { common, type Span } from '../statement/span.ts';
import type { Credit, Uncredited } from './credit.ts';
import { occasionTest, priceOf } from './credit-occasions.ts';
import { type CreditScope, creditsOf, headOf, sharesOf } from './credits-of-rule.ts';
import type { Happening } from './happening.ts';

/** Which component of which term, in which span, on what occasion. */
interface CreditedWithin extends Pick<CreditScope, 'term' | 'isOnPlan'> {
  readonly term: PlanTerm;
  readonly id: string;
  readonly span: Span;
  readonly occasion: Occasion;
}

/** What a component credits in a span by happenings of its trigger, the earliest first. */
export function creditsWithin(
  happenings: readonly Happening[],
  { term, id, span, occasion, isOnPlan }: CreditedWithin,
  rules: ClientRules,
): { readonly credits: readonly Credit[]; readonly uncredited: readonly Uncredited[] } {
  const { plan } = term;
  const { credit, measure } = plan.components[id] as PayComponent;
  const held = common(span, term);
  const test = occasionTest(occasion, rules, plan.currency);
  const rule = { plan: plan.id, version: plan.version, component: id };
  const { timeZone } = rules.blueprint;
  const scope = { rule, term, timeZone, isOnPlan, ...sharesOf(credit.to) };
  const credits: Credit[] = [];
  const uncredited: Uncredited[] = [];
  for (const happening of happenings) {
    const { at, counts } = happening;
    if (!held || at >= held.to) break;
    if (at < held.from) continue;
    const priced = { happening, amount: priceOf(plan, happening.money) };
    const truth = test.truth(priced);
    if (truth === 'unknown' && counts)
      uncredited.push({ ...headOf(happening, rule), code: 'CONDITION_UNKNOWN' });
    if (truth !== 'yes') continue;
    const found = creditsOf(priced, credit.to, measure.kind === 'sum', scope);
    credits.push(...found.credits);
    uncredited.push(...found.uncredited);
  }
  return { credits, uncredited };
}

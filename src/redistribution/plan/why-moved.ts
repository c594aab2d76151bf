import { fill } from '../../client/words.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Locale } from '../../locales/locale.ts';
import type { MoveCause } from '../move-preview.ts';
import type { KeptMove, Plan } from './plan.ts';
import type { PlanReason } from './plan-reason.ts';
import { planReasonWords } from './plan-reason-words.ts';

/**
 * Why there is a plan, in a few words.
 * @throws UNKNOWN_LOCALE
 */
export function describePlanReason(reason: PlanReason, options: { readonly locale?: Locale } = {}): string {
  return withArguments('describePlanReason', { reason, options }, () => {
    const { locale = 'en' } = options;
    const { reasons } = planReasonWords(locale) satisfies { reasons: Record<PlanReason['kind'], string> };
    if (reason.kind === 'manual' && reason.note !== undefined) return reason.note;
    return fill(reasons[reason.kind], reason, { locale });
  });
}

/** What the log says of a move: why there is the plan, and why it moves this client. */
export function whyMoved({ reason, policy }: Pick<Plan, 'reason' | 'policy'>, move?: KeptMove): string {
  const { locale } = policy;
  const why = describePlanReason(reason, { locale });
  if (!move || move.cause === 'UNDONE') return why;
  const { causes } = planReasonWords(locale) satisfies { causes: Record<MoveCause, string> };
  const cause = fill(causes[move.cause], move, { locale });
  return `${why}: ${cause}`.slice(0, 1000);
}

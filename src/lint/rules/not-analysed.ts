import type { LintFinding } from '../finding.ts';
import type { LintContext } from '../lint-context.ts';

/** What was not looked at whole, as it would have taken too long: comes last, when everybody has asked. */
export function lintWhatWasLeft(context: LintContext): LintFinding[] {
  const rule = 'not-analysed';
  const severity = 'note';
  const conditions = context.transfers.flatMap((transfer) => {
    if (!context.isNotAnalysed(transfer)) return [];
    const { id } = transfer;
    return [context.finding({ rule, severity, path: ['transfers', id, 'when'], names: { transfers: [id] } })];
  });
  if (context.budget.spend(0) || conditions.length > 0) return conditions;
  return [context.finding({ rule, severity, path: ['transfers'], names: {} })];
}

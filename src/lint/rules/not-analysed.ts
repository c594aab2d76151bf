import type { LintFinding } from '../finding.ts';
import type { LintScene } from '../scene.ts';

/** What was not looked at whole, as it would have taken too long: comes last, when everybody has asked. */
export function lintWhatWasLeft(scene: LintScene): LintFinding[] {
  const rule = 'not-analysed';
  const severity = 'note';
  const conditions = scene.transfers.flatMap((transfer) => {
    if (!scene.isNotAnalysed(transfer)) return [];
    const { id } = transfer;
    return [scene.finding({ rule, severity, path: ['transfers', id, 'when'], names: { transfers: [id] } })];
  });
  if (scene.budget.spend(0) || conditions.length > 0) return conditions;
  return [scene.finding({ rule, severity, path: ['transfers'], names: {} })];
}

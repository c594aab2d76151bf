import type { Plan } from '../../redistribution/plan/plan.ts';
import { knownDecisions } from '../../redistribution/plan/to-plan-problem.ts';
import type { Desk } from '../desk.ts';
import { changePlan, logged } from './change-plan.ts';
import type { EditOptions } from './edit-plan.ts';
import { findMoves, toMoveParts } from './find-moves.ts';
import { strike } from './plan-agenda.ts';
import type { PlanResult } from './plan-options.ts';
import { PlanShelf, toBaseParts } from './plan-shelf.ts';
import { takeBase } from './snapshot.ts';

/** Makes a plan anew on clients and staff as they are, as near to what it was as that allows. It is a draft again. */
export function rebasePlan(desk: Desk, planId: string, options: EditOptions): Promise<PlanResult> {
  const shelf = new PlanShelf(desk);
  const { by, why, effort, signal, onProgress } = options;
  const command = {
    type: 'rebase',
    planId,
    action: 'planRedistribution',
    from: ['draft', 'approved'],
  } as const;
  return changePlan(desk, command, options, async ({ kept, plan, now }) => {
    const base = await takeBase(desk, { ...plan, at: plan.effective ?? now });
    const earlier = await shelf.proposal(kept);
    const decisions = knownDecisions(base, kept.decisions);
    const searching = { effort, signal, onProgress };
    const found = await findMoves({ base, basis: plan, decisions, near: earlier, searching });
    if (!found.ok) return found;
    const version = plan.version + 1;
    const rows = toBaseParts(planId, version, base);
    const parts = toMoveParts(planId, version, found);
    const { approved: _, ...rest } = plan;
    const rebased: Plan = {
      ...rest,
      status: 'draft',
      version,
      asOf: now,
      clients: base.clients.length,
      employees: base.staff.length,
      moves: found.moves.length,
      figures: found.figures,
      log: logged(plan, { at: now, by, what: 'rebased', why, version }),
    };
    return {
      ok: true,
      kept: {
        ...kept,
        plan: rebased,
        decisions,
        clients: rows.clients,
        staff: rows.staff,
        moves: parts.moves,
        proposal: parts.proposal,
        near: kept.moves,
      },
      documents: [...rows.documents, ...parts.documents],
      agenda: strike(planId, 'apply'),
    };
  });
}

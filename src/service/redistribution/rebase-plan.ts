import { knownDecisions } from '../../redistribution/plan/to-plan-problem.ts';
import { inTurns } from '../../time/in-turns.ts';
import type { ServiceContext } from '../service-context.ts';
import { changeBySearch } from './change-plan.ts';
import type { EditOptions } from './edit-plan.ts';
import { findMoves, toMoveParts } from './find-moves.ts';
import type { PlanResult } from './plan-options.ts';
import { PlanRepository, toBaseParts, withoutNear } from './plan-repository.ts';
import { unscheduled } from './plan-schedule.ts';
import { loadPlanningBase } from './planning-base.ts';

/**
 * Makes a plan again from clients and staff as they are, as near to what it was as that allows. It is a draft
 * again.
 */
export function rebasePlan(
  context: ServiceContext,
  planId: string,
  options: EditOptions,
): Promise<PlanResult> {
  const plans = new PlanRepository(context);
  const { effort, signal, onProgress } = options;
  return changeBySearch(context, { type: 'rebase', planId }, options, {
    load: async ({ kept, plan, now: asOf }) => {
      const base = await loadPlanningBase(context, { ...plan, at: plan.effective ?? asOf });
      return { base, near: await plans.proposal(kept) };
    },
    search: async ({ kept, plan, now: asOf }, { base, near }) => {
      const decisions = knownDecisions(base, kept.decisions);
      const searching = { effort, signal, onProgress };
      const found = await findMoves({ base, basis: plan, decisions, near, searching });
      if (!found.ok) return found;
      const parts = await inTurns(toBaseParts(planId, plan.version + 1, base));
      return { ...found, base, decisions, asOf, parts };
    },
    toChange: ({ kept, plan }, found) => {
      const { base, decisions, asOf, figures } = found;
      const { clients, staff, documents } = found.parts;
      const { documents: others, ...parts } = toMoveParts(planId, plan.version + 1, found);
      const counts = {
        clients: base.clients.length,
        employees: base.staff.length,
        moves: found.moves.length,
      };
      return {
        ok: true,
        command: { type: 'rebase', planId, found: { asOf, ...counts, figures } },
        kept: { ...withoutNear(kept), ...parts, clients, staff, decisions },
        documents: [...documents, ...others],
        schedule: unscheduled(planId, 'apply'),
      };
    },
  });
}

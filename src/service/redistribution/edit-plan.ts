import * as z from 'zod';
import { admit } from '../../errors/admit.ts';
import type { Forms } from '../../errors/assert-options.ts';
import { fault, type Problem } from '../../errors/problem.ts';
import {
  clientsOfEdit,
  type PlanEdit,
  placesOf,
  planEditSchema,
  withEdits,
} from '../../redistribution/plan/plan-edit.ts';
import type { PlanBase } from '../../redistribution/plan/to-plan-problem.ts';
import type { ServiceContext } from '../service-context.ts';
import { changeBySearch } from './change-plan.ts';
import { findMoves, toMoveParts } from './find-moves.ts';
import type { Searching } from './plan-input.ts';
import { type PlanOptions, type PlanResult, planForms, refusedPlan } from './plan-options.ts';
import { PlanRepository, withoutNear } from './plan-repository.ts';
import { unscheduled } from './plan-schedule.ts';

/** Who decides by hand, and how hard to search for the rest. */
export interface EditOptions extends PlanOptions, Searching {}

export const editForms: Forms<EditOptions> = {
  ...planForms,
  effort: 'any?',
  signal: 'object?',
  onProgress: 'function?',
};

/** Decides on clients by hand and solves the plan around that. An approved plan is a draft again. */
export async function editPlan(
  context: ServiceContext,
  planId: string,
  input: readonly PlanEdit[],
  options: EditOptions,
): Promise<PlanResult> {
  const edits = parseEdits(input);
  const plans = new PlanRepository(context);
  const { effort, signal, onProgress } = options;
  const order = { type: 'edit', planId, input: edits } as const;
  return changeBySearch(context, order, options, {
    load: async ({ kept }) => ({ base: await plans.base(kept), earlier: await plans.proposal(kept) }),
    search: async ({ kept, plan }, { base, earlier }) => {
      const problems = unknownIn(edits, base);
      if (problems.length > 0) return refusedPlan({ code: 'CONTRADICTION', problems });
      const clients = base.clients.map(({ client }) => client);
      const decisions = withEdits(kept.decisions, edits, {
        holderOf: placesOf(clients, []),
        placeOf: placesOf(clients, earlier?.moves ?? []),
      });
      const searching = { effort, signal, onProgress };
      const found = await findMoves({ base, basis: plan, decisions, near: earlier, searching });
      return found.ok ? { ...found, decisions } : found;
    },
    toChange: ({ kept, plan }, found) => {
      const { decisions, figures } = found;
      const { documents, ...parts } = toMoveParts(planId, plan.version + 1, found);
      return {
        ok: true,
        command: { type: 'edit', planId, found: { edits, moves: found.moves.length, figures } },
        kept: { ...withoutNear(kept), ...parts, decisions },
        documents,
        schedule: unscheduled(planId, 'apply'),
      };
    },
  });
}

/** @throws INVALID_PLAN */
function parseEdits(input: readonly PlanEdit[]): PlanEdit[] {
  const schema = z.array(planEditSchema).min(1, 'there is no edit').max(10_000);
  return admit(schema, input, 'INVALID_PLAN', 'edits of a plan');
}

/** What the edits name and the plan does not know. */
function unknownIn(edits: readonly PlanEdit[], { clients, staff }: PlanBase): readonly Problem[] {
  const known = new Set(clients.map(({ client }) => client.id));
  const people = new Set(staff.map(({ employee }) => employee.id));
  return edits.flatMap((edit, at) => [
    ...clientsOfEdit(edit)
      .filter((id) => !known.has(id))
      .map((id) => ({ path: `edits[${at}]`, ...fault('NO_SUCH_CLIENT', { clientId: id }) })),
    ...('employeeId' in edit && !people.has(edit.employeeId)
      ? [{ path: `edits[${at}]`, ...fault('NO_SUCH_EMPLOYEE', { employeeId: edit.employeeId }) }]
      : []),
  ]);
}

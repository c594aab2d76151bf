import * as z from 'zod';
import { invalidInput } from '../../errors/invalid-input.ts';
import { type Problem, toProblems } from '../../errors/problem.ts';
import type { Plan } from '../../redistribution/plan/plan.ts';
import {
  clientsOfEdit,
  type PlanEdit,
  placesOf,
  planEditSchema,
  type RecordedEdit,
  withEdits,
} from '../../redistribution/plan/plan-edit.ts';
import type { PlanBase } from '../../redistribution/plan/to-plan-problem.ts';
import type { Desk } from '../desk.ts';
import { changePlan, logged } from './change-plan.ts';
import { findMoves, toMoveParts } from './find-moves.ts';
import { strike } from './plan-agenda.ts';
import type { Searching } from './plan-input.ts';
import { type PlanOptions, type PlanResult, refusedPlan } from './plan-options.ts';
import { PlanShelf } from './plan-shelf.ts';

/** Who decides by hand, and how hard to search for the rest. */
export interface EditOptions extends PlanOptions, Searching {}

/** Decides on clients by hand and solves the plan around that. An approved plan is a draft again. */
export async function editPlan(
  desk: Desk,
  planId: string,
  input: readonly PlanEdit[],
  options: EditOptions,
): Promise<PlanResult> {
  const edits = parseEdits(input);
  const shelf = new PlanShelf(desk);
  const { by, why, effort, signal, onProgress } = options;
  const command = {
    type: 'edit',
    planId,
    input: edits,
    action: 'planRedistribution',
    from: ['draft', 'approved'],
  } as const;
  return changePlan(desk, command, options, async ({ kept, plan, now }) => {
    const [base, earlier] = [await shelf.base(kept), await shelf.proposal(kept)];
    const problems = unknownIn(edits, base);
    if (problems.length > 0) return refusedPlan({ code: 'CONTRADICTION', problems });
    const clients = base.clients.map(({ client }) => client);
    const decisions = withEdits(kept.decisions, edits, {
      holderOf: placesOf(clients, []),
      placeOf: placesOf(clients, earlier?.moves ?? []),
    });
    const searching = { effort, signal, onProgress };
    const found = await findMoves({ base, basis: plan, decisions, near: earlier, searching });
    if (!found.ok) return found;
    const version = plan.version + 1;
    const parts = toMoveParts(planId, version, found);
    const said = edits.map(
      (edit): RecordedEdit => ({ ...edit, by, at: now, ...(why !== undefined && { why }) }),
    );
    const { approved: _, ...rest } = plan;
    const edited: Plan = {
      ...rest,
      status: 'draft',
      version,
      moves: found.moves.length,
      figures: found.figures,
      edits: [...plan.edits, ...said],
      log: logged(plan, { at: now, by, what: 'edited', why, version, edits: said }),
    };
    return {
      ok: true,
      kept: {
        ...kept,
        plan: edited,
        decisions,
        moves: parts.moves,
        proposal: parts.proposal,
        near: kept.moves,
      },
      documents: parts.documents,
      agenda: strike(planId, 'apply'),
    };
  });
}

/** @throws INVALID_PLAN */
function parseEdits(input: readonly PlanEdit[]): PlanEdit[] {
  const { data, error } = z.array(planEditSchema).min(1, 'there is no edit').max(10_000).safeParse(input);
  if (error) throw invalidInput('INVALID_PLAN', 'edits of a plan', toProblems(error));
  return data;
}

/** What the edits name and the plan does not know. */
function unknownIn(edits: readonly PlanEdit[], { clients, staff }: PlanBase): readonly Problem[] {
  const known = new Set(clients.map(({ client }) => client.id));
  const people = new Set(staff.map(({ employee }) => employee.id));
  return edits.flatMap((edit, at) => [
    ...clientsOfEdit(edit)
      .filter((id) => !known.has(id))
      .map((id) => ({ path: `edits[${at}]`, message: `client ${id} is not in the plan` })),
    ...('employeeId' in edit && !people.has(edit.employeeId)
      ? [{ path: `edits[${at}]`, message: `employee ${edit.employeeId} is not in the plan` }]
      : []),
  ]);
}

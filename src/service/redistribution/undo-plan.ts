import type { Client } from '../../client/client.ts';
import type { Forms } from '../../errors/assert-options.ts';
import { invalidInput } from '../../errors/invalid-input.ts';
import { fault } from '../../errors/problem.ts';
import { causeOfMove } from '../../redistribution/plan/cause-of-move.ts';
import type { KeptMove, LeftOut, Plan } from '../../redistribution/plan/plan.ts';
import { decideInOrder } from '../../redistribution/plan-life/decide-plan.ts';
import type { PlanDraft } from '../../redistribution/plan-life/plan-event.ts';
import { isOpenTo } from '../../redistribution/plan-life/plan-life.ts';
import type { DocumentChange } from '../../storage/port.ts';
import { turn } from '../../time/turn.ts';
import { Batch, DECIDED_AT_ONCE } from '../batch.ts';
import type { Request } from '../request.ts';
import type { ServiceContext } from '../service-context.ts';
import type { AppliedMove } from './applied-move.ts';
import type { MadeMove, MoveOptions } from './apply-plan.ts';
import { moveForms } from './apply-plan.ts';
import { changeByRows, type FoundPlan, type PlanChange } from './change-plan.ts';
import { toForget } from './forget-plan.ts';
import { freePlanId } from './free-plan-id.ts';
import { type PlanRefused, refusedPlan } from './plan-options.ts';
import { headOf, type KeptPlan, NO_ROWS, PlanRepository, toPart } from './plan-repository.ts';
import { unscheduled } from './plan-schedule.ts';
import type { RedistributionContext } from './redistribution-context.ts';

/** How a plan is undone. */
export interface UndoOptions extends MoveOptions {
  /**
   * What happens to clients that have moved on since. By default nothing at all is undone (`refuse`); with
   * `leave` all others are.
   */
  readonly onConflict?: 'refuse' | 'leave' | undefined;
}

export const undoForms: Forms<UndoOptions> = { ...moveForms, onConflict: 'any?' };

/**
 * The result of undoing. `plan` is the plan of undoing, applied; `conflicts` are the clients that it leaves
 * where they are.
 */
export type UndoPlanResult =
  | {
      readonly ok: true;
      readonly repeated: boolean;
      readonly plan: Plan;
      readonly conflicts: readonly LeftOut[];
    }
  | PlanRefused
  | { readonly ok: false; readonly conflicts: readonly LeftOut[] };

/** What undoing would do now. */
export interface UndoPreview {
  readonly moves: readonly KeptMove[];
  readonly conflicts: readonly LeftOut[];
}

/** Puts everything back that the plan took: custody, acceptances, pools with their reasons and dates. */
export async function undoPlan(
  context: RedistributionContext,
  planId: string,
  options: UndoOptions,
): Promise<UndoPlanResult> {
  const plans = new PlanRepository(context);
  const result = await changeByRows(context, { type: 'undo', planId }, options, {
    rowsOf: ({ applied }) => plans.rows<AppliedMove>(planId, applied),
    prepare: (found, applied) => decideUndoing(context, found, applied, options),
  });
  if (!result.ok) return result;
  const undone = await plans.read(result.plan.undone?.planId ?? '');
  if (!undone) return refusedPlan({ code: 'UNKNOWN_PLAN', planId });
  const { kept } = undone;
  return { ok: true, repeated: result.repeated, plan: kept.plan, conflicts: await plans.leftOut(kept) };
}

/** What undoing would do now; undefined for a plan that is not applied. Writes nothing. */
export async function previewUndo(context: ServiceContext, planId: string): Promise<UndoPreview | undefined> {
  const plans = new PlanRepository(context);
  const stored = await plans.read(planId);
  if (!stored) return undefined;
  const { plan } = stored.kept;
  if (!isOpenTo('undo', plan) || plan.forgotten) return undefined;
  const applied = await plans.rows<AppliedMove>(planId, stored.kept.applied);
  const { moves, conflicts } = await restored(context, plan, applied, plan.applied?.by ?? '');
  return { moves, conflicts };
}

const ON_CONFLICT: readonly string[] = ['refuse', 'leave'];

async function decideUndoing(
  context: RedistributionContext,
  found: FoundPlan,
  applied: readonly AppliedMove[],
  options: UndoOptions,
): Promise<PlanChange | PlanRefused | { readonly ok: false; readonly conflicts: readonly LeftOut[] }> {
  const { kept, plan } = found;
  const { by, onConflict = 'refuse', onMovesInTransaction } = options;
  if (!ON_CONFLICT.includes(onConflict))
    throw invalidInput('INVALID_PLAN', 'an undoing', [
      { path: 'onConflict', ...fault('NOT_ONE_OF', { allowed: ON_CONFLICT }) },
    ]);
  const { batch, moves, conflicts } = await restored(context, plan, applied, by);
  if (conflicts.length > 0 && onConflict === 'refuse') return { ok: false, conflicts };
  const id = await freePlanId(context, `undo-${plan.id}`);
  const undoing = toUndoing(found, { id, moves, conflicts }, options);
  const { clients, employees } = await batch.commitInSteps();
  const made = moves.map(({ clientId, from = null, to }): MadeMove => {
    return { planId: id, clientId, role: plan.role, from, to };
  });
  return {
    ok: true,
    command: { type: 'undo', planId: plan.id, undoingId: id },
    kept,
    documents: undoing,
    schedule: {
      ...unscheduled(plan.id, 'return'),
      enter: [plan.id, id].map((one) => toForget(context, one, found.now)),
    },
    commit: { clients, employees },
    ...(onMovesInTransaction && { inTransaction: (transaction) => onMovesInTransaction(made, transaction) }),
  };
}

/** Every client put back, or the reasons against it. */
async function restored(context: ServiceContext, plan: Plan, applied: readonly AppliedMove[], by: string) {
  const requests = applied.map((move) => toRequest(plan, move, by));
  const batch = await Batch.over(requests, context);
  const moves: KeptMove[] = [];
  const conflicts: LeftOut[] = [];
  for (const [i, request] of requests.entries()) {
    if (i % DECIDED_AT_ONCE === 0) await turn();
    const { clientId, from, to } = applied[i] as AppliedMove;
    const result = await batch.run(request);
    if (result.ok) {
      const back = from?.employeeId ?? null;
      moves.push({ clientId, to: back, cause: 'UNDONE', ...(to && { from: to.employeeId }) });
    } else if ('refusal' in result) conflicts.push({ clientId, reasons: result.refusal.reasons });
    else if ('error' in result) throw result.error;
  }
  return { batch, moves, conflicts };
}

function toRequest(
  { id: planId, role }: Plan,
  { clientId, from, to, received, pool, oldestMove }: AppliedMove,
  by: string,
): Request {
  const cause = causeOfMove({ reason: { kind: 'undo', planId } });
  return {
    command: {
      type: 'undoRedistribution',
      clientId,
      role,
      from: (to as NonNullable<AppliedMove['to']>).employeeId,
      planId,
      cause,
      custody: from as Client['custody'][string] | null,
      ...(received && { received }),
      ...(pool && { pool }),
      ...(oldestMove && { oldestMove }),
    },
    commandId: planId,
    named: false,
    by,
  };
}

interface Undoing {
  readonly id: string;
  readonly moves: readonly KeptMove[];
  readonly conflicts: readonly LeftOut[];
}

/**
 * The plan of undoing as documents: drafted, approved and applied at once. Its base is that of the plan that
 * it takes back.
 */
function toUndoing(
  { plan, kept, now }: FoundPlan,
  { id: planId, moves, conflicts }: Undoing,
  options: UndoOptions,
): readonly DocumentChange[] {
  const part = toPart(planId, 'moves-1', moves);
  const left = toPart(planId, 'left-out', conflicts);
  const { role, policy, clients, employees, compared } = plan;
  const draft: PlanDraft = {
    role,
    reason: { kind: 'undo', planId: plan.id },
    policy,
    asOf: now,
    clients,
    employees,
    moves: moves.length,
    leftOut: conflicts.length,
    ...(compared && { compared }),
  };
  const { by, why } = options;
  const life = decideInOrder(
    [
      { type: 'draft', planId, draft },
      { type: 'approve', planId },
      { type: 'apply', planId },
    ],
    { now, by, why },
  );
  const { proposal: _p, near: _n, applied: _a, ...parts } = kept;
  const undoing: KeptPlan = {
    ...parts,
    plan: life.plan,
    decisions: { pins: [], forbidden: [] },
    clients: NO_ROWS,
    staff: NO_ROWS,
    baseOf: plan.id,
    moves: part.part,
    ...(conflicts.length > 0 && { leftOut: left.part }),
  };
  return [headOf(undoing, life.events), ...part.documents, ...left.documents];
}

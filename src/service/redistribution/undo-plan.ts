import type { Client } from '../../client/client.ts';
import { causeOfMove } from '../../redistribution/plan/cause-of-move.ts';
import type { KeptMove, LeftOut, Plan } from '../../redistribution/plan/plan.ts';
import { turn } from '../../time/turn.ts';
import { Batch, DECIDED_AT_ONCE } from '../batch.ts';
import type { Desk } from '../desk.ts';
import type { Request } from '../request.ts';
import type { AppliedMove } from './applied-move.ts';
import type { MadeMove, MoveOptions } from './apply-plan.ts';
import { changePlan, type FoundPlan, logged, type PlanChange } from './change-plan.ts';
import { toForget } from './forget-plan.ts';
import { freePlanId } from './free-plan-id.ts';
import { strike } from './plan-agenda.ts';
import { forgotten, type PlanRefused, refusedPlan } from './plan-options.ts';
import { type KeptPlan, NO_ROWS, PlanShelf, toPart } from './plan-shelf.ts';

/** How a plan is undone. */
export interface UndoOptions extends MoveOptions {
  /** What becomes of clients that have moved on since: nothing at all is undone (`refuse`, the default), or all others are (`leave`). */
  readonly onConflict?: 'refuse' | 'leave' | undefined;
}

/** What came of undoing: `plan` is the plan of undoing, applied; `conflicts` are the clients that it leaves where they are. */
export type PlanUndone =
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
export async function undoPlan(desk: Desk, planId: string, options: UndoOptions): Promise<PlanUndone> {
  const shelf = new PlanShelf(desk);
  const stored = await shelf.read(planId);
  const applied = stored ? await shelf.rows<AppliedMove>(planId, stored.kept.applied) : [];
  const command = {
    type: 'undo',
    planId,
    action: 'restoreCustody',
    from: ['applied'],
    settled: 'undone',
    clientIds: applied.map(({ clientId }) => clientId),
  } as const;
  const result = await changePlan(desk, command, options, (found) =>
    decideUndoing(desk, found, applied, options),
  );
  if (!result.ok) return result;
  const undone = await shelf.read(result.plan.undone?.planId ?? '');
  if (!undone) return refusedPlan({ code: 'UNKNOWN_PLAN', planId });
  const { kept } = undone;
  return { ok: true, repeated: result.repeated, plan: kept.plan, conflicts: await shelf.leftOut(kept) };
}

/** What undoing would do now; undefined for a plan that is not applied. Writes nothing. */
export async function previewUndo(desk: Desk, planId: string): Promise<UndoPreview | undefined> {
  const shelf = new PlanShelf(desk);
  const stored = await shelf.read(planId);
  if (stored?.kept.plan.status !== 'applied' || stored.kept.plan.forgotten) return undefined;
  const { plan } = stored.kept;
  const applied = await shelf.rows<AppliedMove>(planId, stored.kept.applied);
  const { moves, conflicts } = await restored(desk, plan, applied, plan.applied?.by ?? '');
  return { moves, conflicts };
}

async function decideUndoing(
  desk: Desk,
  found: FoundPlan,
  applied: readonly AppliedMove[],
  options: UndoOptions,
): Promise<PlanChange | PlanRefused | { readonly ok: false; readonly conflicts: readonly LeftOut[] }> {
  const { kept, plan } = found;
  if (plan.forgotten) return refusedPlan(forgotten(plan));
  if (plan.reason.kind === 'undo') return refusedPlan({ code: 'NOT_UNDOABLE', planId: plan.id });
  const { by, onConflict = 'refuse', onMoves } = options;
  const { batch, moves, conflicts } = await restored(desk, plan, applied, by);
  if (conflicts.length > 0 && onConflict === 'refuse') return { ok: false, conflicts };
  const id = await freePlanId(desk, `undo-${plan.id}`);
  const undoing = toUndoing(found, { id, moves, conflicts }, options);
  const undone: Plan = {
    ...plan,
    status: 'undone',
    undone: { by, at: found.now, planId: undoing.kept.plan.id },
    log: logged(plan, { at: found.now, by, what: 'undone', why: options.why }),
  };
  const { clients, employees } = await batch.commitInSteps();
  const made = moves.map(({ clientId, from = null, to }): MadeMove => {
    return { planId: undoing.kept.plan.id, clientId, role: plan.role, from, to };
  });
  return {
    ok: true,
    kept: { ...kept, plan: undone },
    documents: [new PlanShelf(desk).head(undoing.kept), ...undoing.documents],
    agenda: {
      ...strike(plan.id, 'return'),
      enter: [plan.id, id].map((one) => toForget(desk, one, found.now)),
    },
    commit: { clients, employees },
    ...(onMoves && { alongside: (transaction) => onMoves(made, transaction) }),
  };
}

/** Every client put back, or the reasons against it. */
async function restored(desk: Desk, plan: Plan, applied: readonly AppliedMove[], by: string) {
  const requests = applied.map((move) => toRequest(plan, move, by));
  const batch = await Batch.over(requests, desk);
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
      type: 'restoreCustody',
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

/** The plan of undoing: applied as soon as it is made, on the base of the plan that it takes back. */
function toUndoing(
  { plan, kept, now }: FoundPlan,
  { id, moves, conflicts }: Undoing,
  { by, why }: UndoOptions,
): { readonly kept: KeptPlan; readonly documents: ReturnType<typeof toPart>['documents'] } {
  const part = toPart(id, 'moves-1', moves);
  const left = toPart(id, 'left-out', conflicts);
  const entry = { at: now, by, version: 1, ...(why !== undefined && { why }) };
  const { returns: _, figures: __, undone: ___, effective: ____, reviews: _____, ...rest } = plan;
  const undoing: Plan = {
    ...rest,
    id,
    reason: { kind: 'undo', planId: plan.id },
    status: 'applied',
    version: 1,
    asOf: now,
    moves: moves.length,
    leftOut: conflicts.length,
    edits: [],
    approved: { by, at: now },
    applied: { by, at: now },
    log: [
      { ...entry, what: 'planned' },
      { ...entry, what: 'applied' },
    ],
  };
  const { proposal: _p, near: _n, applied: _a, ...parts } = kept;
  return {
    kept: {
      ...parts,
      plan: undoing,
      decisions: { pins: [], forbidden: [] },
      clients: NO_ROWS,
      staff: NO_ROWS,
      baseOf: plan.id,
      moves: part.part,
      ...(conflicts.length > 0 && { leftOut: left.part }),
    },
    documents: [...part.documents, ...left.documents],
  };
}

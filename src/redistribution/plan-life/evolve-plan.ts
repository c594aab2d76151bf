import type { Plan, PlanEntry, PlannedReturn } from '../plan/plan.ts';
import type { RecordedEdit } from '../plan/plan-edit.ts';
import type { PlanReason } from '../plan/plan-reason.ts';
import type { PlanEvent } from './plan-event.ts';
import { type PlanEventType, type PlanStatus, statusAfter } from './plan-life.ts';

/**
 * The plan after one more event.
 * @throws RangeError where a history does not begin with planDrafted
 */
export function evolvePlan(plan: Plan | undefined, event: PlanEvent): Plan {
  const changed = changedBy(plan, event);
  const { log = [] } = plan ?? {};
  return {
    ...changed,
    revision: (plan?.revision ?? 0) + 1,
    status: statusAfter(event.type) ?? changed.status,
    log: [...log, entryOf(event, changed.version)],
  };
}

type Known = Omit<Plan, 'revision' | 'log'>;

function changedBy(plan: Plan | undefined, event: PlanEvent): Known {
  const { by, happenedAt: at } = event;
  if (event.type === 'planDrafted') return drafted(event);
  if (!plan) throw new RangeError(`A history of plan "${event.planId}" begins with planDrafted`);
  const { approved: _, ...unapproved } = plan;
  switch (event.type) {
    case 'planEdited': {
      const { version, moves, figures } = event;
      return { ...unapproved, version, moves, figures, edits: [...plan.edits, ...recordedEdits(event)] };
    }
    case 'planRebased': {
      const { version, asOf, clients, employees, moves, figures } = event;
      return { ...unapproved, version, asOf, clients, employees, moves, figures };
    }
    case 'planFoundStale':
      return unapproved;
    case 'planApproved':
      return { ...plan, approved: { by, at } };
    case 'planApplied':
      return { ...plan, applied: { by, at }, ...(event.reviews && { reviews: event.reviews }) };
    case 'planUndone':
      return { ...plan, undone: { by, at, planId: event.undoingId } };
    case 'planReturned':
      return { ...plan, returns: { ...plan.returns, status: 'planned', planId: event.returnId } };
    case 'planReturnGivenUp':
      return { ...plan, returns: { ...plan.returns, status: 'givenUp' } };
    case 'planForgotten':
      return { ...plan, forgotten: at };
    case 'planRejected':
    case 'planDiscarded':
      return plan;
  }
}

const recordedEdits = ({
  edits,
  by,
  happenedAt: at,
  why,
}: PlanEvent<'planEdited'>): readonly RecordedEdit[] =>
  edits.map((edit) => ({ ...edit, by, at, ...(why !== undefined && { why }) }));

function drafted(event: PlanEvent<'planDrafted'>): Known {
  const { planId, role, reason, policy, effective, asOf, clients, employees, moves } = event;
  const { leftOut, figures, compared } = event;
  const returns = returnOf(reason);
  return {
    id: planId,
    role,
    reason,
    policy,
    status: statusAfter(event.type) as PlanStatus,
    version: 1,
    ...(effective !== undefined && { effective }),
    asOf,
    clients,
    employees,
    moves,
    leftOut,
    ...(figures && { figures }),
    ...(compared && { compared }),
    edits: [],
    ...(returns && { returns }),
  };
}

function returnOf(reason: PlanReason): PlannedReturn | undefined {
  if (reason.kind !== 'absence') return undefined;
  return { status: 'scheduled', ...(reason.until !== undefined && { at: reason.until }) };
}

/** What a plan's log calls each event. */
const names = {
  planDrafted: 'planned',
  planEdited: 'edited',
  planRebased: 'rebased',
  planApproved: 'approved',
  planRejected: 'rejected',
  planDiscarded: 'discarded',
  planFoundStale: 'foundStale',
  planApplied: 'applied',
  planUndone: 'undone',
  planReturned: 'returned',
  planReturnGivenUp: 'returnGivenUp',
  planForgotten: 'forgotten',
} as const satisfies Record<PlanEventType, PlanEntry['what']>;

function entryOf(event: PlanEvent, version: number): PlanEntry {
  const { type, by, happenedAt: at, why, due } = event;
  return {
    at,
    by,
    what: names[type],
    version,
    ...(why !== undefined && { why }),
    ...(due && { due }),
    ...(type === 'planEdited' && { edits: recordedEdits(event) }),
    ...(type === 'planReturnGivenUp' && { cause: event.cause }),
  };
}

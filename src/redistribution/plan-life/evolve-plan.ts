import { castDraft, type Draft, Immer } from 'immer';
import type { Plan, PlanEntry, PlannedReturn } from '../plan/plan.ts';
import type { RecordedEdit } from '../plan/plan-edit.ts';
import type { PlanReason } from '../plan/plan-reason.ts';
import type { PlanEvent } from './plan-event.ts';
import { type PlanEventType, type PlanStatus, statusAfter } from './plan-life.ts';

/** An own instance: the caller's immer settings stay as they are. */
const immer = new Immer({ autoFreeze: false });

/**
 * The plan after one more event.
 * @throws RangeError where a history does not begin with planDrafted
 */
export function evolvePlan(plan: Plan | undefined, event: PlanEvent): Plan {
  if (event.type !== 'planDrafted' && !plan) {
    throw new RangeError(`A history of plan "${event.planId}" begins with planDrafted`);
  }
  const before = event.type === 'planDrafted' ? drafted(event, plan) : (plan as Plan);
  return immer.produce(before, (draft) => {
    change(draft, event);
    draft.revision += 1;
    draft.status = statusAfter(event.type) ?? draft.status;
    draft.log.push(castDraft(entryOf(event, draft.version)));
  });
}

/** What an event says of the plan beside its status. */
function change(plan: Draft<Plan>, event: PlanEvent): void {
  const { by, happenedAt: at } = event;
  switch (event.type) {
    case 'planEdited':
      delete plan.approved;
      Object.assign(plan, { version: event.version, moves: event.moves, figures: event.figures });
      plan.edits.push(...castDraft(recordedEdits(event)));
      return;
    case 'planRebased': {
      const { version, asOf, clients, employees, moves, figures } = event;
      delete plan.approved;
      Object.assign(plan, { version, asOf, clients, employees, moves, figures });
      return;
    }
    case 'planFoundStale':
      delete plan.approved;
      return;
    case 'planApproved':
      plan.approved = { by, at };
      return;
    case 'planApplied':
      plan.applied = { by, at };
      if (event.reviews) plan.reviews = castDraft(event.reviews);
      return;
    case 'planUndone':
      plan.undone = { by, at, planId: event.undoingId };
      return;
    case 'planReturned':
      plan.returns = { ...plan.returns, status: 'planned', planId: event.returnId };
      return;
    case 'planReturnGivenUp':
      plan.returns = { ...plan.returns, status: 'givenUp' };
      return;
    case 'planForgotten':
      plan.forgotten = at;
      return;
    case 'planDrafted':
    case 'planRejected':
    case 'planDiscarded':
      return;
  }
}

const recordedEdits = ({
  edits,
  by,
  happenedAt: at,
  why,
}: PlanEvent<'planEdited'>): readonly RecordedEdit[] =>
  edits.map((edit) => ({ ...edit, by, at, ...(why !== undefined && { why }) }));

function drafted(event: PlanEvent<'planDrafted'>, before: Plan | undefined): Plan {
  const { planId, role, reason, policy, effective, asOf, clients, employees, moves } = event;
  const { leftOut, figures, compared } = event;
  const returns = returnOf(reason);
  return {
    id: planId,
    revision: before?.revision ?? 0,
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
    log: before?.log ?? [],
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

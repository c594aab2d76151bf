import type { Instant } from '../../time/instant.ts';
import type { Plan, PlanFigures, ReturnCause } from '../plan/plan.ts';
import type { PlanEdit } from '../plan/plan-edit.ts';
import type { PlanEventType } from './plan-life.ts';

/** What every event of a plan says: which, whose, when, by whom. */
export interface PlanEventHead {
  /** `@@redistributionPlan/planId#n`, where n is the plan's revision after the event. */
  readonly id: string;
  readonly planId: string;
  readonly happenedAt: Instant;
  readonly recordedAt: Instant;
  /** Who did it: an employee, a service, or `system` for what time alone brought about. */
  readonly by: string;
  /** What they said of it, in their own words. */
  readonly why?: string;
  /** It was due: time did it, on behalf of who approved the plan. */
  readonly due?: true;
  readonly commandId?: string;
}

/** What a plan is made with: what is told of it from its first moment on. */
export type PlanDraft = Pick<
  Plan,
  | 'role'
  | 'reason'
  | 'policy'
  | 'effective'
  | 'asOf'
  | 'clients'
  | 'employees'
  | 'moves'
  | 'leftOut'
  | 'figures'
  | 'compared'
>;

/**
 * What each event of a plan carries: all that a fold needs. Rows (clients, staff, moves) are kept beside the
 * plan.
 */
export interface PlanEventPayloads {
  planDrafted: PlanDraft;
  /** `version`, here and below: of the plan from then on. */
  planEdited: { version: number; edits: readonly PlanEdit[]; moves: number; figures: PlanFigures };
  planRebased: {
    version: number;
    asOf: Instant;
    clients: number;
    employees: number;
    moves: number;
    figures: PlanFigures;
  };
  planApproved: object;
  planRejected: object;
  planDiscarded: object;
  /**
   * Its day had come, but what it rests on has changed. Names these clients and employees, or rules that the
   * moves would break.
   */
  planFoundStale: {
    clientIds: readonly string[];
    employeeIds: readonly string[];
    rules: readonly string[];
  };
  /** With the moments at which it is time to review what came of it. */
  planApplied: { reviews?: readonly { readonly afterDays: number; readonly at: Instant }[] };
  /** By the plan of undoing with that id. */
  planUndone: { undoingId: string };
  /** The absence is over: the plan of return has that id. */
  planReturned: { returnId: string };
  planReturnGivenUp: { cause: ReturnCause };
  planForgotten: object;
}

/** One event of a plan of type `T`, or of any type. */
export type PlanEvent<T extends PlanEventType = PlanEventType> = {
  [K in T]: PlanEventHead & { readonly type: K } & Readonly<PlanEventPayloads[K]>;
}[T];

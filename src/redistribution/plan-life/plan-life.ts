import type { Action } from '../../blueprint/action.ts';

/** Where a plan is in its life. An edit or a new base makes an approved plan a draft again. */
export type PlanStatus = 'draft' | 'approved' | 'rejected' | 'discarded' | 'applied' | 'undone';

/** One row of the table. */
interface PlanStep {
  /** Who may: whoever the blueprint allows the action. Absent: time itself does it. */
  readonly action?: Action;
  /** In which statuses it can be done; `none`: where there is no plan yet. */
  readonly from: readonly (PlanStatus | 'none')[];
  /** The status that it leads to. Absent: the plan stays in its status. */
  readonly to?: PlanStatus;
  /** Whether a plan that is in that status already is told that it is done. */
  readonly once?: true;
  /** The event that tells that it was done. */
  readonly event?: string;
}

/**
 * The life of a plan as a table. For each step: who may take it, from which statuses, and the status after
 * it. Everything that is said of a plan's status elsewhere is read off this table.
 */
export const planLife = {
  draft: { action: 'planRedistribution', from: ['none'], to: 'draft', event: 'planDrafted' },
  edit: { action: 'planRedistribution', from: ['draft', 'approved'], to: 'draft', event: 'planEdited' },
  rebase: { action: 'planRedistribution', from: ['draft', 'approved'], to: 'draft', event: 'planRebased' },
  approve: {
    action: 'approveRedistribution',
    from: ['draft'],
    to: 'approved',
    once: true,
    event: 'planApproved',
  },
  reject: {
    action: 'approveRedistribution',
    from: ['draft', 'approved'],
    to: 'rejected',
    once: true,
    event: 'planRejected',
  },
  discard: {
    action: 'planRedistribution',
    from: ['draft', 'approved'],
    to: 'discarded',
    once: true,
    event: 'planDiscarded',
  },
  /** It was found stale when its day had come. */
  reopen: { from: ['approved'], to: 'draft', event: 'planFoundStale' },
  apply: {
    action: 'applyRedistribution',
    from: ['approved'],
    to: 'applied',
    once: true,
    event: 'planApplied',
  },
  /** Looks only. */
  review: { from: ['applied'] },
  undo: { action: 'undoRedistribution', from: ['applied'], to: 'undone', once: true, event: 'planUndone' },
  planReturn: { action: 'planRedistribution', from: ['applied'], event: 'planReturned' },
  giveUpReturn: { action: 'planRedistribution', from: ['applied'], event: 'planReturnGivenUp' },
  /** Long after its end, all that it was made from is deleted. */
  forget: { from: ['rejected', 'discarded', 'applied', 'undone'], event: 'planForgotten' },
} as const satisfies Readonly<Record<string, PlanStep>>;

/** What can be done to a plan. */
export type PlanStepName = keyof typeof planLife;

/** The name of an event of a plan. */
export type PlanEventType = Extract<(typeof planLife)[PlanStepName], { readonly event: string }>['event'];

const steps: Readonly<Record<PlanStepName, PlanStep>> = planLife;

/** Who may do it; undefined where time itself does. */
export const actionOf = (step: PlanStepName): Action | undefined => steps[step].action;

/** The statuses of a plan to which it can be done. */
export const statusesFor = (step: PlanStepName): readonly PlanStatus[] =>
  steps[step].from.filter((status) => status !== 'none');

/** Whether it can be done to a plan in that status. */
export const isOpenTo = (step: PlanStepName, { status }: { readonly status: PlanStatus }): boolean =>
  statusesFor(step).includes(status);

/** Whether it has been done already, so that doing it again changes nothing. */
export const isDone = (step: PlanStepName, { status }: { readonly status: PlanStatus }): boolean =>
  steps[step].once === true && steps[step].to === status;

/** What a plan is after an event; undefined where it stays what it was. */
export const statusAfter = (type: PlanEventType): PlanStatus | undefined =>
  Object.values(steps).find(({ event }) => event === type)?.to;

import { assertOptions, type Forms, whole } from '../errors/assert-options.ts';
import { reshaped } from '../errors/reshaped.ts';
import { callersFunction, withArguments } from '../errors/with-arguments.ts';
import { withMethods } from '../errors/with-methods.ts';
import type { ProposalComparison } from '../redistribution/analysis/compare-proposals.ts';
import type { KeptMove, LeftOut, Plan } from '../redistribution/plan/plan.ts';
import type { PlanEdit } from '../redistribution/plan/plan-edit.ts';
import { stayingNear, toPlanProblem } from '../redistribution/plan/to-plan-problem.ts';
import { policies, type RedistributionPolicyInput } from '../redistribution/policy.ts';
import { type PlanPreview, previewInSteps } from '../redistribution/preview.ts';
import type { RedistributionProblem } from '../redistribution/problem.ts';
import type { RedistributionProposal } from '../redistribution/proposal.ts';
import { turn } from '../time/turn.ts';
import { besidesCustody } from './besides-custody.ts';
import { type ClientInRole, inRoleForms } from './client-in-role.ts';
import type { Sales } from './create-sales.ts';
import { applyPlan, type MoveOptions, moveForms } from './redistribution/apply-plan.ts';
import { runDuePlans } from './redistribution/due-plans.ts';
import { type EditOptions, editForms, editPlan } from './redistribution/edit-plan.ts';
import { type CustodyExplanation, explainCustody } from './redistribution/explain-custody.ts';
import { differencesOf, type PlanExplanations, planExplanations } from './redistribution/explain-plan.ts';
import { comparePlans, makePlan } from './redistribution/make-plan.ts';
import type { PlanInput } from './redistribution/plan-input.ts';
import type {
  PlanActionResult,
  PlanApplied,
  PlanOptions,
  PlanRefused,
  PlanResult,
} from './redistribution/plan-options.ts';
import { planForms } from './redistribution/plan-options.ts';
import { PlanRepository, toProposed } from './redistribution/plan-repository.ts';
import { type FiguresOf, withFigures } from './redistribution/preview-figures.ts';
import { rebasePlan } from './redistribution/rebase-plan.ts';
import { type Recommendation, recommender } from './redistribution/recommend.ts';
import type { RedistributionContext } from './redistribution/redistribution-context.ts';
import { type PlanReturned, planReturn } from './redistribution/return-plan.ts';
import { type PlanReview, reviewPlan } from './redistribution/review-plan.ts';
import { approvePlan, discardPlan, rejectPlan } from './redistribution/rule-on-plan.ts';
import {
  previewUndo,
  type UndoOptions,
  type UndoPlanResult,
  type UndoPreview,
  undoForms,
  undoPlan,
} from './redistribution/undo-plan.ts';
import type { ServiceContext } from './service-context.ts';
import { withRetries } from './unit-of-work.ts';

/** What is shown of a plan beside what the library knows. */
export interface PreviewOptions {
  readonly figures?: Readonly<Record<string, FiguresOf>>;
}

/** A plan with all that it was made from. */
export interface PlanDetails {
  readonly plan: Plan;
  readonly problem: RedistributionProblem;
  readonly moves: readonly KeptMove[];
  /**
   * What was found, with its proof: `checkPlan(problem, proposal)` judges it. Absent where nothing was
   * weighed: in a plan of undoing.
   */
  readonly proposal?: RedistributionProposal | undefined;
  /** Clients that a plan of undoing or of return leaves where they are, and why. */
  readonly leftOut: readonly LeftOut[];
  /**
   * Of a departure: what is due by now for clients that the leaver does not hold, in any role. The plan moves
   * none of it: `leave` ends it.
   */
  readonly besides?: {
    readonly offers: readonly ClientInRole[];
    readonly deputyships: readonly ClientInRole[];
  };
}

/** Several plans for one problem, by the names of their policies. */
export type PlansCompared<Name extends string> =
  | {
      readonly ok: true;
      readonly plans: Readonly<Record<Name, PlanResult>>;
      /**
       * What tells each plan apart from the first that there is, rule by rule, by the weights of the first.
       */
      readonly differences: Readonly<Partial<Record<Name, ProposalComparison>>>;
    }
  | PlanRefused;

/** Either the library's three ready policies, or one's own. */
export interface CompareInput<Name extends string> extends PlanInput {
  /** What each plan weighs differently from the shared policy. Default: the ready {@link policies}. */
  readonly variants?: Readonly<Record<Name, RedistributionPolicyInput>> | undefined;
}

/**
 * Redistribution of the client base. A plan is made from how things are, looked at, edited, approved, applied
 * whole or not at all, and undone. Who may plan (`planRedistribution`), approve (`approveRedistribution`),
 * apply (`applyRedistribution`) and undo (`undoRedistribution`) says the blueprint. Refusals are returned; a
 * repetition under a `commandId` does nothing and gets the plan as it is.
 */
export interface Redistributions extends PlanExplanations {
  /**
   * Finds the best plan by the policy and keeps it as a draft. It looks at every client of the role and at
   * everybody who may hold one, and notes their revisions. Where no plan is possible, the reasons and what
   * would help are returned, and nothing is kept.
   * @throws INVALID_PLAN listing every fault, INVALID_CONDITION
   */
  plan(input: PlanInput, options: PlanOptions): Promise<PlanResult>;
  /**
   * Several plans for one problem, made from one look; each is kept as a draft. With an `id`, theirs are
   * `id-name`; where another plan has that already, `id-name-2` and so on.
   * @throws INVALID_PLAN listing every fault, INVALID_CONDITION
   */
  compare<Name extends string = keyof typeof policies>(
    input: CompareInput<Name>,
    options: PlanOptions,
  ): Promise<PlansCompared<Name>>;
  /** The plan as it is; undefined where there never was one. */
  get(planId: string): Promise<Plan | undefined>;
  /** Every plan there ever was, by id. */
  list(): AsyncGenerator<Plan>;
  /**
   * The plan with the problem that it solves and its moves. Undefined where there is none, or its rows are
   * not kept any more (`plan.forgotten`).
   */
  details(planId: string): Promise<PlanDetails | undefined>;
  /**
   * What the plan means for everybody, and as a whole. For each move it says why this client, why this
   * person, and what the next best would cost. Undefined where `details` is. `figures` are worked out by the
   * caller, by name, and stand beside everybody's.
   * @example redistribution.preview('p', { figures: { pay: await motivation.expectedPay('2026-02', { by }) } });
   */
  preview(planId: string, options?: PreviewOptions): Promise<PlanPreview | undefined>;
  /**
   * Decides on clients by hand and solves the plan around that, the rest disturbed as little as possible. It
   * has a new version; if it was approved, it is a draft again. What contradicts itself or a rule is refused,
   * each fault with its client.
   * @throws INVALID_PLAN where an edit is invalid
   */
  edit(planId: string, edits: readonly PlanEdit[], options: EditOptions): Promise<PlanResult>;
  /**
   * Makes a stale plan again from how things are, near to what it was. It has a new version and is a draft.
   */
  rebase(planId: string, options: EditOptions): Promise<PlanResult>;
  /** Lets a plan be applied; one with a date of its own is applied by `runDue` then. */
  approve(planId: string, options: PlanOptions): Promise<PlanActionResult | PlanRefused>;
  /** Says no, for good. */
  reject(planId: string, options: PlanOptions): Promise<PlanActionResult | PlanRefused>;
  /** Puts a plan away that nobody wants any more, for good. */
  discard(planId: string, options: PlanOptions): Promise<PlanActionResult | PlanRefused>;
  /**
   * Moves all clients of an approved plan in one commit, or none. `stale` says what has changed of that which
   * the plan rests on. Of two who apply at once, one does it, and the other is told that it is done.
   * @throws REVISION_CONFLICT where clients of the plan were changed elsewhere at every attempt, and whatever
   * `onMovesInTransaction` throws
   */
  apply(planId: string, options: MoveOptions): Promise<PlanApplied>;
  /**
   * Puts custody back exactly as it was before the plan, in one commit. That is kept as a plan of its own,
   * `undo-` with the plan's id (and a number where another plan has that already). Clients that moved on
   * since are conflicts: with one, nothing is undone, unless they are to be left.
   */
  undo(planId: string, options: UndoOptions): Promise<UndoPlanResult>;
  /**
   * What undoing would do now, and its conflicts. Undefined for a plan that is not applied or whose rows are
   * not kept any more.
   */
  previewUndo(planId: string): Promise<UndoPreview | undefined>;
  /** Makes the plan of return of somebody who was away and is back; `runDue` does so when it is due. */
  planReturn(planId: string, options: PlanOptions): Promise<PlanReturned>;
  /** How an applied plan has turned out so far: retained, moved on, overdue, balance. */
  review(planId: string): Promise<{ readonly ok: true; readonly review: PlanReview } | PlanRefused>;
  /**
   * "Why does Ivanova hold ACME?": what gave them the client, by which plan, and who decided. Undefined where
   * nobody holds it.
   */
  explainCustody(input: ClientInRole): Promise<CustodyExplanation | undefined>;
  /**
   * The ten best employees for a client. Each comes with the difference of the objective by rule and the
   * limits in the way. They are ranked by the prices of the role's last applied plan, as if all others were
   * where it has put them. This process works those out at the first question after a plan. Where no plan was
   * applied, the whole base is looked at: exact, and as slow as planning's look. Undefined where there is no
   * such client.
   * @throws INVALID_PLAN where no role is called so
   */
  recommend(input: ClientInRole): Promise<Recommendation | undefined>;
}

/** How a client base is redistributed. */
export interface RedistributionOptions extends Pick<MoveOptions, 'onMovesInTransaction'> {
  /**
   * How many days a plan keeps its base, its moves and what undoing needs after its end: 1 to 36,500. Default
   * 120, so that the review of 90 days is still there. Then `runDue` lets go of that.
   */
  readonly keepPlansDays?: number;
}

/**
 * Opens redistribution on sales. From then on `runDue` applies plans whose day has come.
 * `onMovesInTransaction` is for every plan; a call's own goes before.
 * @throws INVALID_ARGUMENT where an option is unknown, of another form or out of bounds, ALREADY_OPEN.
 */
export function openRedistribution(sales: Sales, options: RedistributionOptions = {}): Redistributions {
  return withArguments('openRedistribution', { sales, options }, () => {
    assertOptions('openRedistribution', options, {
      keepPlansDays: whole(1, 36_500),
      onMovesInTransaction: 'function?',
    } satisfies Forms<RedistributionOptions>);
    const { keepPlansDays = 120 } = options;
    const onMovesInTransaction = callersFunction(options.onMovesInTransaction);
    const context: RedistributionContext = { ...sales.context, keepPlansDays };
    context.features.open('redistribution', {
      due: {
        stage: 'beforeDepartures',
        run: async () => {
          const plans = await runDuePlans(context, onMovesInTransaction);
          return plans ? { plans } : {};
        },
      },
    });
    return redistributionService(context, onMovesInTransaction);
  });
}

function redistributionService(
  context: RedistributionContext,
  onMovesInTransaction: MoveOptions['onMovesInTransaction'],
): Redistributions {
  const plans = new PlanRepository(context);
  const details = (planId: string) => withRetries(context, () => detailsOf(plans, planId));
  const explained = async (planId: string) => {
    const found = await details(planId);
    // Without what it was to stay near: a plan is explained by its policy alone.
    return found && { problem: found.problem, proposal: { moves: found.moves.flatMap(toProposed) } };
  };
  const withMoves = <Options extends MoveOptions>(options: Options): Options =>
    options.onMovesInTransaction || onMovesInTransaction
      ? {
          ...options,
          onMovesInTransaction: callersFunction(options.onMovesInTransaction ?? onMovesInTransaction),
        }
      : options;
  return withMethods<Redistributions>(
    'redistribution',
    {
      plan: (input, options) => makePlan(context, input, options),
      compare: async (input, options) => {
        const { variants = policies as never } = input;
        const shared = reshaped(input, ({ variants: _, ...rest }) => rest);
        const made = await comparePlans(context, shared, variants, options);
        return made.ok ? { ...made, differences: await differencesOf(made.plans, explained) } : made;
      },
      get: async (planId) => (await plans.read(planId))?.kept.plan,
      list: () => plans.all(),
      details: async (planId) => {
        const found = await details(planId);
        const { reason } = found?.plan ?? {};
        if (!found || reason?.kind !== 'departure') return found;
        return { ...found, besides: await besides(context, reason.employeeId) };
      },
      preview: async (planId, { figures } = {}) => {
        const found = await details(planId);
        if (!found) return undefined;
        const { plan, problem, proposal, moves } = found;
        await turn();
        const shown = { moves: moves.flatMap(toProposed), gap: proposal?.gap ?? 0 };
        const preview = await previewInSteps(problem, shown);
        return figures ? withFigures(preview, { role: plan.role, moves }, figures) : preview;
      },
      edit: (planId, edits, options) => editPlan(context, planId, edits, options),
      rebase: (planId, options) => rebasePlan(context, planId, options),
      approve: (planId, options) => approvePlan(context, planId, options),
      reject: (planId, options) => rejectPlan(context, planId, options),
      discard: (planId, options) => discardPlan(context, planId, options),
      apply: (planId, options) => applyPlan(context, planId, withMoves(options)),
      undo: (planId, options) => undoPlan(context, planId, withMoves(options)),
      previewUndo: (planId) => previewUndo(context, planId),
      planReturn: (planId, options) => planReturn(context, planId, options),
      review: (planId) => reviewPlan(context, planId),
      explainCustody: ({ clientId, role }) => explainCustody(context, clientId, role),
      recommend: recommender(context, plans, explained),
      ...planExplanations(explained),
    },
    {
      plan: ['input', planForms],
      compare: ['input', planForms],
      get: ['planId: string'],
      details: ['planId: string'],
      preview: ['planId: string', previewForms],
      edit: ['planId: string', 'edits: array', editForms],
      rebase: ['planId: string', editForms],
      approve: ['planId: string', planForms],
      reject: ['planId: string', planForms],
      discard: ['planId: string', planForms],
      apply: ['planId: string', moveForms],
      undo: ['planId: string', undoForms],
      previewUndo: ['planId: string'],
      planReturn: ['planId: string', planForms],
      review: ['planId: string'],
      explainCustody: [['input', inRoleForms]],
      recommend: [['input', inRoleForms]],
      analyse: ['planId: string'],
      whyStays: ['planId: string', 'clientId: string'],
      receivers: ['planId: string', 'clientId: string'],
      tellApart: ['firstId', 'secondId'],
    },
  );
}

const previewForms: Forms<PreviewOptions> = { figures: 'object?' };

async function detailsOf(plans: PlanRepository, planId: string): Promise<PlanDetails | undefined> {
  const stored = await plans.read(planId);
  if (!stored || stored.kept.plan.forgotten) return undefined;
  const { kept } = stored;
  const { plan, decisions, near } = kept;
  const proposal = await plans.proposal(kept);
  const problem = toPlanProblem(await plans.base(kept), plan, decisions);
  return {
    plan,
    // What an earlier build has weighed is in the proof that it left.
    problem: near ? stayingNear(problem) : problem,
    moves: await plans.moves(kept),
    leftOut: await plans.leftOut(kept),
    ...(proposal && { proposal }),
  };
}

async function besides(
  context: ServiceContext,
  employeeId: string,
): Promise<NonNullable<PlanDetails['besides']>> {
  const [offers, deputyships]: [ClientInRole[], ClientInRole[]] = [[], []];
  for await (const found of besidesCustody(context, employeeId)) {
    if (found.offer) offers.push(found.offer);
    deputyships.push(...found.deputyships);
  }
  return { offers, deputyships };
}

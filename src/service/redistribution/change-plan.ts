import type { Plan } from '../../redistribution/plan/plan.ts';
import { decidePlan, refusalsOf } from '../../redistribution/plan-life/decide-plan.ts';
import type { PlanCommand, PlanContext } from '../../redistribution/plan-life/plan-command.ts';
import { actionOf, type PlanStepName } from '../../redistribution/plan-life/plan-life.ts';
import type { Commit, DocumentChange } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import { assertCommandIds } from '../assert-command-ids.ts';
import { RepeatedCommands } from '../repeated-commands.ts';
import type { ServiceContext } from '../service-context.ts';
import { unauthorizedTo } from '../unauthorized-to.ts';
import { type Decided, unitOfWork, withRetries } from '../unit-of-work.ts';
import {
  type PlanActing,
  type PlanActionResult,
  type PlanOptions,
  type PlanRefused,
  refusedPlan,
} from './plan-options.ts';
import {
  changedMeanwhile,
  emptied,
  headOf,
  type KeptPlan,
  PlanRepository,
  type StoredPlan,
} from './plan-repository.ts';
import { type ScheduleChange, scheduleDocuments } from './plan-schedule.ts';

/** What is asked for. */
export interface PlanOrder {
  readonly type: PlanStepName;
  readonly planId: string;
  /** What else tells it from another command of the type. */
  readonly input?: unknown;
  /** What earlier builds called the type when they recorded its outcome, where that is another name. */
  readonly recordedAs?: string;
  /** Clients that it changes: nobody else in this process can act in between. */
  readonly clientIds?: readonly string[];
}

/** The plan as it is found. */
export interface FoundPlan extends StoredPlan {
  readonly plan: Plan;
  readonly now: Instant;
}

/** What is to be decided on, and what is written with it. */
export interface PlanChange {
  readonly ok: true;
  /** Absent where nothing happens to the plan itself. */
  readonly command?: PlanCommand;
  /** What is kept beside the plan from then on; absent: what was. */
  readonly kept?: Omit<KeptPlan, 'plan'>;
  readonly documents?: readonly DocumentChange[];
  readonly schedule?: ScheduleChange;
  readonly commit?: Pick<Commit, 'clients' | 'employees'>;
  readonly inTransaction?: ((transaction: unknown) => Promise<void> | void) | undefined;
}

type Failure = { readonly ok: false };
type Prepared<Change extends PlanChange | Failure> =
  | PlanActionResult
  | PlanRefused
  | Extract<Change, { readonly ok: false }>;

/**
 * Changes a plan, whole or not at all: under its present revision, and once under one command id. On a
 * conflict it is prepared and decided again.
 * @throws INVALID_COMMAND where the command id is invalid
 */
export async function changePlan<Change extends PlanChange | Failure>(
  context: ServiceContext,
  order: PlanOrder,
  options: PlanActing,
  prepare: (found: FoundPlan) => Promise<Change>,
): Promise<Prepared<Change>> {
  assertCommandIds([options.commandId]);
  return context.turns.take(turnsOf(order), () => attempt(context, order, options, prepare));
}

/**
 * The same by rows that the plan keeps, a client each. They are read before its turn comes, as no other work
 * on these clients gets between; and again where the plan has changed while others had their turn at it.
 */
export async function changeByRows<
  Row extends { readonly clientId: string },
  Change extends PlanChange | Failure,
>(
  context: ServiceContext,
  order: PlanOrder,
  options: PlanActing,
  {
    rowsOf,
    prepare,
  }: {
    rowsOf(kept: KeptPlan): Promise<readonly Row[]>;
    prepare(found: FoundPlan, rows: readonly Row[]): Promise<Change>;
  },
): Promise<Prepared<Change>> {
  const plans = new PlanRepository(context);
  const early = await withRetries(context, async () => {
    const stored = await plans.read(order.planId);
    return { revision: stored?.revision, rows: stored ? await rowsOf(stored.kept) : [] };
  });
  const clientIds = early.rows.map(({ clientId }) => clientId);
  return changePlan(context, { ...order, clientIds }, options, async (found) =>
    prepare(found, found.revision === early.revision ? early.rows : await rowsOf(found.kept)),
  );
}

/** How moves are searched for. */
interface Search<Loaded, Found extends { readonly ok: true } | Failure> {
  /** What the search goes by; read again on a conflict. */
  load(plan: FoundPlan): Promise<Loaded>;
  search(plan: FoundPlan, loaded: Loaded): Promise<Found>;
  toChange(plan: FoundPlan, found: Extract<Found, { readonly ok: true }>): PlanChange;
}

/**
 * The same where moves have to be searched for first. The search is never within the retries of a conflict:
 * what it found is good as long as the plan has the revision that it was found for; where somebody else has
 * changed the plan itself meanwhile, the search is done again.
 * @throws INVALID_COMMAND where the command id is invalid, REVISION_CONFLICT where others won the race every
 * time
 */
export async function changeBySearch<Loaded, Found extends { readonly ok: true } | Failure>(
  context: ServiceContext,
  order: PlanOrder,
  options: PlanActing,
  { load, search, toChange }: Search<Loaded, Found>,
): Promise<PlanActionResult | PlanRefused | Extract<Found, { readonly ok: false }>> {
  assertCommandIds([options.commandId]);
  return context.turns.take(turnsOf(order), async () => {
    let known:
      | { readonly revision: number; readonly found: Extract<Found, { readonly ok: true }> }
      | undefined;
    for (let searches = 0; ; searches++) {
      const result = await attempt(context, order, options, async (plan) =>
        known?.revision === plan.revision
          ? toChange(plan, known.found)
          : ({ ok: false, unsearched: plan, loaded: await load(plan) } as const),
      );
      if (!('unsearched' in result)) return result;
      if (searches === context.attempts) throw changedMeanwhile(order.planId);
      const found = await search(result.unsearched, result.loaded);
      if (!found.ok) return found as Extract<Found, { readonly ok: false }>;
      known = { revision: result.unsearched.revision, found: found as Extract<Found, { readonly ok: true }> };
    }
  });
}

function attempt<Change extends PlanChange | Failure>(
  context: ServiceContext,
  order: PlanOrder,
  options: PlanActing,
  prepare: (found: FoundPlan) => Promise<Change>,
): Promise<Prepared<Change>> {
  const { planId, type } = order;
  const plans = new PlanRepository(context);
  const action = actionOf(type);
  return unitOfWork(context, async (): Promise<Decided<Prepared<Change>>> => {
    const commands = await RepeatedCommands.of(context, [options.commandId]);
    const repeated = await repetition(context, commands, order, options);
    if (repeated) return { outcome: repeated };
    const unauthorized = action ? await unauthorizedTo(context, action, options.by) : [];
    if (unauthorized.length > 0) return { outcome: refusedPlan(...unauthorized) };
    const stored = await plans.read(planId);
    const now = context.now();
    const refused = refusalsOf(stored?.kept.plan, type, { planId, now });
    if (refused === 'done')
      return { outcome: { ok: true, repeated: true, plan: (stored as StoredPlan).kept.plan } };
    if (!stored || refused.length > 0) return { outcome: refusedPlan(...refused) };
    const { plan } = stored.kept;
    const change: PlanChange | Failure = await prepare({ ...stored, plan, now });
    if (!change.ok) return { outcome: change as Extract<Change, { readonly ok: false }> };
    const { command, documents = [], schedule, commit, inTransaction } = change;
    const decided = command
      ? decidePlan(plan, command, contextOf(options, now))
      : ({ ok: true, plan, events: [] } as const);
    if (!decided.ok) return { outcome: refusedPlan(...decided.refused) };
    const kept = { ...(change.kept ?? stored.kept), plan: decided.plan };
    const head = command ? [headOf(kept, decided.events, stored)] : [];
    keepOutcome(commands, order, options);
    const work = {
      ...commit,
      outcomes: commands.outcomes,
      documents: [
        // A plan of undoing is drafted, approved and applied before the feed calls the other one undone.
        ...documents,
        ...head,
        ...emptied(stored.kept, kept),
        ...(await scheduleDocuments(context, schedule)),
      ],
    };
    return { outcome: { ok: true, repeated: false, plan: kept.plan }, work, inTransaction };
  });
}

/** Who acts, when and why. */
export const contextOf = ({ by, why, commandId, due }: PlanActing, now: Instant): PlanContext => ({
  now,
  by,
  why,
  commandId,
  due,
});

const turnsOf = ({ planId, clientIds = [] }: PlanOrder) => new Set([turnOf(planId), ...clientIds]);

/** The turn at a plan; no client's id begins with @. */
export const turnOf = (planId: string) => `@plan ${planId}`;

/** What a command that has been carried out under this id gets; undefined for a new one. */
export async function repetition(
  context: ServiceContext,
  commands: RepeatedCommands,
  order: Recordable,
  { commandId }: PlanOptions,
): Promise<PlanActionResult | PlanRefused | undefined> {
  const first = commands.first<{ readonly planId: string }>(commandId, contentOf(order));
  if (!first) return undefined;
  if ('reused' in first) return refusedPlan(first.reused);
  const { planId } = first.kept;
  const stored = await new PlanRepository(context).read(planId);
  return stored
    ? { ok: true, repeated: true, plan: stored.kept.plan }
    : refusedPlan({ code: 'UNKNOWN_PLAN', planId });
}

/** What of an order its outcome is recorded under. */
export type Recordable = Pick<PlanOrder, 'planId' | 'input' | 'recordedAs'> & { readonly type: string };

/** Keeps of a named command which plan it made or changed. */
export function keepOutcome(
  commands: RepeatedCommands,
  order: Recordable,
  { commandId }: PlanOptions,
  planId: string = order.planId,
): void {
  commands.keep(commandId, contentOf(order), { planId });
}

const contentOf = ({ type, recordedAs = type, planId, input }: Recordable) => ({
  type: recordedAs,
  planId,
  input,
});

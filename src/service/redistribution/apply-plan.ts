import { carriedBy } from '../../client/carried.ts';
import type { Client } from '../../client/client.ts';
import type { ClientRules } from '../../client/decision-context.ts';
import { evolveAll } from '../../client/evolve.ts';
import type { Forms } from '../../errors/assert-options.ts';
import type { AcceptedHandoff } from '../../handoff/handoff.ts';
import { buysLateBy } from '../../redistribution/plan/buys-late.ts';
import { causeOfMove } from '../../redistribution/plan/cause-of-move.ts';
import type { KeptMove, Plan } from '../../redistribution/plan/plan.ts';
import type { ClientAspect, StaleClient, StalePlan } from '../../redistribution/plan/stale-plan.ts';
import { stalenessOf } from '../../redistribution/plan/stale-plan.ts';
import { knownDecisions, type PlanBase, toPlanProblem } from '../../redistribution/plan/to-plan-problem.ts';
import { awaitsReturn } from '../../redistribution/plan-life/decide-plan.ts';
import { addDuration } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import { turn } from '../../time/turn.ts';
import { Batch, DECIDED_AT_ONCE } from '../batch.ts';
import type { Request, Result } from '../request.ts';
import type { ServiceContext } from '../service-context.ts';
import type { AppliedMove } from './applied-move.ts';
import { changeByRows, type FoundPlan, type PlanChange } from './change-plan.ts';
import { toForget } from './forget-plan.ts';
import { lookAgain } from './look-again.ts';
import type { PlanActing, PlanApplied, PlanOptions } from './plan-options.ts';
import { planForms } from './plan-options.ts';
import { PlanRepository, toPart, toProposed } from './plan-repository.ts';
import { unscheduled } from './plan-schedule.ts';
import type { RedistributionContext } from './redistribution-context.ts';

/** A client changes hands in the CRM's own records, too; `null` is nobody. */
export interface MadeMove {
  readonly planId: string;
  readonly clientId: string;
  readonly role: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** The CRM's own writes that go with the moves. */
export interface MoveOptions extends PlanOptions {
  /**
   * Called once with all moves inside the store's transaction, after the library's own writes. If it throws,
   * its error comes out and nothing of the plan is applied. It is given what the store's `commit` gives its
   * `inTransaction`; after a conflict with another process it is called again.
   */
  readonly onMovesInTransaction?:
    | ((moves: readonly MadeMove[], transaction: unknown) => Promise<void> | void)
    | undefined;
}

export const moveForms: Forms<MoveOptions> = { ...planForms, onMovesInTransaction: 'function?' };

/** Moves all clients of an approved plan, or none. */
export function applyPlan(
  context: RedistributionContext,
  planId: string,
  options: MoveOptions & PlanActing,
): Promise<PlanApplied> {
  const plans = new PlanRepository(context);
  return changeByRows(context, { type: 'apply', planId }, options, {
    rowsOf: (kept) => plans.moves(kept),
    prepare: (found, moves) => decideApplication(context, found, moves, options),
  });
}

/** Moves asked for between two turns. */
const ASKED_AT_ONCE = 2_000;

async function decideApplication(
  context: RedistributionContext,
  found: FoundPlan,
  moves: readonly KeptMove[],
  options: MoveOptions,
) {
  const { plan, now } = found;
  const { bases, read, plannedRows } = await lookAgain(
    context,
    found,
    new Set(moves.map(({ clientId }) => clientId)),
  );
  const stale = bases && stalenessIn(found, { ...bases, moves });
  if (stale) return { ok: false, stale } as const;
  const returned = await acceptancesOf(new PlanRepository(context), plan);
  const requests: Request[] = [];
  for (const move of moves) {
    requests.push(toRequest(context, move, plan, { by: options.by, now, returned }));
    if (requests.length % ASKED_AT_ONCE === 0) await turn();
  }
  const batch = await Batch.over(requests, context, { clients: read });
  const applied: AppliedMove[] = [];
  const overtaken: StaleClient[] = [];
  for (const [i, request] of requests.entries()) {
    if (i % DECIDED_AT_ONCE === 0) await turn();
    const { clientId } = moves[i] as KeptMove;
    const before = batch.client(clientId);
    const result = await batch.run(request);
    if ('error' in result) throw result.error;
    if (result.ok && before && batch.client(clientId)) {
      applied.push(
        appliedMove(
          asMoved(before, result),
          batch.client(clientId) as Client,
          plan.role,
          context.conveyor.rules,
          now,
        ),
      );
      continue;
    }
    const row = plannedRows().get(clientId);
    if (row) {
      const changed = aspectsOf(result);
      overtaken.push({
        clientId,
        revision: { planned: row.revision, now: before?.revision },
        changed,
        planned: row.client,
      });
    }
  }
  if (overtaken.length > 0) {
    const late: StalePlan = { planId: plan.id, clients: overtaken, employees: [], violations: [] };
    return { ok: false, stale: late } as const;
  }
  const { clients, employees } = await batch.commitInSteps();
  const made = moves.map(({ clientId, from = null, to }) => ({
    planId: plan.id,
    clientId,
    role: plan.role,
    from,
    to,
  }));
  return toChange(context, found, { applied, clients, employees, made }, options);
}

function stalenessIn(
  { plan, kept }: FoundPlan,
  { base, fresh, moves }: { base: PlanBase; fresh: PlanBase; moves: readonly KeptMove[] },
): StalePlan | undefined {
  const movers = new Set(moves.map(({ clientId }) => clientId));
  const { pins, forbidden } = knownDecisions(fresh, kept.decisions);
  const decisions = { pins: pins.filter(({ clientId }) => movers.has(clientId)), forbidden };
  return stalenessOf({
    planId: plan.id,
    base,
    fresh,
    freshProblem: toPlanProblem(fresh, plan, decisions),
    moves: moves.flatMap(toProposed),
    staleOn: plan.policy.staleOn,
  });
}

/**
 * Of a return: the acceptances on which the one who was away had the clients, by client. They are theirs
 * again.
 */
async function acceptancesOf(plans: PlanRepository, { reason }: Plan): Promise<Acceptances> {
  const stored = reason.kind === 'return' ? await plans.read(reason.planId) : undefined;
  if (!stored) return new Map();
  const applied = await plans.rows<AppliedMove>(stored.kept.plan.id, stored.kept.applied);
  return new Map(applied.flatMap(({ clientId, received }) => (received ? [[clientId, received]] : [])));
}

type Acceptances = ReadonlyMap<string, AcceptedHandoff>;

function toRequest(
  context: ServiceContext,
  move: KeptMove,
  plan: Plan,
  { by, now, returned }: { readonly by: string; readonly now: Instant; readonly returned: Acceptances },
): Request {
  const { id: planId, role, policy } = plan;
  const { timeZone } = context.conveyor.blueprint;
  const { introduceWithin, grace } = policy;
  const { clientId, from = null, to } = move;
  const received = returned.get(clientId);
  return {
    command: {
      type: 'applyRedistribution',
      clientId,
      role,
      from,
      to: to as string,
      planId,
      cause: causeOfMove(plan, move),
      ...(introduceWithin && { introduceBy: addDuration(now, introduceWithin, timeZone) }),
      ...(grace && from !== null && { graceUntil: addDuration(now, grace, timeZone) }),
      ...(received?.to.employeeId === to && { received }),
    },
    commandId: planId,
    named: false,
    by,
  };
}

/** The client as the move found it: with what time had done by then. */
function asMoved(before: Client, result: Result): Client {
  const events = 'events' in result ? result.events : [];
  const earlier = events.slice(
    0,
    events.findIndex(({ type }) => type === 'clientReassigned'),
  );
  return earlier.length > 0 ? evolveAll(before, earlier) : before;
}

function appliedMove(
  before: Client,
  after: Client,
  role: string,
  rules: ClientRules,
  now: Instant,
): AppliedMove {
  return {
    clientId: before.id,
    from: before.custody[role] ?? null,
    to: after.custody[role] ?? null,
    overdue: buysLateBy(rules)(before, now),
    orders: before.orders.count,
    ...carriedBy(before, role),
  };
}

/** What a refusal on the last look says of the client. */
function aspectsOf(result: Result): readonly ClientAspect[] {
  if (!('refusal' in result)) return ['other'];
  const aspects = result.refusal.reasons.map(({ code }): ClientAspect => {
    if (code === 'HELD_BY_ANOTHER') return 'holder';
    return code === 'ROLE_NOT_IN_STATE' || code === 'MERGED_AWAY' || code === 'UNKNOWN_CLIENT'
      ? 'gone'
      : 'other';
  });
  return [...new Set(aspects)];
}

interface Application extends Pick<NonNullable<PlanChange['commit']>, 'clients' | 'employees'> {
  readonly applied: readonly AppliedMove[];
  readonly made: readonly MadeMove[];
}

function toChange(
  context: RedistributionContext,
  { kept, plan, now }: FoundPlan,
  application: Application,
  options: MoveOptions,
): PlanChange {
  const { applied, made, clients, employees } = application;
  const { onMovesInTransaction } = options;
  const { id: planId } = plan;
  const part = toPart(planId, 'applied', applied);
  const enter = [toForget(context, planId, now)];
  if (awaitsReturn(plan)) enter.push({ planId, what: 'return', at: plan.returns?.at ?? now });
  return {
    ok: true,
    command: { type: 'apply', planId },
    kept: { ...kept, applied: part.part },
    documents: part.documents,
    schedule: { ...unscheduled(planId, 'apply'), enter },
    commit: { clients, employees },
    ...(onMovesInTransaction && { inTransaction: (transaction) => onMovesInTransaction(made, transaction) }),
  };
}

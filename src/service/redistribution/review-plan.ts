import { millisecondsInDay } from 'date-fns/constants';
import { type BalanceMeasures, measuresOf } from '../../redistribution/measures.ts';
import { parseProblem } from '../../redistribution/parse-problem.ts';
import { buysLateBy } from '../../redistribution/plan/buys-late.ts';
import type { Plan } from '../../redistribution/plan/plan.ts';
import type { PlanRefusal } from '../../redistribution/plan/plan-refusal.ts';
import { toPlanProblem } from '../../redistribution/plan/to-plan-problem.ts';
import { refusalsOf } from '../../redistribution/plan-life/decide-plan.ts';
import type { Instant } from '../../time/instant.ts';
import { chunks } from '../chunks.ts';
import type { ServiceContext } from '../service-context.ts';
import type { AppliedMove } from './applied-move.ts';
import { type PlanRefused, refusedPlan } from './plan-options.ts';
import { PlanRepository } from './plan-repository.ts';
import { loadPlanningBase } from './planning-base.ts';

/** How an applied plan's moves have turned out so far. */
export interface PlanReview {
  readonly planId: string;
  readonly at: Instant;
  /** Whole days since it was applied. */
  readonly days: number;
  /** Of the policy's days of review, those that have come. */
  readonly due: readonly number[];
  readonly moved: number;
  /** With whom the plan gave them. */
  readonly retained: number;
  /** With somebody else by now; a holder who had the client before the plan is one of them. */
  readonly movedOn: readonly { readonly clientId: string; readonly from: string; readonly holder: string }[];
  /** Nobody holds them in the role, though they are still clients. */
  readonly withoutHolder: readonly string[];
  /** In a final state, or merged away. */
  readonly gone: readonly string[];
  /** Bought at least once since. */
  readonly bought: number;
  /** Clients whose purchases are overdue, dormant or lost. */
  readonly overdue: { readonly before: number; readonly now: number };
  /** How evenly the role is loaded: before the plan, as planned, and now. */
  readonly balance: {
    readonly before?: BalanceMeasures | undefined;
    readonly planned?: BalanceMeasures | undefined;
    readonly now: BalanceMeasures;
  };
}

const READ_TOGETHER = 500;

/** Measures an applied plan against how things are now. Writes nothing. */
export async function reviewPlan(
  context: ServiceContext,
  planId: string,
): Promise<{ readonly ok: true; readonly review: PlanReview } | PlanRefused> {
  const plans = new PlanRepository(context);
  const stored = await plans.read(planId);
  const at = context.now();
  const refused = refusalsOf(stored?.kept.plan, 'review', { planId, now: at });
  if (!stored || refused.length > 0) return refusedPlan(...(refused as readonly PlanRefusal[]));
  const { plan } = stored.kept;
  const applied = plan.applied as NonNullable<Plan['applied']>;
  const moves = await plans.rows<AppliedMove>(planId, stored.kept.applied);
  const days = Math.floor((Date.parse(at) - Date.parse(applied.at)) / millisecondsInDay);
  const { before, after: planned } = plan.figures?.measures ?? {};
  const review = {
    planId,
    at,
    days,
    due: (plan.reviews ?? []).filter((one) => one.at <= at).map(({ afterDays }) => afterDays),
    moved: moves.length,
    ...(await whatBecame(context, plan, moves, at)),
    balance: { before, planned, now: await balanceNow(context, plan) },
  };
  return { ok: true, review };
}

async function whatBecame(
  { store, tenant, conveyor }: ServiceContext,
  { role }: Plan,
  moves: readonly AppliedMove[],
  at: Instant,
) {
  const { rules } = conveyor;
  const isOverdue = buysLateBy(rules);
  let [retained, bought, before, now] = [0, 0, 0, 0];
  const movedOn: PlanReview['movedOn'][number][] = [];
  const [withoutHolder, gone]: [string[], string[]] = [[], []];
  for await (const chunk of chunks(moves, READ_TOGETHER)) {
    const read = await store.readClients(
      tenant,
      chunk.map(({ clientId }) => clientId),
    );
    const clients = new Map(read.map((client) => [client.id, client]));
    for (const { clientId, to, overdue, orders } of chunk) {
      const client = clients.get(clientId);
      if (overdue) before++;
      if (!client || client.mergedInto || rules.states[client.state]?.final) {
        gone.push(clientId);
        continue;
      }
      if (isOverdue(client, at)) now++;
      if (client.orders.count > orders) bought++;
      const holder = client.custody[role]?.employeeId;
      if (holder === undefined) withoutHolder.push(clientId);
      else if (holder === to?.employeeId) retained++;
      else movedOn.push({ clientId, from: to?.employeeId ?? '', holder });
    }
  }
  return { retained, movedOn, withoutHolder, gone, bought, overdue: { before, now } };
}

async function balanceNow(context: ServiceContext, plan: Plan): Promise<BalanceMeasures> {
  const basis = {
    role: plan.role,
    reason: { kind: 'manual' as const },
    policy: plan.policy,
    at: context.now(),
  };
  const base = await loadPlanningBase(context, basis);
  if (base.clients.length === 0 || base.staff.length === 0) return { maxToMean: 1, variation: 0, gini: 0 };
  const problem = parseProblem(toPlanProblem(base, basis, { pins: [], forbidden: [] }));
  return measuresOf(problem, ({ holder }) => holder, 0).before;
}

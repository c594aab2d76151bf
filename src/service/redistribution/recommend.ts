import { planPrices } from '../../redistribution/analysis/plan-prices.ts';
import type { ReceiverOption } from '../../redistribution/analysis/receivers.ts';
import { recommending } from '../../redistribution/analysis/recommend-receivers.ts';
import { rankReceivers } from '../../redistribution/analysis/why-stays.ts';
import type { Plan } from '../../redistribution/plan/plan.ts';
import { toPlanProblem } from '../../redistribution/plan/to-plan-problem.ts';
import { turn } from '../../time/turn.ts';
import { assertKeys } from '../assert-key.ts';
import type { ClientInRole } from '../client-in-role.ts';
import type { ServiceContext } from '../service-context.ts';
import type { ExplainedPlan } from './explain-plan.ts';
import { parsePlanInput } from './plan-input.ts';
import { clientRows, loadPlanningBase } from './planning-base.ts';

/** Who could have a client, the best first, and what that rests on. */
export interface Recommendation {
  /**
   * The last applied plan, by whose prices they are ranked. Absent where there is none; then the whole base
   * was looked at.
   */
  readonly planId?: string;
  /** At most ten. Nobody where the client has no part in the role. */
  readonly receivers: readonly ReceiverOption[];
}

interface Kept {
  readonly planId: string;
  readonly recommend: ReturnType<typeof recommending>;
}

const MOST = 10;

/**
 * Ranks receivers by the prices that the last applied plan of the role has left. These are worked out when
 * they are first asked for, and kept by this process until another plan is applied.
 */
export function recommender(
  context: ServiceContext,
  plans: { readonly all: () => AsyncGenerator<Plan> },
  read: (planId: string) => Promise<ExplainedPlan | undefined>,
): (input: ClientInRole) => Promise<Recommendation | undefined> {
  const known = new Map<string, Kept>();
  return async ({ clientId, role }) => {
    assertKeys({ clientId });
    const manual = parsePlanInput({ role, reason: { kind: 'manual' } }, context.conveyor);
    const [client] = await context.store.readClients(context.tenant, [clientId]);
    if (!client) return undefined;
    const last = await lastApplied(plans.all(), role);
    const at = context.now();
    const basis = { ...manual, policy: last?.policy ?? manual.policy, at };
    const employees = await context.staff.all();
    const [row] = await clientRows(context, basis, employees)([client]);
    if (!row) return { receivers: [] };
    const kept = last && (await pricesOf(last));
    if (kept) return { planId: kept.planId, receivers: kept.recommend(row.client, MOST) };
    const base = await loadPlanningBase(context, basis);
    const problem = toPlanProblem(base, basis, { pins: [], forbidden: [] });
    await turn();
    return { receivers: rankReceivers(problem, { moves: [] }, clientId).slice(0, MOST) };
  };

  async function pricesOf({ id, role }: Plan): Promise<Kept | undefined> {
    const before = known.get(role);
    if (before?.planId === id) return before;
    const found = await read(id);
    if (!found) return undefined;
    await turn();
    const kept = { planId: id, recommend: recommending(planPrices(found.problem, found.proposal)) };
    known.set(role, kept);
    return kept;
  }
}

async function lastApplied(plans: AsyncGenerator<Plan>, role: string): Promise<Plan | undefined> {
  let last: Plan | undefined;
  for await (const plan of plans) {
    if (plan.role !== role || !plan.applied || plan.undone || plan.forgotten || !plan.figures) continue;
    if (!last?.applied || plan.applied.at > last.applied.at) last = plan;
  }
  return last;
}

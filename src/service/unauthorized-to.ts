import type { Action } from '../blueprint/action.ts';
import { toDecisionScope } from '../client/decision-context.ts';
import { mayWithAny, notAuthorized } from '../client/may-with-any.ts';
import type { RefusalReason } from '../client/refusal.ts';
import { resolveActor } from './actors.ts';
import type { ServiceContext } from './service-context.ts';

/** Why somebody may not do this by the blueprint; empty where they may. */
export async function unauthorizedTo(
  context: ServiceContext,
  action: Action,
  by: string,
): Promise<RefusalReason<'NOT_AUTHORIZED'>[]> {
  const actor = await resolveActor(context, by);
  const scope = toDecisionScope(context.conveyor.rules, { now: context.now(), by: actor });
  return mayWithAny(action, scope) ? [] : [notAuthorized(action, scope)];
}

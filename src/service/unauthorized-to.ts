import type { Action } from '../blueprint/action.ts';
import type { Conveyor } from '../client/conveyor.ts';
import type { ClientRules } from '../client/decision-context.ts';
import { mayWithAny, notAuthorized } from '../client/may-with-any.ts';
import type { RefusalReason } from '../client/refusal.ts';
import { resolveActor } from './actors.ts';
import type { ServiceContext } from './service-context.ts';

/** By whose rules, and of whose staff, it is told who may do what. */
interface Asked extends Pick<ServiceContext, 'store' | 'tenant' | 'now'> {
  readonly conveyor: Pick<Conveyor, 'blueprint'> & {
    readonly rules: Pick<ClientRules, 'authority' | 'blueprint'>;
  };
}

/** Why somebody may not do this by the blueprint; empty where they may. */
export async function unauthorizedTo(
  context: Asked,
  action: Action,
  by: string,
): Promise<RefusalReason<'NOT_AUTHORIZED'>[]> {
  const asking = { by: await resolveActor(context, by), rules: context.conveyor.rules };
  return mayWithAny(action, asking) ? [] : [notAuthorized(action, asking)];
}

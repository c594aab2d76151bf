import type { Action } from '../blueprint/action.ts';
import { type Actor, timeActor } from './actor.ts';
import type { ClientRules } from './decision-context.ts';
import type { RefusalReason } from './refusal.ts';

/** Who asks, and by what rules it is decided who may. */
interface Asking {
  readonly by: Actor;
  readonly rules: Pick<ClientRules, 'authority' | 'blueprint'>;
}

/** Who could do it instead with this client. */
interface Instead {
  /** By name. */
  readonly holders: readonly string[];
  /** Anyone of these roles, beside those who may with any client. */
  readonly roles: readonly string[];
  readonly deputies?: readonly string[];
}

/** Whether the actor may do it with any client, and not just with their own. Time itself may. */
export const mayWithAny = (action: Action, { by, rules }: Asking): boolean =>
  by === timeActor || by.roles.some((role) => rules.authority(action).any.has(role));

/** Says that the actor may not, and who could instead: of the roles, those that the blueprint declares. */
export function notAuthorized(
  action: Action,
  { by, rules }: Asking,
  { holders, roles, deputies = [] }: Instead = { holders: [], roles: [] },
  isAble: (role: string) => boolean = () => true,
): RefusalReason<'NOT_AUTHORIZED'> {
  const known = [...roles, ...rules.authority(action).any].filter((role) =>
    Object.hasOwn(rules.blueprint.roles, role),
  );
  return {
    code: 'NOT_AUTHORIZED',
    actor: by.id,
    action,
    holders,
    roles: known.filter(isAble),
    ...(deputies.length > 0 && { deputies: [...new Set(deputies)] }),
    ...(by.roles.length === 0 && ({ stranger: true } as const)),
  };
}

import type { Action } from './action.ts';
import type { Blueprint } from './blueprint.ts';

/**
 * The right that an action takes: mostly its own name. Where a blueprint gives `changeRules` to nobody, as
 * all did before there was this right, whoever may override every condition may change the rules.
 */
export function rightFor(action: Action, { roles, services }: Pick<Blueprint, 'roles' | 'services'>): Action {
  if (action !== 'changeRules') return action;
  const isGiven =
    Object.values(roles).some(({ may }) => may.any.includes(action)) ||
    Object.values(services).some(({ may }) => may.includes(action));
  return isGiven ? action : 'override';
}

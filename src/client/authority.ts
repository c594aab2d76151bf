import type { Action } from '../blueprint/action.ts';
import type { Client } from './client.ts';
import type { RefusalReason } from './refusal.ts';
import type { Scene } from './scene.ts';

/**
 * Whether the blueprint lets the actor do this to the client: with any client by role or as a service, or with the client
 * that is the actor's own. Says who could instead.
 */
export function authorize(action: Action, client: Client | undefined, scene: Scene): RefusalReason[] {
  const { by, rules } = scene;
  const { roles, services } = rules.blueprint;
  if (by.roles.some((role) => roles[role]?.may.any.includes(action) || services[role]?.may.includes(action))) return [];
  if (client && isOwn(action, client, scene)) return [];

  const holders = client ? owners(action, client, scene) : [];
  const able = Object.keys(roles).filter((role) => roles[role]?.may.any.includes(action));
  return [{ code: 'NOT_AUTHORIZED', actor: by.id, action, holders, roles: able }];
}

/** What makes a client one's own depends on what one wants to do. */
function isOwn(action: Action, client: Client, { by, rules }: Scene): boolean {
  const mayOwn = (role: string) =>
    by.roles.includes(role) && rules.blueprint.roles[role]?.may.own.includes(action) === true;
  const { handoff } = client;
  switch (action) {
    case 'acceptHandoff':
    case 'rejectHandoff':
      if (!handoff) return by.roles.some(mayOwn);
      if (handoff.escalated) return mayOwn(handoff.escalated.to);
      return mayOwn(handoff.to.role) && (handoff.to.employeeId ?? by.id) === by.id;
    case 'withdrawHandoff':
      return handoff?.from.employeeId === by.id && by.roles.some(mayOwn);
    case 'assignRole':
      return client.pool !== undefined && mayOwn(client.pool.name);
    default:
      for (const role in client.custody) {
        const held = client.custody[role];
        if (mayOwn(role) && (held?.employeeId === by.id || held?.deputy?.employeeId === by.id)) return true;
      }
      return false;
  }
}

function owners(action: Action, { custody, handoff }: Client, { rules }: Scene): string[] {
  const receiver = handoff?.to.employeeId;
  if (action === 'acceptHandoff' || action === 'rejectHandoff') return receiver ? [receiver] : [];
  return Object.entries(custody)
    .filter(([role]) => rules.blueprint.roles[role]?.may.own.includes(action))
    .map(([, held]) => held.employeeId);
}

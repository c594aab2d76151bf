import type { Action } from '../action.ts';
import type { Blueprint, BlueprintRole, BlueprintTransfer } from '../blueprint.ts';
import { rightFor } from '../rules-right.ts';

/** Whose clients a right is for: those that somebody holds, or all. */
export type Scope = keyof BlueprintRole['may'];
export const scopes: readonly Scope[] = ['own', 'any'];

/** The roles, and for any client the services, that have a right and can ever use it. */
export function whoCan(action: Action, scope: Scope, blueprint: Blueprint): string[] {
  const { roles, services } = blueprint;
  const able = Object.keys(roles).filter((role) => canUse(role, action, scope, blueprint));
  const right = rightFor(action, blueprint);
  const programs = Object.keys(services).filter((service) => services[service]?.may.includes(right));
  return scope === 'any' ? [...able, ...programs] : able;
}

/**
 * Whether a role has a right and can ever use it. Nobody accepts where nothing is handed over to them, none
 * holds a client in a role that takes part nowhere, and what is for some roles alone is for no others.
 */
export function canUse(role: string, action: Action, scope: Scope, blueprint: Blueprint): boolean {
  const { roles, states, transfers, facts, holds } = blueprint;
  if (!roles[role]?.may[scope].includes(rightFor(action, blueprint))) return false;
  const isOwn = scope === 'own';
  if (isOwn && (ofNoClient.has(action) || !Object.keys(states).some((id) => takesPart(role, id, blueprint))))
    return false;
  const all = Object.values(transfers);
  const handoffs = all.flatMap(({ handoff }) => handoff ?? []);
  const isAmong = (names: readonly string[] | undefined) =>
    !names?.length || names.includes(role) || mayOverride(role, blueprint);
  switch (action) {
    case 'transfer':
      return all.some((transfer) => startersOf(transfer, blueprint).includes(role));
    case 'withdrawHandoff':
      // An offer is withdrawn by whoever answers for the client until it is accepted.
      return all.some(
        ({ from, handoff }) => handoff && (!isOwn || from.some((id) => states[id]?.responsible === role)),
      );
    case 'acceptHandoff':
    case 'rejectHandoff':
      return handoffs.some(({ to, escalateTo }) => !isOwn || to === role || escalateTo === role);
    case 'returnClient':
      return handoffs.some(({ to, onReturn }) => onReturn && (!isOwn || to === role));
    case 'assignHolder':
      // With clients of its own: it takes them out of its pool.
      return !isOwn || Object.values(states).some(({ responsible }) => responsible === role);
    case 'learnFacts':
      return Object.values(facts).some(({ suppliedBy }) => isAmong(suppliedBy));
    case 'placeHold':
    case 'releaseHold':
      return Object.values(holds).some(({ by }) => !by || isAmong(by));
    default:
      return true;
  }
}

/** What is done before there is a client, or to no client at all. */
export const ofNoClient: ReadonlySet<Action> = new Set([
  'register',
  'onboard',
  'manageEmployees',
  'planRedistribution',
  'approveRedistribution',
  'changeRules',
  'erasePersonalData',
]);

/**
 * The roles that can start a transfer from a state, or from any of its states. A role that may do so with its
 * own clients alone has to take part there.
 */
export function startersOf(
  { trigger, from }: BlueprintTransfer,
  blueprint: Blueprint,
  state?: string,
): readonly string[] {
  if (trigger.kind !== 'person') return [];
  const states = state === undefined ? from : [state];
  return trigger.by.filter((role) => {
    const { own = [], any = [] } = blueprint.roles[role]?.may ?? {};
    const isHeld = own.includes('transfer') && states.some((id) => takesPart(role, id, blueprint));
    return any.includes('transfer') || isHeld;
  });
}

/** The roles and services that can place or lift a hold. One that names some is for these alone. */
export function holdersOf(
  hold: Blueprint['holds'][string],
  action: 'placeHold' | 'releaseHold',
  scope: Scope,
  blueprint: Blueprint,
): string[] {
  const { by } = hold;
  return whoCan(action, scope, blueprint).filter(
    (name) => !by || by.includes(name) || mayOverride(name, blueprint),
  );
}

const mayOverride = (role: string, { roles }: Blueprint) =>
  roles[role]?.may.any.includes('override') === true;

function takesPart(role: string, id: string, { states }: Blueprint): boolean {
  const { responsible, supporting = [] } = states[id] ?? {};
  return responsible === role || supporting.includes(role);
}

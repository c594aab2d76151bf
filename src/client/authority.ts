import type { Action } from '../blueprint/action.ts';
import { lookup } from '../conditions/lookup.ts';
import { acceptanceToReturn } from '../handoff/acceptance-to-return.ts';
import { hasOneOf, namesOf, timeActor } from './actor.ts';
import { awayAmong } from './away.ts';
import type { Client } from './client.ts';
import type { Command } from './command.ts';
import type { DecisionScope } from './decision-context.ts';
import { isInHandsOf } from './is-in-hands-of.ts';
import { mayWithAny, notAuthorized } from './may-with-any.ts';
import type { RefusalReason } from './refusal.ts';

/**
 * Whether the blueprint lets the actor do this to the client. It may be any client, by role or as a service;
 * or the actor's own, or that of somebody whom the actor stands in for. What makes a client one's own may
 * depend on the command. Says who could instead. Time itself is not asked: it does what the shell has it do.
 */
export function authorize(
  action: Action,
  client: Client | undefined,
  scope: DecisionScope,
  command?: Command,
): RefusalReason[] {
  if (mayWithAny(action, scope) || (client && isOwn(action, client, scope, command))) return [];
  if (!client) return [notAuthorized(action, scope)];
  const { holders, roles } = owners(action, client, scope, command);
  const deputies = holders.flatMap((holder) => awayAmong(scope, holder)?.deputies ?? []);
  const starters = startersOf(command, scope);
  const isAble = (role: string) => starters?.includes(role) ?? true;
  return [notAuthorized(action, scope, { holders, roles, deputies }, isAble), ...tooLate(client, command)];
}

/**
 * Whether the actor may do what is for these roles alone. They must have one of them, be a service or time
 * itself, or have the right to override every condition anyway.
 */
export function isFor(allowed: readonly string[], { by, now, rules }: DecisionScope): boolean {
  if (by === timeActor || Object.hasOwn(rules.blueprint.services, by.id)) return true;
  const { any } = rules.authority('override');
  return hasOneOf([...allowed, ...any], by, now);
}

/** Whoever answers an offer that is no longer theirs to answer is told why, since when, and whose it is. */
function tooLate({ handoff }: Client, command: Command | undefined): RefusalReason[] {
  const answers = command?.type === 'acceptHandoff' || command?.type === 'rejectHandoff';
  if (!answers || !handoff?.escalated) return [];
  return [{ code: 'HANDOFF_ESCALATED', transfer: handoff.transfer, ...handoff.escalated }];
}

function isOwn(action: Action, client: Client, scope: DecisionScope, command?: Command): boolean {
  const { by, rules } = scope;
  const { own } = rules.authority(action);
  const names = namesOf(by, scope.now);
  const mayAs = (role: string, { roles }: { readonly roles: readonly string[] } = by) =>
    own.has(role) && roles.includes(role);
  const { custody, handoff, pool } = client;
  switch (command?.type) {
    case 'acceptHandoff':
    case 'rejectHandoff': {
      if (!handoff) return by.roles.some((role) => mayAs(role));
      if (handoff.escalated) return mayAs(handoff.escalated.to);
      const receiver = handoff.to.employeeId ?? by.id;
      const given = 'to' in command && command.to !== undefined ? command.to : receiver;
      return names.some(
        (name) => name.employeeId === receiver && given === receiver && mayAs(handoff.to.role, name),
      );
    }
    case 'correctRecord':
      // Whoever made a slip may mend it, with whose client it was.
      return (
        (isByActor(command.eventId, scope) && by.roles.some((role) => mayAs(role))) ||
        isOwn(action, client, scope)
      );
    case 'assignHolder':
      return command.employeeId === by.id && command.role === pool?.name && mayAs(command.role);
    default:
      for (const name of names)
        for (const role in custody)
          if (
            isInHandsOf(custody[role], name.employeeId) &&
            mayAs(role, name) &&
            isInCharge(role, client, scope, command)
          )
            return true;
      return false;
  }
}

const isByActor = (eventId: string, { by, history = [], duplicateHistory = [] }: DecisionScope) =>
  [...history, ...duplicateHistory].some((event) => event.id === eventId && event.by === by.id);

/**
 * Whether the holder in this role, and their deputies, may do this with their own client. Mostly whoever
 * holds it may, in whatever role. A transfer is started in a role that the client is held in: to have that
 * role beside the one that holds it is not enough.
 */
function isInCharge(role: string, client: Client, scope: DecisionScope, command?: Command): boolean {
  switch (command?.type) {
    case 'transfer': {
      const starters = startersOf(command, scope);
      // Whoever has none of these roles is told so otherwise.
      return !starters || starters.includes(role) || !hasOneOf(starters, scope.by, scope.now);
    }
    case 'releaseHolder':
    case 'setDeputy':
      return role === command.role;
    case 'withdrawHandoff':
      return role === (client.handoff?.from.role ?? role);
    case 'returnClient':
      return role === (acceptanceToReturn(client, scope)?.to.role ?? role);
    default:
      return true;
  }
}

/** The roles that may start the transfer; undefined of any other command, and where nobody starts it. */
function startersOf(command: Command | undefined, { rules }: DecisionScope): readonly string[] | undefined {
  const trigger = command?.type === 'transfer' && lookup(rules.transfers, command.transfer)?.trigger;
  return trigger && trigger.kind === 'person' ? trigger.by : undefined;
}

interface Owners {
  /** By name. */
  readonly holders: readonly string[];
  /** Anyone of these roles. */
  readonly roles: readonly string[];
}

function owners(action: Action, client: Client, scope: DecisionScope, command?: Command): Owners {
  const { own } = scope.rules.authority(action);
  const { custody, handoff, pool } = client;
  const ifOwn = (role?: string): Owners => ({ holders: [], roles: role && own.has(role) ? [role] : [] });
  switch (command?.type) {
    case 'acceptHandoff':
    case 'rejectHandoff': {
      const { to, escalated } = handoff ?? {};
      if (!to || escalated) return ifOwn(escalated?.to);
      return to.employeeId ? { holders: [to.employeeId], roles: [] } : { holders: [], roles: [to.role] };
    }
    case 'assignHolder':
      return ifOwn(pool?.name);
    default: {
      const held = Object.keys(custody).filter(
        (role) => own.has(role) && isInCharge(role, client, scope, command),
      );
      return { holders: held.map((role) => custody[role]?.employeeId as string), roles: [] };
    }
  }
}

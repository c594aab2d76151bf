import type { Blueprint } from '../blueprint/blueprint.ts';
import type { Client } from '../client/client.ts';
import { lookup } from '../conditions/lookup.ts';
import { withArguments } from '../errors/with-arguments.ts';

/** What says how much load a client is. */
export type Norms = Pick<Blueprint, 'states' | 'roles'>;

/**
 * Hours a month that a client takes of whoever holds it in a role: the state's load norm, times the role's
 * factor for the client's segment (`loadBy`) where it has one. A client whose segment is unknown, or has no
 * factor, takes the norm.
 */
export function clientLoad(client: Pick<Client, 'state' | 'facts'>, role: string, norms: Norms): number {
  return withArguments('clientLoad', { client, role, norms }, () => {
    const { state, facts } = client;
    return loadOf({ role, state, segment: segmentOf({ facts }, role, norms) }, norms);
  });
}

/** The same of each client of a group. */
export function loadOf(
  {
    role,
    state,
    segment,
  }: { readonly role: string; readonly state: string; readonly segment?: string | undefined },
  { states, roles }: Norms,
): number {
  const factors = lookup(roles, role)?.loadBy?.factors ?? {};
  const factor = segment === undefined ? undefined : lookup(factors, segment);
  return (lookup(lookup(states, state)?.load ?? {}, role) ?? 0) * (factor ?? 1);
}

/** The value by which a client's load in a role is told; undefined where it takes the norm. */
export function segmentOf(
  { facts }: Pick<Client, 'facts'>,
  role: string,
  { roles }: Pick<Blueprint, 'roles'>,
): string | undefined {
  const loadBy = lookup(roles, role)?.loadBy;
  const segment = loadBy && lookup(facts, loadBy.fact)?.value;
  return typeof segment === 'string' && Object.hasOwn(loadBy?.factors ?? {}, segment) ? segment : undefined;
}

import type { Blueprint } from '../blueprint/blueprint.ts';
import type { Client } from '../client/client.ts';

/**
 * Hours a month that a client takes of whoever holds it in a role: the state's load norm, times the role's factor for the client's
 * segment (`loadBy`) where it has one. A client whose segment is unknown, or has no factor, takes the norm.
 */
export function clientLoad(
  { state, facts }: Pick<Client, 'state' | 'facts'>,
  role: string,
  { states, roles }: Pick<Blueprint, 'states' | 'roles'>,
): number {
  const norm = states[state]?.load[role] ?? 0;
  const { loadBy } = roles[role] ?? {};
  const segment = loadBy && facts[loadBy.fact]?.value;
  const factor = typeof segment === 'string' ? loadBy?.factors[segment] : undefined;
  return norm * (factor ?? 1);
}

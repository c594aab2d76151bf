import type { Blueprint } from '../blueprint/blueprint.ts';
import type { Client } from '../client/client.ts';
import { purchaseDays } from '../client/order-book.ts';
import { paceOf } from '../client/order-pace.ts';
import { lookup } from '../conditions/lookup.ts';
import { withArguments } from '../errors/with-arguments.ts';
import { assertRole } from './assert-role.ts';

/** What says how much load a client is. */
export type Norms = Pick<Blueprint, 'states' | 'roles'>;

/** By what a client's load may be told: what was learned of it, and how it orders. */
type Sorted = Pick<Client, 'facts'> & Partial<Pick<Client, 'orders'>>;

/**
 * Hours a month that a client takes of whoever holds it in a role. It is the state's load norm, times the
 * role's factor for the client's segment, or its pace of orders (`loadBy`). A client of whom that is unknown,
 * or has no factor, takes the norm.
 * @throws INVALID_ARGUMENT where the blueprint has no such role.
 */
export function clientLoad(client: Pick<Client, 'state'> & Sorted, role: string, norms: Norms): number {
  return withArguments('clientLoad', { client, 'role: string': role, norms }, () => {
    assertRole('clientLoad', role, norms);
    return loadIn(client, role, norms);
  });
}

/** The same of a client in hand: a role that is gone since it got there takes nothing. */
export const loadIn = (client: Pick<Client, 'state'> & Sorted, role: string, norms: Norms): number =>
  loadOf({ role, state: client.state, segment: segmentOf(client, role, norms) }, norms);

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
  { facts, orders }: Sorted,
  role: string,
  { roles }: Pick<Blueprint, 'roles'>,
): string | undefined {
  const loadBy = lookup(roles, role)?.loadBy;
  if (!loadBy) return undefined;
  const segment =
    loadBy.fact === 'orders.pace'
      ? orders && paceOf(purchaseDays(orders))
      : lookup(facts, loadBy.fact)?.value;
  return typeof segment === 'string' && Object.hasOwn(loadBy.factors, segment) ? segment : undefined;
}

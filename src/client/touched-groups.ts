import type { Blueprint } from '../blueprint/blueprint.ts';
import { lookup } from '../conditions/lookup.ts';
import type { Client } from './client.ts';
import type { CommandType } from './command.ts';
import { groupOf } from './credit-hold.ts';

/** What a client is to a group's limit. */
interface Membership {
  readonly name: string;
  /** Of the group, as it was said of this member. */
  readonly limit: unknown;
  readonly isBuyer: boolean;
}

/** By what a group may owe more, or less. */
const ofMoney: ReadonlySet<CommandType> = new Set<CommandType>([
  'recordOrder',
  'recordMoney',
  'payOrder',
  'cancelOrder',
  'returnOrder',
  'correctRecord',
  'mergeDuplicate',
  'unmergeDuplicate',
]);

/**
 * The groups in which a command may let an order go, or hold one. A member came in, left or was told another
 * limit, or what it owes has changed. `before` and `after` are the clients that it is about.
 */
export function touched(
  type: CommandType,
  before: readonly (Client | undefined)[],
  after: readonly (Client | undefined)[],
  blueprint: Blueprint,
): Set<string> {
  const names = new Set<string>();
  for (const [i, client] of after.entries()) {
    const was = membershipOf(before[i], blueprint);
    const is = membershipOf(client, blueprint);
    if (was && ofMoney.has(type)) names.add(was.name);
    if (was?.name === is?.name && was?.limit === is?.limit) continue;
    if (was) names.add(was.name);
    if (is && (is.isBuyer || is.limit !== undefined)) names.add(is.name);
  }
  return names;
}

function membershipOf(client: Client | undefined, blueprint: Blueprint): Membership | undefined {
  const name = client && !client.mergedInto ? groupOf(client, blueprint) : undefined;
  if (!client || name === undefined) return undefined;
  const limit = lookup(client.facts, blueprint.creditLimit?.group?.limit ?? '');
  return { name, limit, isBuyer: client.orders.recent.length > 0 };
}

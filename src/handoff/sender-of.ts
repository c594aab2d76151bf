import type { Client } from '../client/client.ts';
import type { ClientRules } from '../client/decision-context.ts';
import type { Handoff } from './handoff.ts';

/**
 * Who answers for the client until it is accepted. It is whoever holds it by now in the role that it is
 * offered from, or in the responsible role where that one takes no part in the state any more. Without an
 * employee, nobody does: the client is in a pool.
 */
export function senderOf(
  { state, custody }: Client,
  offeredFrom: string | undefined,
  rules: ClientRules,
): Handoff['from'] {
  const { roles, responsible } = rules.states[state] ?? {};
  const takesPart = offeredFrom !== undefined && roles?.has(offeredFrom);
  const role = (takesPart ? offeredFrom : (responsible ?? offeredFrom)) as string;
  const holder = custody[role]?.employeeId;
  return { role, ...(holder !== undefined && { employeeId: holder }) };
}

import { namesOf } from '../client/actor.ts';
import type { Client } from '../client/client.ts';
import type { DecisionScope } from '../client/decision-context.ts';
import { isInHandsOf } from '../client/is-in-hands-of.ts';
import { lookup } from '../conditions/lookup.ts';
import type { AcceptedHandoff } from './handoff.ts';

/**
 * The acceptance that this actor's return goes back on. It is of the role in which they hold the client or
 * stand in for its holder. For whoever holds it in no such role, and where there are several: the responsible
 * role's, or else the latest. Handoffs that allow no return do not count.
 */
export function acceptanceToReturn(
  client: Client,
  { by, now, rules }: DecisionScope,
): AcceptedHandoff | undefined {
  const all = Object.values(client.handoffs.received).filter(
    ({ transfer }) => lookup(rules.transfers, transfer)?.handoff?.onReturn,
  );
  const names = namesOf(by, now);
  const own = all.filter(({ to }) =>
    names.some(({ employeeId }) => isInHandsOf(client.custody[to.role], employeeId)),
  );
  const found = own.length > 0 ? own : all;
  const responsible = rules.states[client.state]?.responsible;
  return (
    found.find(({ to }) => to.role === responsible) ??
    found.toSorted((a, b) => (a.acceptedAt < b.acceptedAt ? -1 : 1)).at(-1)
  );
}

import { lookup } from '../../conditions/lookup.ts';
import type { Instant } from '../../time/instant.ts';
import { causeOf } from '../cause.ts';
import type { Client, Pool } from '../client.ts';
import type { DecisionScope } from '../decision-context.ts';
import type { ClockRecord } from '../lapse.ts';

/** The clocks that a record may set back, by the facts that they run on. */
const clocks = {
  contactRecorded: ['contacts.', 'custody.'],
  orderRecorded: ['cadence.', 'orders.'],
  holdPlaced: ['cadence.', 'orders.'],
} as const satisfies Record<ClockRecord, readonly string[]>;

/** Whether the transfer is one by which such a clock leads into the state. */
export function isLapseInto(state: string, id: string, type: ClockRecord, { rules }: DecisionScope): boolean {
  const { to, trigger } = lookup(rules.transfers, id) ?? {};
  return (
    to === state && trigger?.kind === 'time' && clocks[type].some((clock) => trigger.at.startsWith(clock))
  );
}

/**
 * Whether time has moved the client on since the moment by a clock that such a record sets back. It has not
 * where somebody has taken the client since, or where it is a contact and the client was not let go.
 */
export function mayHaveLapsed(
  { custody, pool, state, stateSince }: Client,
  moment: Instant,
  type: ClockRecord,
  scope: DecisionScope,
): boolean {
  const { transfers, states } = scope.rules;
  const isContact = type === 'contactRecorded';
  // Who is let go by this very decision is in no pool yet, and may have stayed in its state.
  const since = isContact ? pool?.since : stateSince;
  const holder = lookup(custody, states[state]?.responsible ?? '');
  if ((since !== undefined && moment >= since) || (holder && (isContact || holder.since > stateSince)))
    return false;
  const ids = pool ? [transferIn(pool)] : Object.keys(transfers);
  return ids.some((id) => isLapseInto(state, id, type, scope));
}

/** The transfer by which the client came to its pool. */
function transferIn(pool: Pool): string {
  const cause = causeOf(pool);
  if (cause?.code === 'transfer') return cause.transfer;
  return pool.reason ?? '';
}

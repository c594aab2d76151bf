import type { HandoffHistory } from '../../handoff/handoff.ts';
import type { Client } from '../client.ts';
import type { Mutable } from '../mutable.ts';

/** Where a client stands and with whom: what a merge may move, and what undoing it puts back. */
export type Standing = Pick<
  Client,
  'state' | 'stateSince' | 'wakeAt' | 'passed' | 'custody' | 'custodyChanges' | 'pool' | 'handoff'
> &
  Pick<HandoffHistory, 'received'>;

export function standingOf({ handoffs, ...client }: Client): Standing {
  const { state, stateSince, wakeAt, passed, custody, custodyChanges, pool, handoff } = client;
  return {
    state,
    stateSince,
    custody,
    received: handoffs.received,
    ...(custodyChanges && { custodyChanges }),
    ...(wakeAt && { wakeAt }),
    ...(passed && { passed }),
    ...(pool && { pool }),
    ...(handoff && { handoff }),
  };
}

export function setStanding(client: Mutable<Client>, { received, custody, ...standing }: Standing): void {
  for (const field of ['wakeAt', 'passed', 'pool', 'handoff'] as const) delete client[field];
  const handoffs = { ...client.handoffs, received: { ...received } };
  Object.assign(client, standing, { custody: { ...custody }, handoffs });
}

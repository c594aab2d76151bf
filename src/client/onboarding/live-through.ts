import { earlier, type Instant, later } from '../../time/instant.ts';
import type { Client } from '../client.ts';
import type { DecisionScope } from '../decision-context.ts';
import type { ClientEvent } from '../event.ts';
import type { NewEvent } from '../handler-result.ts';
import { beginWith, PendingDecision } from '../pending-decision.ts';
import { advanceTime, runAutomaticTransfers } from '../run-automatic-transfers.ts';

/** An id for the client while nobody else sees it. */
export const OPENING = 'opening';

/** Something that happened to the client before it came here. */
export interface PastStep {
  readonly at: Instant;
  /** What it is to the client as it stood then. */
  events(client: Client, scope: DecisionScope): readonly NewEvent[];
}

/**
 * The client as if everything had been recorded when it happened. Each step comes with what time and the step
 * bring about by themselves, from the registration up to now. `steps` come oldest first.
 */
export function liveThrough(
  registered: NewEvent<'clientRegistered'>,
  known: readonly NewEvent[],
  steps: readonly PastStep[],
  scope: DecisionScope,
): Client {
  const { happenedAt: registeredAt = scope.now } = registered;
  const happenedAt = earlier(steps[0]?.at, registeredAt);
  const start = beginWith({ ...registered, happenedAt }, OPENING, { ...scope, now: happenedAt });
  start.add(known);
  runAutomaticTransfers(start, 0);
  const log: ClientEvent[] = [...start.events];
  let { client } = start;
  const live = (at: Instant, step?: PastStep) => {
    const now = later(client.decidedAt, at);
    // What a bounded snapshot no longer has is looked up, and only then: to look costs the whole log.
    const history = client.orders.droppedTo === undefined ? undefined : log;
    const pending = new PendingDecision(client, { ...scope, now, history });
    advanceTime(pending);
    const done = pending.events.length;
    if (step) pending.add(step.events(pending.client, pending.scope));
    runAutomaticTransfers(pending, done);
    log.push(...pending.events);
    client = pending.client;
  };
  for (const step of steps) live(step.at, step);
  live(scope.now);
  return client;
}

import { earlier, type Instant, later } from '../../time/instant.ts';
import type { Client } from '../client.ts';
import type { ClientRules, DecisionScope } from '../decision-context.ts';
import type { ClientEvent } from '../event.ts';
import type { NewEvent } from '../handler-result.ts';
import { countsFor } from '../order-book.ts';
import { beginWith, PendingDecision } from '../pending-decision.ts';
import { advanceTime, runAutomaticTransfers } from '../run-automatic-transfers.ts';
import type { OpeningOrder } from './opening-balance.ts';

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

/**
 * The scope in which a client with these orders lived before it came. What was before the first order that
 * lasted is not known, and unknown is not silent: nothing is brought about by its length.
 */
export function scopeOfPast(orders: readonly OpeningOrder[], scope: DecisionScope): DecisionScope {
  const { rules } = scope;
  return orders.some(countsFor(rules.blueprint.cadenceBy))
    ? { ...scope, rules: withoutSilence(rules) }
    : scope;
}

const known = new WeakMap<ClientRules, ClientRules>();

/** The rules as they are to whom no order is known to be missing; made once for many clients. */
function withoutSilence(rules: ClientRules): ClientRules {
  let found = known.get(rules);
  if (!found) {
    const states = Object.entries(rules.states).map(([id, { byTime, ...state }]) => {
      const others = byTime.filter(({ trigger }) => trigger.at !== 'orders.noneSince');
      return [id, { ...state, byTime: others }];
    });
    found = { ...rules, states: Object.fromEntries(states) };
    known.set(rules, found);
  }
  return found;
}

import { lookup } from '../../conditions/lookup.ts';
import type { AcceptedHandoff } from '../../handoff/handoff.ts';
import { earlier, type Instant, laterOf } from '../../time/instant.ts';
import type { Client, ContactSummary } from '../client.ts';
import type { CommandOf } from '../command.ts';
import type { DecisionScope } from '../decision-context.ts';
import { accepted, type HandlerResult, type NewEvent, refused } from '../handler-result.ts';
import { notInFuture, unknownName } from '../handlers/inputs.ts';
import { type Standing, standingOf } from '../merge/standing.ts';
import { beginWith } from '../pending-decision.ts';
import type { RefusalReason } from '../refusal.ts';
import { knownThings } from './known-things.ts';
import { liveThrough, OPENING, scopeOfPast } from './live-through.ts';
import { openingCustody, receivedBy, settleCustody } from './opening-custody.ts';
import { odditiesOfOrders, openingOrders } from './opening-orders.ts';
import { saidOtherwise } from './orders-say-otherwise.ts';
import { pastSteps } from './past-steps.ts';

type Onboard = CommandOf<'onboard'>;

/**
 * Takes a client over from another system as one event, so that nothing acts on a half of it. Where the state
 * is not told, the client lives through what was, in order of time. Everything that is wrong is said at once.
 */
export function onboard(command: Onboard, scope: DecisionScope): HandlerResult {
  const { source, stands, from } = command;
  const { entries, version: blueprintVersion } = scope.rules.blueprint;
  const registeredAt = command.registeredAt ?? earliestOf(command) ?? scope.now;
  const ordered = openingOrders(command, scope);
  const { orders } = ordered;
  const custody = openingCustody(command, registeredAt, scope);
  const { holds, windows, undated, ...known } = knownThings(command, command.knownAt ?? scope.now, scope);
  const place = placeObstacles(command, registeredAt, scope);
  const isKnown = stands && Object.hasOwn(scope.rules.states, stands.state);
  const idle = isKnown ? settleCustody(custody, stands.state, command, scope).reasons : [];
  const reasons = [...place, ...known.reasons, ...custody.reasons, ...idle, ...ordered.reasons];
  const state = stands?.state ?? lookup(entries, source);
  if (state === undefined || reasons.length > 0) return refused(...reasons);

  const happenedAt = stands?.since ?? registeredAt;
  const registered = { type: 'clientRegistered', source, state, blueprintVersion, happenedAt } as const;
  const contacts = contactsOf(command);
  const steps = () => pastSteps({ orders, contacts, custody, holds, windows });
  const client = stands
    ? asTold(registered, [...undated, ...windows, ...holds], scope)
    : liveThrough(registered, undated, steps(), scopeOfPast(orders, scope));
  const settled = settleCustody(custody, client.state, command, scope);
  if (settled.reasons.length > 0) return refused(...settled.reasons);

  const { pastHandoffs } = custody;
  const pastHolders = [...custody.pastHolders, ...settled.pastHolders];
  const oddities = [
    ...custody.oddities,
    ...settled.oddities,
    ...saidOtherwise(command, client, orders, scope),
    ...odditiesOfOrders(ordered, registeredAt, scope.rules.blueprint),
  ];
  const { wakeAt = client.wakeAt } = stands ?? {};
  const { facts, people, windows: rounds, holds: inPlace, pauses } = client;
  return accepted({
    type: 'clientOnboarded',
    source,
    blueprintVersion,
    registeredAt,
    ...(from && { from: { system: from.system, ...(from.ids && { ids: from.ids }) } }),
    stands: { ...standing(client, settled.custody, pastHandoffs, scope), ...(wakeAt && { wakeAt }) },
    ...(!stands && { derived: true }),
    parts: { facts, people, windows: rounds, contacts, holds: inPlace, pauses },
    orders,
    ...(pastHolders.length > 0 && { pastHolders }),
    ...(pastHandoffs.length > 0 && { pastHandoffs }),
    ...(oddities.length > 0 && { oddities }),
  });
}

/** The earliest moment that is told of the client. */
function earliestOf({ orders = [], stands, contacts, ...command }: Onboard): Instant | undefined {
  const moments = [
    ...orders.map(({ placedAt }) => placedAt),
    ...Object.values(command.holders ?? {}).map(({ since }) => since),
    ...(command.pastHolders ?? []).map(({ since }) => since),
    ...(command.pastHandoffs ?? []).map(({ at }) => at),
    ...[stands?.since, contacts?.lastAt, contacts?.lastTwoWayAt],
  ];
  return moments.reduce((a, b) => (b === undefined ? a : earlier(a, b)), undefined);
}

/** What is wrong with where, and since when, the client is told to stand. */
function placeObstacles(
  { source, stands, registeredAt: told, knownAt }: Onboard,
  registeredAt: Instant,
  scope: DecisionScope,
): RefusalReason[] {
  const { entries } = scope.rules.blueprint;
  const { states } = scope.rules;
  const reasons = [...notInFuture('registeredAt', told, scope), ...notInFuture('knownAt', knownAt, scope)];
  if (!Object.hasOwn(entries, source)) reasons.push(unknownName('source', source, entries));
  if (!stands) return reasons;
  const { state, since, wakeAt } = stands;
  const target = lookup(states, state);
  if (!target) return [...reasons, unknownName('state', state, states)];
  reasons.push(...notInFuture('stands.since', since, scope));
  if (since && since < registeredAt)
    reasons.push({ code: 'TOO_EARLY', field: 'stands.since', at: since, since: registeredAt });
  if (!wakeAt && target.byTime.some(({ trigger }) => trigger.at === 'state.wakeAt'))
    reasons.push({ code: 'WAKE_DATE_NEEDED', transfer: state });
  return reasons;
}

/** At least as many contacts as are dated, and the later of them last. */
function contactsOf({ contacts = {} }: Onboard): ContactSummary {
  const { lastTwoWayAt } = contacts;
  const lastAt = laterOf(contacts.lastAt, lastTwoWayAt);
  const twoWay = Math.max(contacts.twoWay ?? 0, lastTwoWayAt ? 1 : 0);
  const count = Math.max(contacts.count ?? 0, twoWay, lastAt ? 1 : 0);
  return { count, twoWay, ...(lastAt && { lastAt }), ...(lastTwoWayAt && { lastTwoWayAt }) };
}

/** The client as it is told to stand; nothing follows yet. */
function asTold(
  registered: NewEvent<'clientRegistered'>,
  known: readonly NewEvent[],
  scope: DecisionScope,
): Client {
  const pending = beginWith(registered, OPENING, scope);
  pending.add(known);
  return pending.client;
}

/** Where the client stands in the end, and in whose hands. */
function standing(
  client: Client,
  custody: Client['custody'],
  pastHandoffs: readonly AcceptedHandoff[],
  { rules }: DecisionScope,
): Standing {
  const handoffs = { ...client.handoffs, received: receivedBy(custody, pastHandoffs) };
  // Past holders tell how often custody has changed.
  const { pool, custodyChanges: _, ...stands } = standingOf({ ...client, custody, handoffs });
  if (!pool || Object.hasOwn(custody, rules.states[client.state]?.responsible ?? '')) return stands;
  return {
    ...stands,
    pool: pool.cause?.code === 'registered' ? { ...pool, cause: { code: 'onboarded' } } : pool,
  };
}

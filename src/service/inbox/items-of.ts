import { limitEnds } from '../../blueprint/time-limit.ts';
import type { Client, Custody } from '../../client/client.ts';
import { lastContactOf } from '../../client/counted-contacts.ts';
import { dueAt } from '../../client/deadlines.ts';
import type { ClientRules } from '../../client/decision-context.ts';
import { isInHandsOf } from '../../client/is-in-hands-of.ts';
import { findOrder } from '../../client/order-book.ts';
import { preparationOf } from '../../client/windows.ts';
import type { Money } from '../../conditions/fact-schema.ts';
import { lookup } from '../../conditions/lookup.ts';
import { compareText } from '../../storage/port/text-order.ts';
import { subtractDuration } from '../../time/duration.ts';
import type { Instant } from '../../time/instant.ts';
import type { StaffById } from '../known-staff.ts';
import type { Recipient } from '../recipient.ts';
import type { ClientItem, InboxItem, InPool, StandingIn } from './inbox-item.ts';

/** Whose inbox it is. */
export interface Reader extends Recipient {
  /** From which they may take clients. */
  readonly pools: readonly string[];
  readonly staff: StaffById;
  /** Whether they may lift the hold of a credit limit. */
  readonly lifts: boolean;
}

/** What an item is without what every item of the client has. */
type Bare = ClientItem extends infer Item
  ? Item extends unknown
    ? Omit<Item, 'clientId' | 'value'>
    : never
  : never;

/** Everything about the client, as it is now, that is in the recipient's inbox. */
export function itemsOf(client: Client, whose: Reader, rules: ClientRules, now: Instant): InboxItem[] {
  const state = rules.states[client.state];
  if (!state || state.final || client.mergedInto) return [];
  const { currency } = rules.blueprint;
  const value = { amount: client.orders.revenue[currency] ?? 0, currency };
  const head = { clientId: client.id, value };
  const standing = new Map<string, Instant | undefined>();
  const held = Object.entries(client.custody).flatMap(([role, custody]) => {
    const hands = handsOf(custody, whose);
    if (!hands) return [];
    const { insteadOf, until } = hands;
    const own = [
      ...waitingOffer(client, role, custody),
      ...lapsedOffer(client, role, custody, rules),
      ...release(client, role, rules, now),
      ...firstContact(client, role, rules, whose),
      ...introduction(client, role, custody),
      ...openWindows(client, role, rules, now),
      ...(role === state.responsible ? silence(client, rules, now) : []),
    ];
    if (insteadOf === undefined) return own;
    if (!standing.has(insteadOf)) standing.set(insteadOf, until);
    return own.map((item) => ({ ...item, insteadOf }));
  });
  return [
    ...pooled(client, whose, value),
    ...[...offers(client, whose), ...heldOrder(client, whose, rules), ...held].map(
      (item) => ({ ...item, ...head }) as ClientItem,
    ),
    ...[...standing].map(([employeeId, until]): StandingIn => {
      const deadline = until !== undefined && { deadline: until };
      return { code: 'STANDING_IN', employeeId, clients: 1, value, ...deadline, insteadOf: employeeId };
    }),
  ];
}

function pooled({ pool }: Client, { pools }: Reader, value: Money): InPool[] {
  if (!pool || !pools.includes(pool.name)) return [];
  return [{ code: 'IN_POOL', pool: pool.name, clients: 1, since: pool.since, value }];
}

/** Whether the recipient has the client in hand, and for whom they stand in with it. */
function handsOf(
  custody: Custody,
  { id, absent }: Reader,
): { readonly insteadOf?: string; readonly until?: Instant | undefined } | undefined {
  const { employeeId, deputy } = custody;
  if (employeeId === id) return {};
  if (deputy?.employeeId === id) return { insteadOf: employeeId, until: deputy.until };
  const away = absent.find((one) => isInHandsOf(custody, one.employeeId));
  return away && { insteadOf: employeeId, until: away.until };
}

/** The open handoff, where it is the recipient's to answer. */
function offers({ handoff }: Client, { id, roles, absent }: Reader): Bare[] {
  if (!handoff) return [];
  const { transfer, from, to, escalated, expiresAt } = handoff;
  const offer = { transfer, from, to };
  if (escalated) {
    const { cause, at } = escalated;
    return roles.includes(escalated.to) ? [{ code: 'ESCALATED_TO_ME', ...offer, cause, deadline: at }] : [];
  }
  const { employeeId } = to;
  if (employeeId === undefined)
    return roles.includes(to.role) && !(from.role === to.role && from.employeeId === id)
      ? [{ code: 'OFFERED_TO_ROLE', ...offer, deadline: expiresAt }]
      : [];
  const insteadOf = absent.some((one) => one.employeeId === employeeId) && { insteadOf: employeeId };
  if (employeeId !== id && !insteadOf) return [];
  return [{ code: 'OFFERED_TO_ME', ...offer, deadline: expiresAt, ...(employeeId !== id && insteadOf) }];
}

/** An order above the credit limit, for whoever may let it go and for whoever holds the client. */
function heldOrder(client: Client, whose: Reader, { blueprint }: ClientRules): Bare[] {
  const hold = blueprint.creditLimit?.hold ?? '';
  const { reason, since } = lookup(client.holds, hold) ?? {};
  if (reason === undefined || since === undefined) return [];
  const hands = Object.values(client.custody).flatMap((custody) => handsOf(custody, whose) ?? []);
  const own = hands.find(({ insteadOf }) => insteadOf === undefined) ?? hands[0];
  if (!whose.lifts && !own) return [];
  const orderId = findOrder(client.orders, reason) && { orderId: reason };
  const insteadOf = !whose.lifts && own?.insteadOf !== undefined && { insteadOf: own.insteadOf };
  const status = whose.lifts ? 'toLift' : 'waits';
  return [{ code: 'ORDER_HELD', status, hold, deadline: since, ...orderId, ...insteadOf }];
}

/** Whoever offers answers for the client until it is accepted. */
function waitingOffer({ handoff }: Client, role: string, { employeeId }: Custody): Bare[] {
  if (!handoff || handoff.from.role !== role || handoff.from.employeeId !== employeeId) return [];
  const { transfer, from, to, escalated, expiresAt } = handoff;
  return [
    {
      code: 'OFFER_WAITS',
      transfer,
      from,
      to,
      deadline: escalated?.at ?? expiresAt,
      ...(escalated && { escalatedTo: escalated.to }),
    },
  ];
}

/**
 * An offer that came to nothing. It is told until the client is offered anew, moves on, changes hands, or its
 * holder has spoken with it. A rejection that moves the client on is done with.
 */
function lapsedOffer(
  { handoffs, handoff, stateSince, contacts }: Client,
  role: string,
  { employeeId }: Custody,
  { transfers }: ClientRules,
): Bare[] {
  const { transfer, from, at, reason } = handoffs.lapsed ?? {};
  if (transfer === undefined || at === undefined || handoff || !Object.hasOwn(transfers, transfer)) return [];
  const isTheirs = from?.role === role && from.employeeId === employeeId;
  if (!isTheirs || stateSince > at || spokeSince(contacts, employeeId, at)) return [];
  const about = { role, transfer, deadline: at };
  if (reason === undefined) return [{ code: 'OFFER_LAPSED', ...about }];
  const isMoved = lookup(transfers[transfer]?.handoff?.rejections ?? {}, reason)?.to !== undefined;
  return isMoved ? [] : [{ code: 'OFFER_REJECTED', ...about, reason }];
}

/**
 * What time will take from whoever holds it, the next of it; where notice is given, once it is. Silence of
 * purchases is told as such.
 */
function release(client: Client, role: string, rules: ClientRules, now: Instant): Bare[] {
  const { byTime = [] } = rules.states[client.state] ?? {};
  const [next] = byTime
    .filter(({ transfer, trigger }) => transfer.releases.includes(role) && !bySilence.test(trigger.at))
    .flatMap((timer): (Bare & { deadline: Instant })[] => {
      const { transfer, trigger } = timer;
      const deadline = dueAt(client, timer, rules);
      if (!deadline || client.passed?.[transfer.id] === deadline) return [];
      const { timeZone } = rules.blueprint;
      if (trigger.notice && subtractDuration(deadline, trigger.notice, timeZone) > now) return [];
      if (transfer.condition && transfer.condition.evaluate(client, now) !== 'yes') return [];
      return [{ code: 'RELEASE_AHEAD', role, transfer: transfer.id, deadline }];
    })
    .sort((a, b) => compareText(a.deadline, b.deadline));
  return next ? [next] : [];
}

const bySilence = /^(cadence|orders)\./;

/** Also one that was missed: it is owed all the same. */
function firstContact(
  { handoffs, contacts }: Client,
  role: string,
  rules: ClientRules,
  { staff }: Reader,
): Bare[] {
  const received = handoffs.received[role];
  if (!received) return [];
  const { transfer, to, acceptedAt, firstContactBy } = received;
  const within = rules.transfers[transfer]?.handoff?.firstContactWithin;
  const deadline =
    firstContactBy ?? (within && limitEnds(acceptedAt, within, rules, role, staff.get(to.employeeId)));
  if (deadline === undefined || spokeSince(contacts, to.employeeId, acceptedAt)) return [];
  return [{ code: 'FIRST_CONTACT', role, transfer, deadline }];
}

function introduction({ contacts }: Client, role: string, { employeeId, since, move }: Custody): Bare[] {
  const { introduceBy, planId } = move ?? {};
  if (introduceBy === undefined || planId === undefined || spokeSince(contacts, employeeId, since)) return [];
  return [{ code: 'INTRODUCTION', role, planId, deadline: introduceBy }];
}

function spokeSince(contacts: Client['contacts'], employeeId: string, since: Instant): boolean {
  const last = lastContactOf(contacts, employeeId);
  return last !== undefined && last >= since;
}

/** The deals of a role: its own, and of the responsible one also those whose role nobody has. */
function openWindows(
  { windows, custody, state }: Client,
  role: string,
  { blueprint, states }: ClientRules,
  now: Instant,
): Bare[] {
  const responsible = states[state]?.responsible;
  return Object.entries(windows).flatMap(([windowId, window]): Bare[] => {
    const { status, at, category, role: own = responsible } = window;
    const whose = own !== undefined && custody[own] ? own : responsible;
    const since = preparationOf(window, blueprint);
    if (status !== 'expected' || whose !== role || since > now) return [];
    return [{ code: 'WINDOW_OPEN', windowId, category, since, deadline: at }];
  });
}

/** Of those who are not lost yet. */
function silence(client: Client, { readerOf }: ClientRules, now: Instant): Bare[] {
  const status = readerOf('cadence.status')(client, now);
  if (status !== 'overdue' && status !== 'dormant') return [];
  const [overdueAt, dormantAt, lostAt] = ['cadence.overdueAt', 'cadence.dormantAt', 'cadence.lostAt'].map(
    (fact) => readerOf(fact)(client, now) as Instant | undefined,
  );
  const [since, deadline] = status === 'overdue' ? [overdueAt, dormantAt ?? lostAt] : [dormantAt, lostAt];
  return since === undefined
    ? []
    : [{ code: 'OVERDUE', status, since, ...(deadline !== undefined && { deadline }) }];
}

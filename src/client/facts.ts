import type { Blueprint } from '../blueprint/blueprint.ts';
import { type BuiltInFact, builtInShapes } from '../blueprint/fact-shapes.ts';
import type { FactReader } from '../conditions/compile.ts';
import { kept } from '../conditions/kept.ts';
import { lookup } from '../conditions/lookup.ts';
import { decidedBy } from '../handoff/handoff.ts';
import { addToDay, dayOf, daysBetween, subtractFromDay } from '../time/calendar-day.ts';
import { type Instant, later, laterOf } from '../time/instant.ts';
import type { Client, DecisionWindow, Person } from './client.ts';
import { lastContactOf } from './counted-contacts.ts';
import { debtReaders } from './debt.ts';
import { deputiesOf } from './deputies.ts';
import type { CadenceRule } from './last-allowed-day.ts';
import { countsFor, isPurchase, purchaseDays } from './order-book.ts';
import { moneyIn } from './order-money.ts';
import { medianDays, paceOf } from './order-pace.ts';
import { type SilenceLimits, silenceLimits } from './silence-limits.ts';
import { preparationOf } from './windows.ts';

/** Reads a fact of a client, built in or learned. `undefined` is unknown. */
export type ClientFactReader = FactReader<Client>;

/** The readers of every fact under a blueprint. */
export function factReaders(
  blueprint: Blueprint,
  rules: Readonly<Record<string, CadenceRule>>,
): (path: string) => ClientFactReader {
  const derived: Partial<Record<string, ClientFactReader>> = derivedReaders(blueprint, rules);
  return (path) => {
    if (!Object.hasOwn(builtInShapes, path)) return (client) => lookup(client.facts, path)?.value;
    const [part, field] = path.split('.') as ['orders', 'count'];
    return derived[path] ?? ((client) => client[part][field]);
  };
}

type Part = 'orders' | 'contacts' | 'handoffs';
/** The facts that stand in a part of the client as they are called. */
type KeptFact<Fact, In extends Part = Part> = In extends Part
  ? Fact extends `${In}.${Exclude<keyof Client[In] & string, 'revenue' | 'lapses'>}`
    ? Fact
    : never
  : never;

function derivedReaders(
  blueprint: Blueprint,
  rules: Readonly<Record<string, CadenceRule>>,
): Record<Exclude<BuiltInFact, KeptFact<BuiltInFact>>, ClientFactReader> {
  const { cadence, cadenceBy, timeZone, currency } = blueprint;
  const counts = countsFor(cadenceBy);
  const atMost = 'atMost' in cadence.overdue ? cadence.overdue.atMost : undefined;
  const known = new WeakMap<Client, SilenceLimits | null>();
  const newLimits = (client: Client) => silenceLimits(client, blueprint, rules) ?? null;
  const limits = (client: Client) => kept(known, client, newLimits);
  const roleOf = ({ state }: Client) => blueprint.states[state]?.responsible ?? '';
  const responsible = (client: Client) => client.custody[roleOf(client)];
  const untouchedSince = (client: Client) => {
    const holder = responsible(client);
    const { contacts, stateSince } = client;
    const lastContact = holder ? lastContactOf(contacts, holder.employeeId) : contacts.lastTwoWayAt;
    return later(laterOf(lastContact, holder?.since), stateSince);
  };

  return {
    'orders.inState': ({ orders, stateSince }) =>
      new Set(
        orders.recent.filter((order) => counts(order) && order.placedAt >= stateSince).map(({ day }) => day),
      ).size,
    'orders.revenue': ({ orders }) => ({ amount: orders.revenue[currency] ?? 0, currency }),
    ...debtReaders(blueprint),
    'orders.noneSince': ({ orders, registeredAt, clockFrom }) =>
      orders[cadenceBy === 'shipment' ? 'shipped' : 'count'] > 0 ? undefined : later(clockFrom, registeredAt),
    'orders.daysSinceLast': ({ orders }, now) =>
      orders.lastAt && daysBetween(dayOf(orders.lastAt, timeZone), dayOf(now, timeZone)),
    'orders.overdueRatio': (client, now) => {
      const { overdueAt, lastAt } = limits(client) ?? {};
      if (!overdueAt || !lastAt) return undefined;
      return (Date.parse(now) - Date.parse(lastAt)) / (Date.parse(overdueAt) - Date.parse(lastAt));
    },
    'orders.trend': (client, now) => trend(client, dayOf(now, timeZone), currency, timeZone),

    'cadence.status': (client, now) => {
      const at = limits(client);
      if (!at) return undefined;
      const passed = statuses.find((status) => now >= (at[`${status}At`] ?? '~'));
      // Since an override, nothing was bought that would be in time.
      return passed ?? (at.lastAt === client.clockFrom ? undefined : 'onTime');
    },
    'cadence.medianDays': ({ orders }) => medianDays(purchaseDays(orders, counts)),
    'orders.pace': ({ orders }) => paceOf(purchaseDays(orders)),
    'cadence.tooSlow': ({ orders }) => {
      const days = purchaseDays(orders, counts);
      const usual = medianDays(days);
      const last = days.at(-1) as string;
      return usual && atMost && usual > daysBetween(last, addToDay(last, atMost));
    },
    'cadence.overdueAt': (client) => limits(client)?.overdueAt,
    'cadence.dormantAt': (client) => limits(client)?.dormantAt,
    'cadence.lostAt': (client) => limits(client)?.lostAt,

    'windows.nextAt': (client) => earliest(client, ({ at }) => at),
    'windows.preparationAt': (client) => earliest(client, (window) => preparationOf(window, blueprint)),
    'windows.won': ({ windows }) => sum(Object.values(windows).map(({ won }) => won)),
    'windows.missed': ({ windows }) => sum(Object.values(windows).map(({ missed }) => missed)),

    'contacts.untouchedSince': untouchedSince,

    'people.decisionMakers': countPeople(({ part }) => part === 'decisionMaker'),
    'people.influencers': countPeople(({ part }) => part === 'influencer'),
    'people.reachable': countPeople(
      ({ part, reachable }) => reachable && (part === 'decisionMaker' || part === 'influencer'),
    ),

    'handoffs.lapses': ({ handoffs }) => handoffs.lapses ?? 0,
    'handoffs.openSince': ({ handoff }) => handoff?.offeredAt,
    'handoffs.offeredTo': ({ handoff }) => (handoff?.escalated ? undefined : handoff?.to.employeeId),
    'handoff.to': ({ handoff }) => handoff && decidedBy(handoff),
    'handoff.expiresAt': ({ handoff }) => (handoff?.escalated ? undefined : handoff?.expiresAt),

    'custody.roles': ({ custody }) => Object.keys(custody),
    'custody.holder': (client) => responsible(client)?.employeeId,
    'custody.changes': (client) => client.custodyChanges && (client.custodyChanges[roleOf(client)] ?? 0),
    'custody.deputies': ({ custody }) => [
      ...new Set(Object.values(custody).flatMap(({ deputy }) => (deputy ? deputiesOf(deputy) : []))),
    ],
    'custody.untouchedSince': (client) => (responsible(client) ? untouchedSince(client) : undefined),
    'custody.responsibleSince': (client) => responsible(client)?.since,
    'holds.active': ({ holds }) => Object.keys(holds),

    state: ({ state }) => state,
    'state.since': ({ stateSince }) => stateSince,
    'state.wakeAt': ({ wakeAt }) => wakeAt,
    'client.source': ({ source }) => source,
    'client.registeredAt': ({ registeredAt }) => registeredAt,
  };
}

/** What silence comes to, the longest first. */
const statuses = ['lost', 'dormant', 'overdue'] as const;

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

const countPeople =
  (matches: (person: Person) => boolean): ClientFactReader =>
  ({ people }) =>
    Object.values(people).filter(matches).length;

const earliest = ({ windows }: Client, momentOf: (window: DecisionWindow) => Instant): Instant | undefined =>
  Object.values(windows)
    .flatMap((window) => (window.status === 'expected' ? momentOf(window) : []))
    .toSorted()[0];

/** Revenue of the last 90 days against the 90 before; within a tenth is stable. */
function trend({ orders }: Client, today: string, currency: string, timeZone: string): string | undefined {
  const [middle, start] = [subtractFromDay(today, { days: 90 }), subtractFromDay(today, { days: 180 })];
  if (!orders.firstAt || dayOf(orders.firstAt, timeZone) > start) return undefined;
  if (orders.droppedTo !== undefined && orders.droppedTo > start) return undefined;
  const between = (from: string, to: string) =>
    sum(
      orders.recent
        .filter((order) => isPurchase(order) && order.day > from && order.day <= to)
        .map((order) => (order.total?.currency === currency ? moneyIn(order).net : 0)),
    );
  const [before, lately] = [between(start, middle), between(middle, today)];
  if (lately > before * 1.1) return 'growing';
  return lately < before * 0.9 ? 'declining' : 'stable';
}

import type { FactShape, FactShapes } from '../conditions/fact-schema.ts';
import { paces } from './paces.ts';

const number = { type: 'number' } as const;
const days = { type: 'number', unit: 'days' } as const;
const money = { type: 'money' } as const;
const instant = { type: 'instant' } as const;
const text = { type: 'text' } as const;
const texts = { type: 'texts' } as const;

/**
 * The facts that the library derives from a client's events; `client/facts.ts` derives them. What they are
 * called stands in the dictionaries, so that the core carries no words.
 */
export const builtInShapes = {
  /** Purchases: orders that are no samples and were neither cancelled nor returned. */
  'orders.count': number,
  /** Days with at least one purchase. */
  'orders.moments': number,
  /** Purchase moments since the client entered its state. */
  'orders.inState': number,
  'orders.cancelled': number,
  'orders.returned': number,
  /** Shipped purchases. */
  'orders.shipped': number,
  /** Paid purchases. */
  'orders.paid': number,
  /** Net value of all purchases in the blueprint's currency: less what came back or was credited. */
  'orders.revenue': money,
  /** What is still to be paid of the kept purchases in the blueprint's currency. */
  'orders.debt': money,
  /** From when on some of it is overdue. Unknown without a debt of what was shipped, or a `paymentTerm`. */
  'orders.debtOverdueAt': instant,
  /** How much of it is overdue. Unknown without a `paymentTerm`. */
  'orders.overdueDebt': money,
  'orders.firstAt': instant,
  'orders.lastAt': instant,
  'orders.firstShippedAt': instant,
  /**
   * The registration of a client without a known purchase that keeps the rhythm (see `cadenceBy`), or a
   * later override. Unknown for everybody else. What time does so long after it goes by whole days, as after
   * a purchase.
   */
  'orders.noneSince': instant,
  /** Whole days since the last purchase. */
  'orders.daysSinceLast': days,
  /**
   * Running time since the last purchase divided by the overdue span: 1 is the moment of becoming overdue.
   */
  'orders.overdueRatio': number,
  /**
   * Purchases of the last 90 days against the 90 days before, by revenue, +-10%. Unknown under 180 days of
   * history.
   */
  'orders.trend': { type: 'enum', values: ['growing', 'stable', 'declining'] },

  /**
   * Where the client stands against its cadence limits. Unknown for one who never ordered, while the clock
   * stands, and in the span that an override gave.
   */
  'cadence.status': { type: 'enum', values: ['onTime', 'overdue', 'dormant', 'lost'] },
  /** Median interval between purchase days of the 365 days before the last one; needs three days. */
  'cadence.medianDays': days,
  /** Whether that interval is longer than the overdue limit's `atMost`. Unknown where either is. */
  'cadence.tooSlow': { type: 'boolean' },
  /** How often a client orders, by that interval: up to 2, 10, 20, 45 days, or more. */
  'orders.pace': { type: 'enum', values: paces },
  'cadence.overdueAt': instant,
  'cadence.dormantAt': instant,
  'cadence.lostAt': instant,

  /** The nearest decision window that is still expected. */
  'windows.nextAt': instant,
  /** That window minus the lead time: when active selling begins. */
  'windows.preparationAt': instant,
  'windows.won': number,
  'windows.missed': number,

  'contacts.count': number,
  'contacts.twoWay': number,
  'contacts.lastAt': instant,
  'contacts.lastTwoWayAt': instant,
  /** The latest of: the last two-way contact, the beginning of the state, the present holder's beginning. */
  'contacts.untouchedSince': instant,

  'people.decisionMakers': number,
  'people.influencers': number,
  /** Decision makers and influencers whom we can reach. */
  'people.reachable': number,

  'handoffs.offered': number,
  'handoffs.accepted': number,
  'handoffs.rejected': number,
  'handoffs.expired': number,
  /** Offers that nobody decided on, whoever was to, until they were withdrawn. */
  'handoffs.lapses': number,
  /** Since when an offer waits for an answer, whoever is to give it. */
  'handoffs.openSince': instant,
  /** The employee who is to answer the open offer. Unknown where anyone of a role may. */
  'handoffs.offeredTo': text,
  /** Who is to answer the open offer: an employee, or anyone of a role, also after an escalation. */
  'handoff.to': text,
  /** Unknown once the offer was escalated. */
  'handoff.expiresAt': instant,
  'handoffs.lastAcceptedAt': instant,

  /** Roles in which somebody holds the client. */
  'custody.roles': texts,
  /** Who holds the client in the role that is responsible in its state. */
  'custody.holder': text,
  /**
   * How often somebody's custody in that role ended: it passed to another, or to nobody. 0 where no role is
   * responsible. Unknown of clients that were stored before it was kept, until `reproject`.
   */
  'custody.changes': number,
  /** Employees who stand in for a holder, or are to stand in next. */
  'custody.deputies': texts,
  /** The same as `contacts.untouchedSince`, while somebody holds the client. */
  'custody.untouchedSince': instant,
  'custody.responsibleSince': instant,
  'holds.active': texts,

  state: text,
  'state.since': instant,
  'state.wakeAt': instant,
  'client.source': text,
  'client.registeredAt': instant,
} as const satisfies FactShapes;

/** The path of a built-in fact, such as `orders.count`. */
export type BuiltInFact = keyof typeof builtInShapes;

/**
 * The built-in facts that time alone changes, so that nobody can look them up in what was written down
 * earlier.
 */
export const momentaryFacts: ReadonlySet<string> = new Set<BuiltInFact>([
  'orders.daysSinceLast',
  'orders.overdueDebt',
  'orders.overdueRatio',
  'orders.trend',
  'cadence.status',
]);

/** The shapes of a blueprint's facts, built in and its own. */
export function factShapes(own: FactShapes): Record<string, FactShape> {
  return { ...builtInShapes, ...own };
}

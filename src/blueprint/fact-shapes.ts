import type { FactShape, FactShapes } from '../conditions/fact-schema.ts';
import type { BuiltInFact, BuiltInFacts } from './built-in-facts.ts';

const number = { type: 'number' } as const;
const money = { type: 'money' } as const;
const instant = { type: 'instant' } as const;
const text = { type: 'text' } as const;
const texts = { type: 'texts' } as const;

/** How often a client orders, by the pace of its rhythm. */
export const paces = ['daily', 'weekly', 'fortnightly', 'monthly', 'rarer'] as const;

type ShapeOf<Declaration> = Pick<Declaration, Extract<keyof Declaration, keyof FactShape>>;

/**
 * The built-in facts without what they are called: all that conditions need, so that the core carries no
 * words.
 */
export const builtInShapes = {
  'orders.count': number,
  'orders.moments': number,
  'orders.inState': number,
  'orders.cancelled': number,
  'orders.returned': number,
  'orders.shipped': number,
  'orders.paid': number,
  'orders.revenue': money,
  'orders.firstAt': instant,
  'orders.lastAt': instant,
  'orders.firstShippedAt': instant,
  'orders.noneSince': instant,
  'orders.daysSinceLast': number,
  'orders.overdueRatio': number,
  'orders.trend': { type: 'enum', values: ['growing', 'stable', 'declining'] },

  'cadence.status': { type: 'enum', values: ['onTime', 'overdue', 'dormant', 'lost'] },
  'cadence.medianDays': number,
  'cadence.tooSlow': { type: 'boolean' },
  'orders.pace': { type: 'enum', values: paces },
  'cadence.overdueAt': instant,
  'cadence.dormantAt': instant,
  'cadence.lostAt': instant,

  'windows.nextAt': instant,
  'windows.preparationAt': instant,
  'windows.won': number,
  'windows.missed': number,

  'contacts.count': number,
  'contacts.twoWay': number,
  'contacts.lastAt': instant,
  'contacts.lastTwoWayAt': instant,
  'contacts.untouchedSince': instant,

  'people.decisionMakers': number,
  'people.influencers': number,
  'people.reachable': number,

  'handoffs.offered': number,
  'handoffs.accepted': number,
  'handoffs.rejected': number,
  'handoffs.expired': number,
  'handoffs.openSince': instant,
  'handoffs.offeredTo': text,
  'handoff.to': text,
  'handoff.expiresAt': instant,
  'handoffs.lastAcceptedAt': instant,

  'custody.roles': texts,
  'custody.holder': text,
  'custody.deputies': texts,
  'custody.untouchedSince': instant,
  'custody.responsibleSince': instant,
  'holds.active': texts,

  state: text,
  'state.since': instant,
  'state.wakeAt': instant,
  'client.source': text,
  'client.registeredAt': instant,
} as const satisfies { readonly [Fact in BuiltInFact]: ShapeOf<BuiltInFacts[Fact]> };

/**
 * The built-in facts that time alone changes, so that nobody can look them up in what was written down
 * earlier.
 */
export const momentaryFacts: ReadonlySet<string> = new Set<BuiltInFact>([
  'orders.daysSinceLast',
  'orders.overdueRatio',
  'orders.trend',
  'cadence.status',
]);

/** The shapes of a blueprint's facts, built in and its own. */
export function factShapes(own: FactShapes): Record<string, FactShape> {
  return { ...builtInShapes, ...own };
}

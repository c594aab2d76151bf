import type { Blueprint } from '../blueprint/blueprint.ts';
import type { BuiltInFact } from '../blueprint/fact-shapes.ts';
import type { AnalysisOptions } from '../conditions/analysis/analyse-condition.ts';
import type { FactDomain } from '../conditions/analysis/fact-domain.ts';

const count: FactDomain = { alwaysKnown: true, whole: true, least: 0 };
const known: FactDomain = { alwaysKnown: true };

/** What `client/facts.ts` derives is never unknown, or never below zero, whatever a client's life was. */
const domains = {
  'orders.count': count,
  'orders.moments': count,
  'orders.inState': count,
  'orders.cancelled': count,
  'orders.returned': count,
  'orders.shipped': count,
  'orders.paid': count,
  'orders.daysSinceLast': { whole: true },
  'cadence.medianDays': { least: 0 },
  'windows.won': count,
  'windows.missed': count,
  'contacts.count': count,
  'contacts.twoWay': count,
  'contacts.untouchedSince': known,
  'people.decisionMakers': count,
  'people.influencers': count,
  'people.reachable': count,
  'handoffs.offered': count,
  'handoffs.accepted': count,
  'handoffs.rejected': count,
  'handoffs.expired': count,
  'handoffs.lapses': count,
  'state.since': known,
  'custody.changes': count,
  'custody.deputies': known,
  'client.registeredAt': known,
} as const satisfies { readonly [Fact in BuiltInFact]?: FactDomain };

type Pair = readonly [BuiltInFact, BuiltInFact];

const notAbove: readonly Pair[] = [
  ['orders.shipped', 'orders.count'],
  ['orders.paid', 'orders.count'],
  ['orders.moments', 'orders.count'],
  ['orders.inState', 'orders.moments'],
  ['contacts.twoWay', 'contacts.count'],
  ['handoffs.accepted', 'handoffs.offered'],
  ['orders.firstAt', 'orders.lastAt'],
  ['client.registeredAt', 'state.since'],
  ['state.since', 'contacts.untouchedSince'],
  ['custody.responsibleSince', 'contacts.untouchedSince'],
  ['state.since', 'custody.untouchedSince'],
  ['custody.responsibleSince', 'custody.untouchedSince'],
  ['contacts.lastTwoWayAt', 'contacts.lastAt'],
  ['windows.preparationAt', 'windows.nextAt'],
];

/**
 * What is known of a client's facts under a blueprint beyond their declarations, for clients who came in
 * under it.
 */
export function clientFacts(blueprint: Blueprint): AnalysisOptions {
  const { cadence, currency, entries, holds, roles, states, timeZone } = blueprint;
  const policies = Object.values(cadence);
  const isCustom = JSON.stringify(policies).includes('"kind":"custom"');
  const limits: Pair[] = [
    ...(cadence.dormant.kind === 'timesOverdue' ? [['cadence.overdueAt', 'cadence.dormantAt'] as const] : []),
    ...(cadence.lost.kind === 'timesOverdue' ? [['cadence.overdueAt', 'cadence.lostAt'] as const] : []),
  ];
  const together: Pair[] = [
    ['windows.nextAt', 'windows.preparationAt'],
    ...(isCustom
      ? []
      : ([
          // An override leaves `cadence.status` unknown for a while, and the limits known.
          ['cadence.overdueAt', 'cadence.dormantAt'],
          ['cadence.overdueAt', 'cadence.lostAt'],
          ['cadence.dormantAt', 'cadence.lostAt'],
        ] as const)),
  ];
  return {
    timeZone,
    domains: {
      ...domains,
      'orders.revenue': { alwaysKnown: true, values: [currency] },
      'orders.debt': { alwaysKnown: true, values: [currency] },
      'orders.overdueDebt': { values: [currency] },
      'client.source': { alwaysKnown: true, values: Object.keys(entries) },
      state: { alwaysKnown: true, values: Object.keys(states) },
      'holds.active': { alwaysKnown: true, values: Object.keys(holds) },
      'custody.roles': { alwaysKnown: true, values: Object.keys(roles) },
    },
    notAbove: [...notAbove, ...limits],
    knownTogether: together,
  };
}

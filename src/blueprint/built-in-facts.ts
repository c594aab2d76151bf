import type { EnumFact, FactDeclaration, FactSchema, NumberFact } from '../conditions/fact-schema.ts';
import { type BuiltInFact, builtInShapes } from './fact-shapes.ts';

const called = (en: string, ru: string) => ({ label: { en, ru } }) as const;

type Words = Pick<NumberFact, 'label' | 'unit'> | Pick<EnumFact, 'label' | 'valueLabels'>;

const words = {
  'orders.count': called('number of orders', 'число заказов'),
  'orders.moments': called('number of purchase days', 'число дней с покупкой'),
  'orders.inState': called('purchase days in this state', 'дней с покупкой в этом состоянии'),
  'orders.cancelled': called('cancelled orders', 'отменённые заказы'),
  'orders.returned': called('returned orders', 'возвращённые заказы'),
  'orders.shipped': called('shipped orders', 'отгруженные заказы'),
  'orders.paid': called('paid orders', 'оплаченные заказы'),
  'orders.revenue': called('revenue', 'выручка'),
  'orders.firstAt': called('first order', 'первый заказ'),
  'orders.lastAt': called('last order', 'последний заказ'),
  'orders.firstShippedAt': called('first shipment', 'первая отгрузка'),
  'orders.daysSinceLast': {
    ...called('time since the last order', 'время с последнего заказа'),
    unit: 'days',
  },
  'orders.overdueRatio': called(
    'share of the overdue limit used up',
    'использованная доля срока до просрочки',
  ),
  'orders.trend': {
    label: { en: 'trend of orders', ru: 'тренд заказов' },
    valueLabels: {
      growing: { en: 'growing', ru: 'растёт' },
      stable: { en: 'stable', ru: 'стабильный' },
      declining: { en: 'declining', ru: 'падает' },
    },
  },

  'cadence.status': {
    label: { en: 'purchase cadence', ru: 'ритм закупок' },
    valueLabels: {
      onTime: { en: 'on time', ru: 'в срок' },
      overdue: { en: 'overdue', ru: 'просрочен' },
      dormant: { en: 'dormant', ru: 'спящий' },
      lost: { en: 'lost', ru: 'потерян' },
    },
  },
  'cadence.medianDays': {
    ...called('usual interval between orders', 'обычный интервал между заказами'),
    unit: 'days',
  },
  'cadence.overdueAt': called('moment of becoming overdue', 'момент просрочки'),
  'cadence.dormantAt': called('moment of becoming dormant', 'момент перехода в спящие'),
  'cadence.lostAt': called('moment of being lost', 'момент потери'),

  'windows.nextAt': called('next decision window', 'ближайшее окно принятия решения'),
  'windows.preparationAt': called('start of active selling', 'начало активной продажи'),
  'windows.won': called('decision windows won', 'выигранные окна'),
  'windows.missed': called('decision windows missed', 'пропущенные окна'),

  'contacts.count': called('number of contacts', 'число контактов'),
  'contacts.twoWay': called('two-way contacts', 'двусторонние контакты'),
  'contacts.lastAt': called('last contact', 'последний контакт'),
  'contacts.lastTwoWayAt': called('last two-way contact', 'последний двусторонний контакт'),
  'contacts.untouchedSince': called('untouched since', 'без контакта с'),

  'people.decisionMakers': called('known decision makers', 'известные ЛПР'),
  'people.influencers': called('known influencers', 'известные ЛВР'),
  'people.reachable': called('reachable decision makers and influencers', 'доступные ЛПР и ЛВР'),

  'handoffs.offered': called('handoffs offered', 'предложенные передачи'),
  'handoffs.accepted': called('handoffs accepted', 'принятые передачи'),
  'handoffs.rejected': called('handoffs rejected', 'отклонённые передачи'),
  'handoffs.expired': called('handoffs expired', 'просроченные передачи'),
  'handoffs.lastAcceptedAt': called('last accepted handoff', 'последняя принятая передача'),

  'custody.roles': called('roles that hold the client', 'роли, за которыми закреплён клиент'),
  'custody.responsibleSince': called('held by the present holder since', 'закреплён за держателем с'),
  'holds.active': called('holds', 'блокировки'),

  'state.since': called('in this state since', 'в этом состоянии с'),
  'state.wakeAt': called('wake date', 'дата возврата к клиенту'),
  'client.source': called('source', 'источник'),
  'client.registeredAt': called('registered', 'зарегистрирован'),
} as const satisfies { readonly [Fact in BuiltInFact]: Words };

/** The declarations of the {@link builtInFacts}, by path. */
export type BuiltInFacts = {
  readonly [Fact in keyof typeof builtInShapes]: (typeof builtInShapes)[Fact] & (typeof words)[Fact];
};

/**
 * The facts that the library derives from a client's events. A fact that has no value yet (the last order of a client who never
 * ordered) is unknown, so no condition on it passes. Counts are never unknown.
 */
export const builtInFacts = /* @__PURE__ */ declared();

function declared(): BuiltInFacts {
  const facts = Object.keys(builtInShapes).map((path) => {
    const fact = path as BuiltInFact;
    return [fact, { ...builtInShapes[fact], ...words[fact] }];
  });
  return Object.fromEntries(facts) as BuiltInFacts;
}

/** The declarations of a blueprint's facts, built in and its own. */
export function allFacts(own: FactSchema): Record<string, FactDeclaration> {
  return { ...builtInFacts, ...own };
}

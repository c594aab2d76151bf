import type { FactDeclaration, FactSchema } from '../conditions/fact-schema.ts';
import type { Label } from '../locales/label.ts';

const number = (en: string, ru: string) => ({ type: 'number', label: { en, ru } }) as const;
const days = (en: string, ru: string) => ({ type: 'number', unit: 'days', label: { en, ru } }) as const;
const instant = (en: string, ru: string) => ({ type: 'instant', label: { en, ru } }) as const;
const text = (en: string, ru: string) => ({ type: 'text', label: { en, ru } }) as const;
const texts = (en: string, ru: string) => ({ type: 'texts', label: { en, ru } }) as const;

/**
 * The facts that the library derives from a client's events; `client/facts.ts` derives them. A fact that has
 * no value yet (the last order of a client who never ordered) is unknown, so no condition on it passes.
 * Counts are never unknown.
 */
export const builtInFacts = {
  /** Purchases: orders that are no samples and were neither cancelled nor returned. */
  'orders.count': number('number of orders', 'число заказов'),
  /** Days with at least one purchase. */
  'orders.moments': number('number of purchase days', 'число дней с покупкой'),
  /** Purchase moments since the client entered its state. */
  'orders.inState': number('purchase days in this state', 'дней с покупкой в этом состоянии'),
  'orders.cancelled': number('cancelled orders', 'отменённые заказы'),
  'orders.returned': number('returned orders', 'возвращённые заказы'),
  /** Shipped purchases. */
  'orders.shipped': number('shipped orders', 'отгруженные заказы'),
  /** Paid purchases. */
  'orders.paid': number('paid orders', 'оплаченные заказы'),
  /** Value of all purchases in the blueprint's currency. */
  'orders.revenue': { type: 'money', label: { en: 'revenue', ru: 'выручка' } },
  'orders.firstAt': instant('first order', 'дата первого заказа'),
  'orders.lastAt': instant('last order', 'дата последнего заказа'),
  'orders.firstShippedAt': instant('first shipment', 'дата первой отгрузки'),
  /**
   * The registration of a client without a known purchase that keeps the rhythm (see `cadenceBy`). Unknown
   * for everybody else. What time does so long after it goes by whole days, as after a purchase.
   */
  'orders.noneSince': instant('without any order since', 'без заказов с момента'),
  /** Whole days since the last purchase. */
  'orders.daysSinceLast': days('time since the last order', 'время с последнего заказа'),
  /**
   * Running time since the last purchase divided by the overdue span: 1 is the moment of becoming overdue.
   */
  'orders.overdueRatio': number('share of the overdue limit used up', 'использованная доля срока покупки'),
  /**
   * Purchases of the last 90 days against the 90 days before, by revenue, +-10%. Unknown under 180 days of
   * history.
   */
  'orders.trend': {
    type: 'enum',
    values: ['growing', 'stable', 'declining'],
    label: { en: 'trend of orders', ru: 'динамика заказов' },
    valueLabels: {
      growing: { en: 'growing', ru: 'растёт' },
      stable: { en: 'stable', ru: 'стабильно' },
      declining: { en: 'declining', ru: 'падает' },
    },
  },

  /**
   * Where the client stands against its cadence limits. Unknown for one who never ordered or while the clock
   * stands.
   */
  'cadence.status': {
    type: 'enum',
    values: ['onTime', 'overdue', 'dormant', 'lost'],
    label: { en: 'purchase cadence', ru: 'ритм закупок' },
    valueLabels: {
      onTime: { en: 'on time', ru: 'в срок' },
      overdue: { en: 'overdue', ru: 'под угрозой' },
      dormant: { en: 'dormant', ru: 'спящий' },
      lost: { en: 'lost', ru: 'потерянный' },
    },
  },
  /** Median interval between purchase moments of the 365 days before the last one; needs three moments. */
  'cadence.medianDays': days('usual interval between orders', 'обычный интервал между заказами'),
  /** Whether that interval is longer than the overdue limit's `atMost`. Unknown where either is. */
  'cadence.tooSlow': {
    type: 'boolean',
    label: {
      en: 'buys more rarely than this way of selling allows',
      ru: 'покупает реже, чем рассчитан конвейер',
    },
  },
  /** How often a client orders, by that interval: up to 2, 10, 20, 45 days, or more. */
  'orders.pace': {
    type: 'enum',
    values: ['daily', 'weekly', 'fortnightly', 'monthly', 'rarer'],
    label: { en: 'pace of orders', ru: 'частота заказов' },
    valueLabels: {
      daily: { en: 'daily', ru: 'ежедневно' },
      weekly: { en: 'weekly', ru: 'раз в неделю' },
      fortnightly: { en: 'fortnightly', ru: 'раз в две недели' },
      monthly: { en: 'monthly', ru: 'раз в месяц' },
      rarer: { en: 'less than monthly', ru: 'реже' },
    },
  },
  'cadence.overdueAt': instant('moment of becoming overdue', 'крайний срок покупки'),
  'cadence.dormantAt': instant('moment of becoming dormant', 'дата перехода в спящие'),
  'cadence.lostAt': instant('moment of being lost', 'дата перехода в потерянные'),

  /** The nearest decision window that is still expected. */
  'windows.nextAt': instant('next decision window', 'ближайшая дата решения'),
  /** That window minus the lead time: when active selling begins. */
  'windows.preparationAt': instant('start of active selling', 'начало активной продажи'),
  'windows.won': number('decision windows won', 'решения в нашу пользу'),
  'windows.missed': number('decision windows missed', 'пропущенные даты решения'),

  'contacts.count': number('number of contacts', 'число контактов'),
  'contacts.twoWay': number('two-way contacts', 'двусторонние контакты'),
  'contacts.lastAt': instant('last contact', 'последний контакт'),
  'contacts.lastTwoWayAt': instant('last two-way contact', 'последний двусторонний контакт'),
  /** The latest of: the last two-way contact, the beginning of the state, the present holder's beginning. */
  'contacts.untouchedSince': instant('untouched since', 'начало периода без контакта'),

  'people.decisionMakers': number('known decision makers', 'известные ЛПР'),
  'people.influencers': number('known influencers', 'известные ЛВР'),
  /** Decision makers and influencers whom we can reach. */
  'people.reachable': number('reachable decision makers and influencers', 'доступные ЛПР и ЛВР'),

  'handoffs.offered': number('handoffs offered', 'предложенные передачи'),
  'handoffs.accepted': number('handoffs accepted', 'принятые передачи'),
  'handoffs.rejected': number('handoffs rejected', 'отклонённые передачи'),
  'handoffs.expired': number('handoffs expired', 'передачи без ответа в срок'),
  /** Since when an offer waits for an answer, whoever is to give it. */
  'handoffs.openSince': instant('an offer waits for an answer since', 'дата предложенной передачи'),
  /** The employee who is to answer the open offer. Unknown where anyone of a role may. */
  'handoffs.offeredTo': text('offered to', 'кому предложена передача'),
  /** Who is to answer the open offer: an employee, or anyone of a role, also after an escalation. */
  'handoff.to': text('who is to answer the handoff', 'кто решает по передаче'),
  /** Unknown once the offer was escalated. */
  'handoff.expiresAt': instant('handoff to be answered by', 'срок ответа по передаче'),
  'handoffs.lastAcceptedAt': instant('last accepted handoff', 'последняя принятая передача'),

  /** Roles in which somebody holds the client. */
  'custody.roles': texts('roles that hold the client', 'роли, за которыми закреплён клиент'),
  /** Who holds the client in the role that is responsible in its state. */
  'custody.holder': text('holder', 'за кем закреплён клиент'),
  /** Employees who stand in for a holder, or are to stand in next. */
  'custody.deputies': texts('deputies', 'замещающие'),
  /** The same as `contacts.untouchedSince`, while somebody holds the client. */
  'custody.untouchedSince': instant('untouched by the holder since', 'последнее движение у ответственного'),
  'custody.responsibleSince': instant('held by the present holder since', 'дата закрепления'),
  'holds.active': texts('holds', 'блокировки'),

  state: text('state', 'состояние'),
  'state.since': instant('in this state since', 'дата перехода в состояние'),
  'state.wakeAt': instant('wake date', 'дата перезвона'),
  'client.source': text('source', 'источник'),
  'client.registeredAt': instant('registered', 'дата заведения клиента'),
} as const satisfies FactSchema;

/** The declarations of the {@link builtInFacts}, by path. */
export type BuiltInFacts = typeof builtInFacts;
/** The path of a built-in fact, such as `orders.count`. */
export type BuiltInFact = keyof BuiltInFacts;

/** The declaration of a fact, built in or the blueprint's own. */
export function allFacts(own: FactSchema): Record<string, FactDeclaration> {
  return { ...builtInFacts, ...own };
}

/** What of a blueprint names the values of built-in facts. */
interface Naming {
  readonly facts: FactSchema;
  readonly entryLabels?: Readonly<Record<string, Label>> | undefined;
  readonly states?: Readonly<Record<string, { readonly label: Label }>>;
  readonly holds?: Readonly<Record<string, { readonly label: Label }>>;
}

/** The same as they are spoken of: sources, states and holds are said by their labels. */
export function spokenFacts({ facts, entryLabels = {}, states = {}, holds = {} }: Naming) {
  const labelsOf = (parts: Naming['holds'] = {}) =>
    Object.fromEntries(Object.entries(parts).map(([id, { label }]) => [id, label]));
  const named = (
    fact: 'client.source' | 'state' | 'holds.active',
    type: 'enum' | 'texts',
    valueLabels: Readonly<Record<string, Label>>,
  ) => {
    const values = Object.keys(valueLabels);
    return { [fact]: { ...builtInFacts[fact], type, values, valueLabels } as FactDeclaration };
  };
  return allFacts({
    ...facts,
    ...named('client.source', 'enum', entryLabels),
    ...named('state', 'enum', labelsOf(states)),
    ...named('holds.active', 'texts', labelsOf(holds)),
  });
}

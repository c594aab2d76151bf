import { all, not } from '../../../conditions/builder.ts';
import type { Duration } from '../../../time/duration.ts';
import type { CadencePolicy } from '../../cadence-policy.ts';
import type { Transfers } from '../assemble.ts';
import { fact, label } from '../vocabulary.ts';
import { after, at } from './triggers.ts';

/**
 * Silence is overdue after twice the client's own median interval, and after `atMost` at the latest. While
 * the client has no rhythm, it is overdue after `otherwise`. Purchases on three days in a row make no
 * rhythm, and who buys every day is not overdue after a long weekend.
 */
export const ownRhythm = (atMost: Duration, otherwise = atMost): CadencePolicy => ({
  kind: 'ownMedian',
  times: 2,
  minMoments: 3,
  minDays: 6,
  window: { days: 365 },
  otherwise: { kind: 'fixed', after: otherwise },
  atLeast: { days: 5 },
  atMost,
});

type Multiple = Extract<CadencePolicy, { kind: 'timesOverdue' }>;
/** A cadence whose later limits are multiples of the first one. */
interface Rhythm {
  readonly overdue: CadencePolicy;
  readonly dormant: Multiple;
  readonly lost: Multiple;
}

/**
 * A cadence with `overdue` by the policy. Dormant and lost come at multiples of it, and at least so many
 * days later.
 */
export const rhythm = (
  overdue: CadencePolicy,
  dormant: { times: number; days: number },
  lost: { times: number; days: number },
): Rhythm => {
  const multiple = ({ times, days }: typeof dormant): Multiple => ({
    kind: 'timesOverdue',
    times,
    atLeast: { days },
  });
  return { overdue, dormant: multiple(dormant), lost: multiple(lost) };
};

/** Events that can end a client's silence: orders, corrections, a season, the end of a pause of the clock. */
export const orderNews = after(
  'orderRecorded',
  'orderShipped',
  'factsLearned',
  'recordCorrected',
  'duplicateMerged',
  'duplicateUnmerged',
  'holdReleased',
);
export const onTime = fact('cadence.status').equals('onTime');

/** Events that take back the order that had ended a silence. */
const orderFell = after(
  'orderCancelled',
  'orderReturned',
  'moneyRecorded',
  'recordCorrected',
  'duplicateUnmerged',
);
/** The limit passed before the client came into this state: it belongs to the silence before. */
const passedBefore = (limit: 'cadence.overdueAt' | 'cadence.dormantAt' | 'cadence.lostAt') =>
  not(fact(limit).after(fact('state.since')));

/**
 * What silence, and orders after it, do to a buying client. An order that is recorded late undoes what
 * silence did wrongly.
 */
export const purchaseCadence = {
  becomeOverdue: {
    label: label('becomes overdue', 'не купил в срок'),
    from: ['regular', 'returned'],
    to: 'overdue',
    trigger: at('cadence.overdueAt'),
  },
  becomeDormant: {
    label: label('falls dormant', 'переходит в спящие'),
    from: ['overdue'],
    to: 'dormant',
    trigger: at('cadence.dormantAt'),
  },
  becomeLost: {
    label: label('is lost', 'переходит в потерянные'),
    from: ['dormant'],
    to: 'lost',
    trigger: at('cadence.lostAt'),
  },
  stillLost: {
    technical: true,
    label: label('still lost: the order fell through', 'снова потерянный: заказ не состоялся'),
    from: ['regular', 'overdue', 'dormant', 'returned'],
    to: 'lost',
    trigger: orderFell,
    priority: 4,
    when: passedBefore('cadence.lostAt'),
  },
  stillDormant: {
    technical: true,
    label: label('still dormant: the order fell through', 'снова спящий: заказ не состоялся'),
    from: ['regular', 'overdue', 'returned'],
    to: 'dormant',
    trigger: orderFell,
    priority: 5,
    when: passedBefore('cadence.dormantAt'),
  },
  stillOverdue: {
    technical: true,
    label: label('still overdue: the order fell through', 'снова под угрозой: заказ не состоялся'),
    from: ['regular', 'returned'],
    to: 'overdue',
    trigger: orderFell,
    priority: 6,
    when: passedBefore('cadence.overdueAt'),
  },
  orderInTime: {
    label: label('orders again', 'снова заказывает'),
    from: ['overdue'],
    to: 'regular',
    trigger: orderNews,
    when: onTime,
  },
  comeBack: {
    label: label('comes back', 'купил после перерыва'),
    from: ['dormant', 'lost'],
    to: 'returned',
    trigger: orderNews,
    when: fact('orders.inState').atLeast(1),
  },
  neverSlept: {
    technical: true,
    label: label('an order recorded late: was in time', 'заказ внесён поздно: покупка была в срок'),
    from: ['dormant', 'lost'],
    to: 'regular',
    trigger: orderNews,
    priority: 1,
    when: onTime,
  },
  onlyOverdue: {
    technical: true,
    label: label('an order recorded late: only overdue', 'заказ внесён поздно: только под угрозой'),
    from: ['dormant', 'lost'],
    to: 'overdue',
    trigger: orderNews,
    priority: 2,
    when: fact('cadence.status').equals('overdue'),
  },
  onlyDormant: {
    technical: true,
    label: label('an order recorded late: only dormant', 'заказ внесён поздно: только спящий'),
    from: ['lost'],
    to: 'dormant',
    trigger: orderNews,
    priority: 3,
    when: fact('cadence.status').equals('dormant'),
  },
  proveRegular: {
    label: label('is regular again', 'снова действующий'),
    from: ['returned'],
    to: 'regular',
    trigger: orderNews,
    when: all(fact('orders.inState').atLeast(3), onTime),
  },
} satisfies Transfers;

/** How long silence may last while there is no rhythm; undefined where a rule of one's own says so. */
function withoutRhythm(policy: CadencePolicy): Duration | undefined {
  if (policy.kind === 'fixed') return policy.after;
  return 'otherwise' in policy ? withoutRhythm(policy.otherwise) : undefined;
}

const times = (factor: number, duration: Duration): Duration =>
  Object.fromEntries(Object.entries(duration).map(([unit, count]) => [unit, factor * count]));

/** Who came as a buyer and of whom no order is known has been silent since its registration. */
export function withoutOrders({ overdue, dormant, lost }: Rhythm, otherwise: Duration) {
  const silence = withoutRhythm(overdue) ?? otherwise;
  return {
    neverOrdered: {
      label: label('no order since registration', 'нет заказов с момента регистрации'),
      from: ['regular', 'returned'],
      to: 'overdue',
      trigger: at('orders.noneSince', silence),
    },
    fallDormantWithoutOrders: {
      label: label('falls dormant, no order since registration', 'переходит в спящие: заказов так и не было'),
      from: ['overdue'],
      to: 'dormant',
      trigger: at('orders.noneSince', times(dormant.times, silence)),
    },
    lostWithoutOrders: {
      label: label('is lost, no order since registration', 'переходит в потерянные: заказов так и не было'),
      from: ['dormant'],
      to: 'lost',
      trigger: at('orders.noneSince', times(lost.times, silence)),
    },
  } satisfies Transfers;
}

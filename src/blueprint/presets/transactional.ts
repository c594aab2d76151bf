import { all } from '../../conditions/builder.ts';
import { assertOptions } from '../../errors/assert-options.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import {
  assemble,
  countedRhythm,
  type Preset,
  type PresetBlueprint,
  type SupplyOptions,
  supplyForms,
} from './assemble.ts';
import { cancelledOrders } from './parts/cancelled-orders.ts';
import { firstOrder } from './parts/first-order.ts';
import type { Front } from './parts/front.ts';
import {
  onTime,
  orderNews,
  ownRhythm,
  purchaseCadence,
  rhythm,
  withoutOrders,
} from './parts/purchase-cadence.ts';
import { handToSeller, qualification, qualificationStates } from './parts/qualification.ts';
import { changeManager, handToOrderOperator } from './parts/regular-supply.ts';
import type { TransactionalNames } from './preset-names.ts';
import { fact, figures, identity, label, terms } from './vocabulary.ts';

/**
 * What a transactional department may choose. A client is overdue after twice its own median interval,
 * though never later than after 60 days, and after 30 days while it has no rhythm.
 */
export interface TransactionalOptions extends SupplyOptions {}

const front: Front = {
  waiting: ['lead'],
  need: 'constantNeed',
  seller: 'clientManager',
  selling: ['activeSelling'],
};

/**
 * The transactional department: thousands of clients and more, cheap and simple goods, monthly purchases or
 * oftener. An inbound telemarketer qualifies leads, client managers share one pool, an order operator takes
 * the routine. There is hardly any entry, so nobody waits for decision windows. An overdue client goes back
 * to the pool: whoever is free calls.
 */
export function transactional(options: TransactionalOptions = {}): PresetBlueprint<TransactionalNames> {
  return withArguments('transactional', { options }, () => {
    assertOptions('transactional', options, supplyForms);
    return transactionalPreset(options);
  });
}

function transactionalPreset(options: TransactionalOptions): PresetBlueprint<TransactionalNames> {
  const { overdue = ownRhythm({ days: 60 }, { days: 30 }) } = options;
  const cadence = rhythm(overdue, { times: 2, days: 14 }, { times: 6, days: 30 });
  const silent = withoutOrders(cadence, { days: 30 });
  const preset: Preset = {
    name: 'transactional',
    label: label('transactional sales', 'транзакционные продажи'),
    roles: {
      telemarketer: ['fit', 'constantNeed', 'cardComplete', 'industry', 'region', 'channel', ...identity],
      clientManager: ['standingOrder', 'contractSigned', 'quietMonths', 'monthlyVolume'],
      orderOperator: [],
      backOffice: terms,
      headOfSales: ['segment', 'accountGroup', ...figures],
    },
    windowLeadTime: { days: 0 },
    cadence,
    ...countedRhythm(options),
    entries: { lead: 'lead', referral: 'lead', existing: 'regular' },
    states: {
      ...qualificationStates,
      activeSelling: { responsible: 'clientManager', load: { clientManager: 1 } },
      rampIn: {
        responsible: 'clientManager',
        supporting: ['orderOperator', 'backOffice'],
        load: { clientManager: 0.5, orderOperator: 0.17, backOffice: 0.3 },
        cadence: true,
      },
      regular: {
        responsible: 'clientManager',
        supporting: ['orderOperator', 'backOffice'],
        load: { clientManager: 0.2, orderOperator: 0.17, backOffice: 0.1 },
        cadence: true,
      },
      overdue: {
        responsible: 'clientManager',
        supporting: ['orderOperator', 'backOffice'],
        load: { clientManager: 0.4 },
        cadence: true,
      },
      dormant: {
        responsible: 'clientManager',
        supporting: ['orderOperator'],
        load: { clientManager: 0.1 },
        cadence: true,
      },
      lost: { responsible: 'telemarketer' },
      returned: {
        responsible: 'clientManager',
        supporting: ['orderOperator', 'backOffice'],
        load: { clientManager: 0.5, orderOperator: 0.17 },
        cadence: true,
      },
      closed: { final: true },
    },
    transfers: {
      ...qualification(front),
      handToClientManager: handToSeller(
        front,
        label('hand to the client managers', 'передать клиентским менеджерам'),
      ),
      ...firstOrder(front),
      ...cancelledOrders(front, options),
      becomeRegular: {
        label: label('becomes regular', 'становится действующим'),
        from: ['rampIn'],
        to: 'regular',
        trigger: orderNews,
        priority: 1,
        when: all(fact('orders.moments').atLeast(3), onTime),
      },
      ...handToOrderOperator,
      ...changeManager('orderOperator'),
      ...purchaseCadence,
      becomeOverdue: { ...purchaseCadence.becomeOverdue, releases: ['clientManager'] },
      ...silent,
      neverOrdered: { ...silent.neverOrdered, releases: ['clientManager'] },
    },
  };
  return assemble<TransactionalNames>(preset, options);
}

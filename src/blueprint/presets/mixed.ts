import { all, any, not, now } from '../../conditions/builder.ts';
import type { Duration } from '../../time/duration.ts';
import type { BlueprintInput } from '../blueprint.ts';
import type { CadencePolicy } from '../cadence-policy.ts';
import { factsOf } from '../facts-of.ts';
import {
  closings,
  deferrals,
  disqualifications,
  facts as vocabulary,
  holds,
  label,
  officeHours,
  roles as everyRole,
  services,
  stateLabels,
} from './vocabulary.ts';

/** What a department may want otherwise. Every default is named in `docs/` with its source. */
export interface MixedOptions {
  /** How long before a decision window active selling begins. Default 45 days. */
  readonly decisionLeadTimeDays?: number;
  /** When silence is overdue. Default: twice the client's own median interval, or 60 days while it has no rhythm. */
  readonly overdue?: CadencePolicy;
  /** How long a ramp-in may last before the client manager takes over in any case. Default 3 months. */
  readonly rampIn?: Duration;
  /** Default UTC. */
  readonly timeZone?: string;
  /** Default EUR. */
  readonly currency?: string;
}

const { telemarketer, developmentSpecialist, clientManager, orderOperator, salesSupport, backOffice, headOfSales } = everyRole;
const roles = { telemarketer, developmentSpecialist, clientManager, orderOperator, salesSupport, backOffice, headOfSales };
const { timeliness: _, ...facts } = vocabulary;
const { fact } = factsOf(facts);

const byRhythm: CadencePolicy = {
  kind: 'ownMedian',
  times: 2,
  minMoments: 3,
  window: { days: 365 },
  otherwise: { kind: 'fixed', after: { days: 60 } },
};

/**
 * The mixed transactional and consultative department: thousands of clients, cheap and simple goods, at least one purchase in
 * two months. A telemarketer qualifies, a development specialist finds the decision window and enters, a client manager keeps
 * and grows, an order operator takes the routine.
 */
export function mixed(options: MixedOptions = {}): BlueprintInput {
  const { decisionLeadTimeDays = 45, overdue = byRhythm, rampIn = { months: 3 } } = options;
  return {
    name: 'mixed',
    version: 1,
    label: label('mixed sales', 'смешанные продажи'),
    timeZone: options.timeZone ?? 'UTC',
    currency: options.currency ?? 'EUR',
    workingTime: officeHours,
    facts,
    roles,
    services,
    holds,
    mergedState: 'closed',
    windowLeadTime: { days: decisionLeadTimeDays },
    cadence: {
      overdue,
      dormant: { kind: 'timesOverdue', times: 2, atLeast: { days: 120 } },
      lost: { kind: 'timesOverdue', times: 6, atLeast: { days: 360 } },
    },
    entries: { cold: 'cold', lead: 'lead', referral: 'lead', existing: 'rampIn' },
    states: {
      cold: { label: stateLabels.cold, responsible: 'telemarketer' },
      lead: { label: stateLabels.lead, responsible: 'telemarketer', load: { telemarketer: 0.2 } },
      inQualification: {
        label: stateLabels.inQualification,
        responsible: 'telemarketer',
        load: { telemarketer: 0.5 },
      },
      qualified: { label: stateLabels.qualified, responsible: 'telemarketer', load: { telemarketer: 0.1 } },
      disqualified: { label: stateLabels.disqualified, final: true },
      deferred: { label: stateLabels.deferred, responsible: 'telemarketer', waiting: true },
      inEntry: {
        label: stateLabels.inEntry,
        responsible: 'developmentSpecialist',
        supporting: ['salesSupport'],
        load: { developmentSpecialist: 3, salesSupport: 0.5 },
      },
      awaitingWindow: {
        label: stateLabels.awaitingWindow,
        responsible: 'developmentSpecialist',
        supporting: ['salesSupport'],
        load: { developmentSpecialist: 0.5 },
        waiting: true,
      },
      activeSelling: {
        label: stateLabels.activeSelling,
        responsible: 'developmentSpecialist',
        supporting: ['salesSupport'],
        load: { developmentSpecialist: 6, salesSupport: 1 },
      },
      rampIn: {
        label: stateLabels.rampIn,
        responsible: 'developmentSpecialist',
        supporting: ['clientManager', 'orderOperator', 'backOffice'],
        load: { developmentSpecialist: 3, orderOperator: 0.3, backOffice: 0.5 },
        cadence: true,
      },
      regular: {
        label: stateLabels.regular,
        responsible: 'clientManager',
        supporting: ['developmentSpecialist', 'orderOperator', 'backOffice'],
        load: { clientManager: 1.5, orderOperator: 0.5, backOffice: 0.2 },
        cadence: true,
      },
      overdue: {
        label: stateLabels.overdue,
        responsible: 'clientManager',
        supporting: ['developmentSpecialist', 'orderOperator', 'backOffice'],
        load: { clientManager: 2.5, orderOperator: 0.1 },
        cadence: true,
      },
      dormant: {
        label: stateLabels.dormant,
        responsible: 'clientManager',
        supporting: ['developmentSpecialist'],
        load: { clientManager: 1 },
        cadence: true,
      },
      lost: { label: stateLabels.lost, responsible: 'telemarketer', load: { telemarketer: 0.1 } },
      returned: {
        label: stateLabels.returned,
        responsible: 'clientManager',
        supporting: ['developmentSpecialist', 'orderOperator', 'backOffice'],
        load: { clientManager: 3, orderOperator: 0.3 },
        cadence: true,
      },
      closed: { label: stateLabels.closed, final: true },
    },
    transfers: {
      startQualification: {
        label: label('start qualification', 'начать квалификацию'),
        from: ['cold', 'lead', 'deferred', 'lost'],
        to: 'inQualification',
        trigger: { kind: 'person', by: ['telemarketer', 'headOfSales'] },
      },
      qualify: {
        label: label('qualify', 'квалифицировать'),
        from: ['inQualification'],
        to: 'qualified',
        trigger: { kind: 'person', by: ['telemarketer', 'headOfSales'] },
        when: all(
          fact('fit').equals(true),
          fact('constantNeed').equals(true),
          fact('people.reachable').atLeast(1),
          fact('cardComplete').equals(true),
        ),
      },
      disqualify: {
        label: label('disqualify', 'дисквалифицировать'),
        from: ['cold', 'lead', 'inQualification', 'qualified', 'deferred', 'inEntry'],
        to: 'disqualified',
        trigger: { kind: 'person', by: ['telemarketer', 'developmentSpecialist', 'headOfSales'] },
        reasons: disqualifications,
      },
      defer: {
        label: label('defer', 'отложить'),
        from: ['lead', 'inQualification', 'qualified', 'inEntry'],
        to: 'deferred',
        trigger: { kind: 'person', by: ['telemarketer', 'developmentSpecialist', 'headOfSales'] },
        reasons: deferrals,
        needsWakeDate: true,
      },
      wake: {
        label: label('come back to the client', 'вернуться к клиенту'),
        from: ['deferred'],
        to: 'lead',
        trigger: { kind: 'time', at: 'state.wakeAt' },
      },
      releaseUntouched: {
        label: label('release an untouched client', 'освободить клиента без контакта'),
        from: ['inQualification'],
        to: 'lead',
        trigger: { kind: 'time', at: 'contacts.untouchedSince', plus: { days: 7 } },
        releases: ['telemarketer'],
      },
      handToDevelopment: {
        label: label('hand to development', 'передать в развитие'),
        from: ['qualified'],
        to: 'inEntry',
        trigger: { kind: 'person', by: ['telemarketer', 'headOfSales'] },
        when: all(
          fact('fit').equals(true),
          fact('constantNeed').equals(true),
          fact('people.reachable').atLeast(1),
          fact('cardComplete').equals(true),
        ),
        handoff: {
          to: 'developmentSpecialist',
          acceptWithinHours: 4,
          firstContactWithin: { hours: 24 },
          escalateTo: 'headOfSales',
          rejections: {
            badContact: { label: disqualifications.badContact.label, fixable: true },
            incomplete: { label: label('the card is incomplete', 'карточка не заполнена'), fixable: true },
            misfit: { label: disqualifications.misfit.label, fixable: false, to: 'disqualified' },
            noNeed: { label: disqualifications.noNeed.label, fixable: false, to: 'disqualified' },
            duplicate: { label: disqualifications.duplicate.label, fixable: false, to: 'disqualified' },
            alreadyOwned: { label: disqualifications.alreadyOwned.label, fixable: false, to: 'disqualified' },
          },
          onReturn: {
            to: 'inQualification',
            within: { days: 14 },
            reasons: { badContact: disqualifications.badContact, misfit: disqualifications.misfit },
          },
        },
      },
      awaitWindow: {
        label: label('await the decision window', 'ждать окна принятия решения'),
        from: ['inEntry', 'activeSelling'],
        to: 'awaitingWindow',
        trigger: { kind: 'event', on: ['windowRecorded', 'windowMissed', 'handoffAccepted'] },
        when: fact('windows.preparationAt').after(now),
      },
      startSelling: {
        label: label('start active selling', 'начать активную продажу'),
        from: ['inEntry', 'awaitingWindow'],
        to: 'activeSelling',
        trigger: { kind: 'time', at: 'windows.preparationAt' },
      },
      findNextWindow: {
        label: label('find the next window', 'найти следующее окно'),
        from: ['awaitingWindow', 'activeSelling'],
        to: 'inEntry',
        trigger: { kind: 'event', on: ['windowMissed'] },
        priority: 1,
        when: fact('windows.nextAt').absent(),
      },
      releaseStagnant: {
        label: label('release a stagnant client', 'освободить застрявшего клиента'),
        from: ['inEntry'],
        to: 'qualified',
        trigger: { kind: 'time', at: 'contacts.untouchedSince', plus: { days: 14 } },
        releases: ['developmentSpecialist'],
      },

      firstShipment: {
        label: label('first order shipped', 'отгружен первый заказ'),
        from: [
          'cold',
          'lead',
          'inQualification',
          'qualified',
          'deferred',
          'inEntry',
          'awaitingWindow',
          'activeSelling',
        ],
        to: 'rampIn',
        trigger: { kind: 'event', on: ['orderShipped', 'duplicateMerged'] },
        when: fact('orders.shipped').atLeast(1),
      },
      firstOrderFell: {
        label: label('the first order fell through', 'первый заказ не состоялся'),
        from: ['rampIn'],
        to: 'inEntry',
        trigger: { kind: 'event', on: ['orderCancelled', 'orderReturned', 'recordCorrected'] },
        when: fact('orders.count').equals(0),
      },
      handToClientManager: {
        label: label('hand to the client manager', 'передать клиентскому менеджеру'),
        from: ['rampIn'],
        to: 'regular',
        trigger: { kind: 'person', by: ['developmentSpecialist', 'headOfSales'] },
        when: all(
          fact('orders.shipped').atLeast(1),
          fact('orders.paid').atLeast(1),
          fact('decisionGroupMapped').equals(true),
          fact('termsAgreed').equals(true),
          fact('introductionMade').equals(true),
          any(fact('orders.count').atLeast(3), fact('state.since').olderThan(rampIn)),
        ),
        handoff: {
          to: 'clientManager',
          acceptWithinHours: 8,
          firstContactWithin: { days: 3 },
          escalateTo: 'headOfSales',
          rejections: {
            undocumentedPromises: { label: label('undocumented promises', 'незафиксированные обещания'), fixable: true },
            unpaid: { label: label('not paid', 'не оплачено'), fixable: true },
            incomplete: { label: label('the card is incomplete', 'карточка не заполнена'), fixable: true },
            oneOff: { label: label('a one-off buyer', 'разовый покупатель'), fixable: false },
          },
          onReturn: {
            to: 'rampIn',
            within: { months: 3 },
            reasons: {
              noSecondOrder: { label: label('no second order', 'нет второго заказа') },
              undocumentedPromises: { label: label('undocumented promises', 'незафиксированные обещания') },
            },
          },
        },
      },
      handToOrderOperator: {
        label: label('hand the routine to the order operator', 'передать рутину операционисту'),
        from: ['regular'],
        to: 'regular',
        trigger: { kind: 'person', by: ['clientManager', 'headOfSales'] },
        when: all(
          fact('standingOrder').equals(true),
          fact('contractSigned').equals(true),
          fact('creditLimit').present(),
        ),
        handoff: {
          to: 'orderOperator',
          acceptWithinHours: 8,
          escalateTo: 'headOfSales',
          rejections: {
            noPattern: { label: label('no standing pattern', 'нет устойчивого шаблона'), fixable: true },
            noContract: { label: label('no contract or limits', 'нет договора или лимитов'), fixable: true },
          },
        },
      },
      reenter: {
        label: label('re-enter with a new line', 'повторный вход с новой линейкой'),
        from: ['regular'],
        to: 'regular',
        trigger: { kind: 'person', by: ['clientManager', 'headOfSales'] },
        when: any(fact('newLine').equals(true), fact('orders.trend').oneOf('stable', 'declining')),
        handoff: dealWithDevelopment,
      },
      winBack: {
        label: label('win the client back', 'вернуть клиента'),
        from: ['dormant'],
        to: 'dormant',
        trigger: { kind: 'person', by: ['clientManager', 'headOfSales'] },
        handoff: dealWithDevelopment,
      },

      becomeOverdue: {
        label: label('becomes overdue', 'становится просроченным'),
        from: ['regular', 'returned'],
        to: 'overdue',
        trigger: { kind: 'time', at: 'cadence.overdueAt' },
      },
      becomeDormant: {
        label: label('falls dormant', 'засыпает'),
        from: ['rampIn', 'overdue'],
        to: 'dormant',
        trigger: { kind: 'time', at: 'cadence.dormantAt' },
      },
      becomeLost: {
        label: label('is lost', 'потерян'),
        from: ['dormant'],
        to: 'lost',
        trigger: { kind: 'time', at: 'cadence.lostAt' },
      },
      orderInTime: {
        label: label('orders again', 'снова заказывает'),
        from: ['overdue'],
        to: 'regular',
        trigger: { kind: 'event', on: [...orderNews] },
        when: fact('cadence.status').equals('onTime'),
      },
      comeBack: {
        label: label('comes back', 'возвращается'),
        from: ['dormant', 'lost'],
        to: 'returned',
        trigger: { kind: 'event', on: [...orderNews] },
        when: not(fact('orders.lastAt').before(fact('state.since'))),
      },
      neverSlept: {
        label: label('an order recorded late: was in time', 'заказ внесён поздно: был в срок'),
        from: ['dormant', 'lost'],
        to: 'regular',
        trigger: { kind: 'event', on: [...orderNews] },
        priority: 1,
        when: fact('cadence.status').equals('onTime'),
      },
      onlyOverdue: {
        label: label('an order recorded late: only overdue', 'заказ внесён поздно: только просрочен'),
        from: ['dormant', 'lost'],
        to: 'overdue',
        trigger: { kind: 'event', on: [...orderNews] },
        priority: 2,
        when: fact('cadence.status').equals('overdue'),
      },
      onlyDormant: {
        label: label('an order recorded late: only dormant', 'заказ внесён поздно: только спящий'),
        from: ['lost'],
        to: 'dormant',
        trigger: { kind: 'event', on: [...orderNews] },
        priority: 3,
        when: fact('cadence.status').equals('dormant'),
      },
      proveRegular: {
        label: label('is regular again', 'снова регулярный'),
        from: ['returned'],
        to: 'regular',
        trigger: { kind: 'event', on: [...orderNews] },
        when: all(fact('orders.inState').atLeast(3), fact('cadence.status').equals('onTime')),
      },

      close: {
        label: label('close', 'закрыть'),
        from: openStates,
        to: 'closed',
        trigger: { kind: 'person', by: ['headOfSales'] },
        reasons: closings,
      },
    },
  };
}

const orderNews = ['orderRecorded', 'recordCorrected', 'duplicateMerged'] as const;

/** The client manager keeps the client; the development specialist owns the deal. */
const dealWithDevelopment = {
  to: 'developmentSpecialist',
  acceptWithinHours: 8,
  escalateTo: 'headOfSales',
  rejections: {
    noPotential: { label: label('no potential', 'нет потенциала'), fixable: false },
    unclear: { label: label('the task is unclear', 'задача не ясна'), fixable: true },
  },
};

const openStates = [
  'cold',
  'lead',
  'inQualification',
  'qualified',
  'deferred',
  'inEntry',
  'awaitingWindow',
  'activeSelling',
  'rampIn',
  'regular',
  'overdue',
  'dormant',
  'lost',
  'returned',
];

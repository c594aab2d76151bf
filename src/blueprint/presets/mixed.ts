import { assertOptions } from '../../errors/assert-options.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Duration } from '../../time/duration.ts';
import {
  assemble,
  countedRhythm,
  type Preset,
  type PresetBlueprint,
  type SupplyOptions,
  supplyForms,
  windowForms,
} from './assemble.ts';
import { cancelledOrders } from './parts/cancelled-orders.ts';
import { decisionWindows } from './parts/decision-windows.ts';
import { firstOrder, handToClientManager } from './parts/first-order.ts';
import type { Front } from './parts/front.ts';
import { ownRhythm, purchaseCadence, rhythm, withoutOrders } from './parts/purchase-cadence.ts';
import { handToSeller, qualification, qualificationStates } from './parts/qualification.ts';
import { changeManager, handToOrderOperator, sellAnew } from './parts/regular-supply.ts';
import type { MixedNames } from './preset-names.ts';
import { figures, identity, label, terms } from './vocabulary.ts';

/**
 * What a mixed department may choose. A client is overdue after twice its own median interval, though never
 * later than after 60 days, and after 60 days while it has no rhythm.
 */
export interface MixedOptions extends SupplyOptions {
  /**
   * How long a client may be silent by its rhythm at most. Default 60 days; `{ months: 2 }` is two calendar
   * months.
   */
  readonly overdueAtMost?: Duration;
  /** How long before a decision window active selling begins. Default 45 days. */
  readonly decisionLeadTimeDays?: number;
  /** The same for one category of goods, where it takes longer or less. */
  readonly decisionLeadTimes?: Readonly<Record<string, Duration>>;
  /**
   * How long a ramp-in may last before the client manager accepts fewer than three orders. Default 3
   * months.
   */
  readonly rampIn?: Duration;
}

const front: Front = {
  waiting: ['cold', 'lead'],
  need: 'constantNeed',
  seller: 'developmentSpecialist',
  selling: ['inEntry', 'awaitingWindow', 'activeSelling'],
};

/**
 * The mixed transactional and consultative department: thousands of clients, cheap and simple goods. They
 * buy at least once in two months. A telemarketer qualifies, a development specialist finds the decision
 * window and enters, a client manager keeps and grows, an order operator takes the routine.
 */
export function mixed(options: MixedOptions = {}): PresetBlueprint<MixedNames> {
  return withArguments('mixed', { options }, () => {
    assertOptions('mixed', options, {
      ...supplyForms,
      ...windowForms,
      overdueAtMost: 'any?',
      rampIn: 'any?',
    });
    return mixedPreset(options);
  });
}

function mixedPreset(options: MixedOptions): PresetBlueprint<MixedNames> {
  const { decisionLeadTimeDays = 45, rampIn = { months: 3 }, overdueAtMost = { days: 60 } } = options;
  const { overdue = ownRhythm(overdueAtMost) } = options;
  const cadence = rhythm(overdue, { times: 2, days: 14 }, { times: 6, days: 60 });
  const preset: Preset = {
    name: 'mixed',
    label: label('mixed sales', 'смешанные продажи'),
    roles: {
      telemarketer: ['fit', 'constantNeed', 'cardComplete', 'industry', 'region', 'channel', ...identity],
      developmentSpecialist: ['decisionGroupMapped', 'termsAgreed', 'introductionMade'],
      clientManager: ['standingOrder', 'contractSigned', 'newLine', 'quietMonths', 'monthlyVolume'],
      orderOperator: [],
      salesSupport: [],
      backOffice: terms,
      headOfSales: ['segment', 'accountGroup', ...figures],
    },
    windowLeadTime: { days: decisionLeadTimeDays },
    windowLeadTimes: options.decisionLeadTimes,
    cadence,
    ...countedRhythm(options),
    entries: { cold: 'cold', lead: 'lead', referral: 'lead', existing: 'regular' },
    states: {
      cold: { responsible: 'telemarketer', load: { telemarketer: 0.1 } },
      ...qualificationStates,
      inEntry: {
        responsible: 'developmentSpecialist',
        supporting: ['salesSupport'],
        load: { developmentSpecialist: 3, salesSupport: 0.5 },
      },
      awaitingWindow: {
        responsible: 'developmentSpecialist',
        supporting: ['salesSupport'],
        load: { developmentSpecialist: 0.5 },
        waiting: true,
      },
      activeSelling: {
        responsible: 'developmentSpecialist',
        supporting: ['salesSupport'],
        load: { developmentSpecialist: 6, salesSupport: 1 },
      },
      rampIn: {
        responsible: 'developmentSpecialist',
        supporting: ['clientManager', 'orderOperator', 'backOffice'],
        load: { developmentSpecialist: 3, orderOperator: 0.17, backOffice: 0.5 },
        cadence: true,
      },
      regular: {
        responsible: 'clientManager',
        supporting: ['developmentSpecialist', 'orderOperator', 'backOffice'],
        load: { clientManager: 0.5, orderOperator: 0.17, backOffice: 0.1 },
        cadence: true,
      },
      overdue: {
        responsible: 'clientManager',
        supporting: ['developmentSpecialist', 'orderOperator', 'backOffice'],
        load: { clientManager: 1, orderOperator: 0.05 },
        cadence: true,
      },
      dormant: {
        responsible: 'clientManager',
        supporting: ['developmentSpecialist', 'orderOperator'],
        load: { clientManager: 0.25 },
        cadence: true,
      },
      lost: { responsible: 'telemarketer', load: { telemarketer: 0.02 } },
      returned: {
        responsible: 'clientManager',
        supporting: ['developmentSpecialist', 'orderOperator', 'backOffice'],
        load: { clientManager: 1, orderOperator: 0.17 },
        cadence: true,
      },
      closed: { final: true },
    },
    transfers: {
      ...qualification(front),
      handToDevelopment: handToSeller(front, label('hand to development', 'передать в развитие')),
      ...decisionWindows(front, { months: 3 }),
      ...firstOrder(front),
      ...cancelledOrders(front, options),
      ...handToClientManager(rampIn),
      ...handToOrderOperator,
      ...sellAnew,
      ...changeManager('salesSupport'),
      ...purchaseCadence,
      ...withoutOrders(cadence, { days: 60 }),
    },
  };
  return assemble<MixedNames>(preset, options);
}

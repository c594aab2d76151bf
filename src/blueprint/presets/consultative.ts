import { assertOptions } from '../../errors/assert-options.ts';
import { withArguments } from '../../errors/with-arguments.ts';
import type { Duration } from '../../time/duration.ts';
import type { CadencePolicy } from '../cadence-policy.ts';
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
import { purchaseCadence, rhythm, withoutOrders } from './parts/purchase-cadence.ts';
import { handToSeller, qualification, qualificationStates } from './parts/qualification.ts';
import { changeManager, sellAnew } from './parts/regular-supply.ts';
import type { ConsultativeNames } from './preset-names.ts';
import { fact, figures, identity, label } from './vocabulary.ts';

/**
 * What a consultative department may choose. Purchases are rare and irregular. So a client is overdue when
 * silent for longer than four of five of its own intervals, and after 180 days while it has too few of
 * them.
 */
export interface ConsultativeOptions extends SupplyOptions {
  /** How long before a decision window active selling begins. Default 90 days. */
  readonly decisionLeadTimeDays?: number;
  /** The same for one category of goods, where it takes longer or less. */
  readonly decisionLeadTimes?: Readonly<Record<string, Duration>>;
  /**
   * How long a ramp-in may last before the client manager accepts fewer than three orders. Default 4
   * months.
   */
  readonly rampIn?: Duration;
}

const front: Front = {
  waiting: ['cold', 'lead'],
  need: 'timeliness',
  seller: 'developmentSpecialist',
  selling: ['inEntry', 'awaitingWindow', 'activeSelling'],
};

const ownIntervals: CadencePolicy = {
  kind: 'ownPercentile',
  percentile: 0.8,
  minMoments: 5,
  minDays: 60,
  window: { years: 3 },
  otherwise: { kind: 'fixed', after: { days: 180 } },
  atLeast: { days: 30 },
};

/**
 * The consultative department: hundreds of clients, goods that are dear or hard to choose, rare purchases.
 * The telemarketer also establishes whether the purchase is timely. A technical expert supports whoever
 * sells to the client and keeps it.
 */
export function consultative(options: ConsultativeOptions = {}): PresetBlueprint<ConsultativeNames> {
  return withArguments('consultative', { options }, () => {
    assertOptions('consultative', options, { ...supplyForms, ...windowForms, rampIn: 'any?' });
    return consultativePreset(options);
  });
}

function consultativePreset(options: ConsultativeOptions): PresetBlueprint<ConsultativeNames> {
  const { decisionLeadTimeDays = 90, rampIn = { months: 4 }, overdue = ownIntervals } = options;
  const cadence = rhythm(overdue, { times: 2, days: 90 }, { times: 4, days: 180 });
  const preset: Preset = {
    name: 'consultative',
    label: label('consultative sales', 'консультативные продажи'),
    roles: {
      telemarketer: ['fit', 'timeliness', 'cardComplete', 'industry', 'region', 'channel', ...identity],
      developmentSpecialist: ['decisionGroupMapped', 'termsAgreed', 'introductionMade'],
      technicalExpert: ['solutionConfirmed'],
      clientManager: ['newLine', 'quietMonths', 'monthlyVolume'],
      headOfSales: ['segment', 'accountGroup', ...figures],
    },
    windowLeadTime: { days: decisionLeadTimeDays },
    windowLeadTimes: options.decisionLeadTimes,
    cadence,
    ...countedRhythm(options),
    entries: { cold: 'cold', lead: 'lead', referral: 'lead', existing: 'regular' },
    states: {
      cold: { responsible: 'telemarketer', load: { telemarketer: 0.2 } },
      ...qualificationStates,
      inEntry: {
        responsible: 'developmentSpecialist',
        supporting: ['technicalExpert'],
        load: { developmentSpecialist: 6, technicalExpert: 2 },
      },
      awaitingWindow: {
        responsible: 'developmentSpecialist',
        supporting: ['technicalExpert'],
        load: { developmentSpecialist: 1 },
        waiting: true,
      },
      activeSelling: {
        responsible: 'developmentSpecialist',
        supporting: ['technicalExpert'],
        load: { developmentSpecialist: 12, technicalExpert: 6 },
      },
      rampIn: {
        responsible: 'developmentSpecialist',
        supporting: ['technicalExpert', 'clientManager'],
        load: { developmentSpecialist: 6, technicalExpert: 2 },
        cadence: true,
      },
      regular: {
        responsible: 'clientManager',
        supporting: ['technicalExpert', 'developmentSpecialist'],
        load: { clientManager: 3, technicalExpert: 0.5 },
        cadence: true,
      },
      overdue: {
        responsible: 'clientManager',
        supporting: ['technicalExpert', 'developmentSpecialist'],
        load: { clientManager: 4 },
        cadence: true,
      },
      dormant: {
        responsible: 'clientManager',
        supporting: ['developmentSpecialist'],
        load: { clientManager: 1 },
        cadence: true,
      },
      lost: { responsible: 'telemarketer', load: { telemarketer: 0.1 } },
      returned: {
        responsible: 'clientManager',
        supporting: ['technicalExpert', 'developmentSpecialist'],
        load: { clientManager: 5, technicalExpert: 1 },
        cadence: true,
      },
      closed: { final: true },
    },
    transfers: {
      ...qualification(front),
      handToDevelopment: handToSeller(front, label('hand to development', 'передать в развитие')),
      ...decisionWindows(front, { months: 6 }),
      ...firstOrder(front),
      ...cancelledOrders(front, options),
      ...handToClientManager(rampIn, fact('solutionConfirmed').equals(true)),
      ...sellAnew,
      ...changeManager(),
      ...purchaseCadence,
      ...withoutOrders(cadence, { days: 180 }),
    },
  };
  return assemble<ConsultativeNames>(preset, options);
}

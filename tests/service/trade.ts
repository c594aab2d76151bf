import { actions, all, type BlueprintInput, factsOf, now } from 'sales-conveyor';

const label = (en: string) => ({ en, ru: en });
const facts = { ready: { type: 'boolean', label: label('ready') } } as const;
const { fact } = factsOf(facts);

const everything = [...actions];
const people = ['seller', 'keeper', 'head'];
const byPeople = { kind: 'person' as const, by: people };
const later = { later: { label: label('later') } };

/**
 * A small department that has every kind of thing once: a wake date, a decision window, a handoff that expires, a cadence, load
 * norms. Sellers sell, keepers keep, the head may do everything.
 */
export const trade = {
  name: 'trade',
  version: 1,
  label: label('trade'),
  currency: 'EUR',
  workingTime: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
  facts,
  roles: {
    seller: { label: label('seller'), may: { own: everything, any: ['register'] } },
    keeper: { label: label('keeper'), may: { own: everything } },
    head: { label: label('head'), may: { any: everything } },
  },
  services: {
    import: {
      label: label('import'),
      may: everything.filter((action) => action !== 'manageEmployees' && action !== 'override'),
    },
  },
  holds: { locked: { label: label('locked'), blocksTransfers: true } },
  mergedState: 'closed',
  windowLeadTime: { days: 30 },
  windowGrace: { days: 14 },
  cadence: {
    overdue: { kind: 'fixed', after: { days: 60 } },
    dormant: { kind: 'fixed', after: { days: 120 } },
    lost: { kind: 'fixed', after: { days: 360 } },
  },
  entries: { cold: 'lead', existing: 'regular' },
  states: {
    lead: { label: label('lead'), responsible: 'seller', load: { seller: 0.5 } },
    deferred: { label: label('deferred'), responsible: 'seller', waiting: true },
    awaiting: { label: label('awaiting the window'), responsible: 'seller', waiting: true },
    selling: { label: label('selling'), responsible: 'seller', load: { seller: 3 } },
    regular: {
      label: label('regular'),
      responsible: 'keeper',
      supporting: ['seller'],
      load: { keeper: 1.5, seller: 0.25 },
      cadence: true,
    },
    overdue: { label: label('overdue'), responsible: 'keeper', load: { keeper: 2.5 }, cadence: true },
    closed: { label: label('closed'), final: true },
  },
  transfers: {
    startSelling: { label: label('start selling'), from: ['lead'], to: 'selling', trigger: byPeople },
    defer: {
      label: label('defer'),
      from: ['lead'],
      to: 'deferred',
      trigger: byPeople,
      reasons: later,
      needsWakeDate: true,
    },
    wake: {
      label: label('wake'),
      from: ['deferred'],
      to: 'lead',
      trigger: { kind: 'time', at: 'state.wakeAt' },
    },
    awaitWindow: {
      label: label('await the window'),
      from: ['lead', 'selling'],
      to: 'awaiting',
      trigger: { kind: 'event', on: ['windowRecorded'] },
      when: fact('windows.preparationAt').after(now),
    },
    prepare: {
      label: label('prepare for the window'),
      from: ['awaiting'],
      to: 'selling',
      trigger: { kind: 'time', at: 'windows.preparationAt' },
    },
    handOver: {
      label: label('hand over'),
      from: ['selling'],
      to: 'regular',
      trigger: byPeople,
      when: all(fact('ready').equals(true)),
      handoff: {
        to: 'keeper',
        acceptWithin: { workingHours: 8 },
        firstContactWithin: { days: 3 },
        escalateTo: 'head',
        rejections: { incomplete: { label: label('incomplete'), fixable: true } },
        onReturn: {
          to: 'selling',
          within: { days: 30 },
          reasons: { promised: { label: label('promised') } },
        },
      },
    },
    becomeOverdue: {
      label: label('becomes overdue'),
      from: ['regular'],
      to: 'overdue',
      trigger: { kind: 'time', at: 'cadence.overdueAt' },
    },
    orderAgain: {
      label: label('orders again'),
      from: ['overdue'],
      to: 'regular',
      trigger: { kind: 'event', on: ['orderRecorded'] },
      when: fact('cadence.status').equals('onTime'),
    },
    close: {
      label: label('close'),
      from: ['lead', 'selling', 'regular', 'overdue'],
      to: 'closed',
      trigger: { kind: 'person', by: ['head'] },
      reasons: { gone: { label: label('gone') } },
    },
  },
} satisfies BlueprintInput;

/** The same department with a corner in which time sends clients round in circles from the day after they came. */
export const circular: BlueprintInput = {
  ...trade,
  entries: { ...trade.entries, circle: 'ping' },
  states: {
    ...trade.states,
    ping: { label: label('ping'), responsible: 'seller' },
    pong: { label: label('pong'), responsible: 'seller' },
  },
  transfers: { ...trade.transfers, there: round('ping', 'pong'), back: round('pong', 'ping') },
};

function round(from: string, to: string): NonNullable<BlueprintInput['transfers'][string]> {
  const trigger = { kind: 'time' as const, at: 'client.registeredAt', plus: { days: 1 } };
  return { label: label(`${from} to ${to}`), from: [from], to, trigger };
}

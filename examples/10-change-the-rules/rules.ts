import { type BlueprintInput, defineConveyor } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';

const before = mixed({ currency: 'USD', overdue: { kind: 'fixed', after: { days: 60 } } });

/** A client is overdue after two calendar months instead of 60 days, and a call reminds them a month and a half after an order. */
const after: BlueprintInput = {
  ...before,
  version: before.version + 1,
  cadence: { ...before.cadence, overdue: { kind: 'fixed', after: { months: 2 } } },
  states: {
    ...before.states,
    toRemind: {
      label: { en: 'to remind', ru: 'напомнить о себе' },
      responsible: 'clientManager',
      supporting: ['orderOperator', 'developmentSpecialist'],
      cadence: true,
    },
  },
  transfers: {
    ...before.transfers,
    remind: {
      label: { en: 'time to remind', ru: 'пора напомнить' },
      from: ['regular'],
      to: 'toRemind',
      trigger: { kind: 'time', at: 'orders.lastAt', plus: { days: 45 } },
      priority: 1,
    },
    remembered: {
      label: { en: 'ordered again', ru: 'снова заказал' },
      from: ['toRemind'],
      to: 'regular',
      trigger: { kind: 'event', on: ['orderRecorded'] },
    },
    forgotten: {
      label: { en: 'becomes overdue all the same', ru: 'всё-таки под угрозой' },
      from: ['toRemind'],
      to: 'overdue',
      trigger: { kind: 'time', at: 'cadence.overdueAt' },
    },
  },
};

export const [old, now] = [defineConveyor(before), defineConveyor(after)];

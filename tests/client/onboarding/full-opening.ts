import { at } from '../department.ts';
import type { Step } from '../story.ts';

/** An opening balance with everything that one may bring; whoever is not on the staff is left out. */
export const fullOpening = {
  type: 'onboard',
  source: 'existing',
  from: { system: 'Old CRM', ids: { crm: '4711', taxId: '7707083893' } },
  registeredAt: at('01-05'),
  knownAt: at('11-01'),
  stands: { state: 'regular', since: at('02-01') },
  holders: {
    clientManager: { employeeId: 'ivanova', since: at('05-01'), deputy: { employeeId: 'petrova' } },
    orderOperator: { employeeId: 'olga', since: at('06-01') },
  },
  unfitHolders: 'leaveOut',
  pastHolders: [
    { role: 'clientManager', employeeId: 'gone', since: at('02-01'), until: at('05-01') },
    { role: 'developmentSpecialist', employeeId: 'denis', since: at('01-05'), until: at('02-01') },
  ],
  pastHandoffs: [
    {
      transfer: 'handToClientManager',
      from: { role: 'developmentSpecialist', employeeId: 'denis' },
      employeeId: 'gone',
      at: at('02-01'),
    },
    {
      transfer: 'handToOrderOperator',
      from: { role: 'clientManager', employeeId: 'ivanova' },
      employeeId: 'olga',
      at: at('06-01'),
    },
  ],
  facts: { industry: 'steel', segment: 'A' },
  people: { ada: { name: 'Ada', part: 'decisionMaker' } },
  windows: { dairy: { category: 'dairy', decidesAt: at('03-01'), every: { months: 6 } } },
  holds: { stockOut: { reason: 'unpaid', since: at('11-20'), until: at('12-20') } },
  contacts: { count: 12, twoWay: 7, lastAt: at('11-10'), lastTwoWayAt: at('11-05') },
  orders: [
    { id: 'o3', placedAt: at('11-20'), total: { amount: 3_000, currency: 'EUR' } },
    {
      id: 'o1',
      placedAt: at('01-02'),
      total: { amount: 1_000, currency: 'EUR' },
      lines: [{ product: 'bolts', quantity: 10 }],
      shippedAt: at('01-07'),
      paidAt: at('01-09'),
    },
    { id: 'o2', placedAt: at('10-01'), cancelledAt: at('10-02') },
    { id: 'o0', placedAt: at('09-01'), kind: 'sample', shippedAt: at('09-02'), returnedAt: at('09-09') },
  ],
} as const satisfies Step;

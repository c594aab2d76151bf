import { createSales, defineConveyor, memoryStore, type Sales } from 'sales-conveyor';
import { definePay, type PayPlanInput } from 'sales-conveyor/motivation';
import { mixed } from 'sales-conveyor/presets';
import { employeeIds, orders } from '../shared/northwind.ts';

export const months = ['1998-01', '1998-02', '1998-03'] as const;
/** Employee 5 leaves at the end of February; whoever is next has their orders. */
export const [leaver, head] = ['employee-5', 'head'] as const;
const successor = 'employee-6';
/** Told in the middle of February, of an order of January. */
export const cancelled = { orderId: '10817', on: '1998-02-16' };

const conveyor = defineConveyor(mixed({ currency: 'USD' }));
const credit = { on: 'orderPlaced' as const, to: [{ to: 'clientManager' }] };
const plan = (version: number, from: string, components: PayPlanInput['components']): PayPlanInput => ({
  ...{ id: 'managers', version, from, roles: ['clientManager'], currency: 'USD', components },
  salary: { otherwise: 1_800_00 },
});

/** What holds, and what the head thinks about for April. */
export const pay = definePay(conveyor, [
  plan(1, '1998-01-01', {
    commission: {
      credit,
      measure: { kind: 'sum', per: 'month' },
      rate: {
        kind: 'marginal',
        pays: 'percent',
        tiers: [
          { from: 0, pays: 3 },
          { from: 10_000_00, pays: 5 },
        ],
      },
    },
  }),
  plan(2, '1998-04-01', {
    target: {
      credit,
      measure: { kind: 'sum', per: 'month' },
      quota: { amounts: [{ amount: 10_000_00 }] },
      rate: {
        kind: 'interpolated',
        by: 'attainment',
        pays: 'amount',
        tiers: [
          { from: 0, pays: 0 },
          { from: 50, pays: 150_00 },
          { from: 100, pays: 500_00 },
          { from: 150, pays: 1_000_00 },
        ],
      },
    },
  }),
]);

const at = (day: string, time: string) => `${day}T${time}:00.000Z`;

/** The quarter as it was lived: who took an order holds the client from then on. `closing` comes after each month. */
export async function live(closing: (sales: Sales, month: string) => Promise<void>): Promise<Sales> {
  let now = at('1998-01-01', '00:00');
  const sales = createSales({ conveyor, store: memoryStore(), clock: () => now, ids: idsOf() });
  for (const id of employeeIds)
    await sales.employees.hire({ id, roles: ['clientManager'], hoursPerMonth: 130 });
  await sales.employees.hire({ id: head, roles: ['headOfSales'], hoursPerMonth: 130 });

  const by = { by: head };
  const holders = new Map<string, string>();
  const [first, last] = [`${months[0]}-01`, `${months.at(-1)}-31`];
  const steps = [
    ...orders
      .filter(({ orderedOn }) => first <= orderedOn && orderedOn <= last)
      .map((order) => ({ at: at(order.orderedOn, '12:00'), run: () => take(order) })),
    { at: at(cancelled.on, '15:00'), run: cancel },
    {
      at: at('1998-02-28', '18:00'),
      run: () => sales.employees.leave(leaver, { ...by, reason: 'a new job' }),
    },
    ...months.map((month, i) => ({
      at: at(['1998-02-02', '1998-03-02', '1998-04-01'][i] ?? '', '09:00'),
      run: () => closing(sales, month),
    })),
  ].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));

  async function take({ id, customerId: clientId, employeeId, total, orderedOn }: (typeof orders)[number]) {
    const holder = employeeId === leaver && orderedOn > '1998-02-28' ? successor : employeeId;
    if (!holders.has(clientId)) await sales.clients.register({ id: clientId, source: 'existing' }, by);
    if (holders.get(clientId) !== holder)
      await sales.execute({ type: 'assignHolder', clientId, role: 'clientManager', employeeId: holder }, by);
    holders.set(clientId, holder);
    const order = { id, placedAt: now, total: { amount: total, currency: 'USD' } };
    await sales.execute({ type: 'recordOrder', clientId, order }, by);
  }
  async function cancel() {
    const { orderId } = cancelled;
    const { customerId: clientId = '' } = orders.find(({ id }) => id === orderId) ?? {};
    await sales.execute({ type: 'cancelOrder', clientId, orderId, reason: 'ordered twice' }, by);
  }

  for (const step of steps) {
    now = step.at;
    await step.run();
  }
  return sales;
}

function idsOf(): () => string {
  let n = 0;
  return () => `id-${++n}`;
}

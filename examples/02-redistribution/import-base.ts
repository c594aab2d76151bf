import type { CommandInput, Sales } from 'sales-conveyor';
import { customers, employeeIds, orders } from '../shared/northwind.ts';

/** The day after the last order. */
export const today = '1998-05-07T08:00:00.000Z';

/** Northwind's sales representatives, by their numbers. */
const names = [
  'Davolio',
  'Fuller',
  'Leverling',
  'Peacock',
  'Buchanan',
  'Suyama',
  'King',
  'Callahan',
  'Dodsworth',
];

export const nameOf = (employeeId: string): string =>
  names[Number(employeeId.replace('employee-', '')) - 1] ?? employeeId;

/** The base as it stands: every customer who ever bought, held as client manager by whoever took the last order. */
export async function importHolders(sales: Sales): Promise<void> {
  for (const id of employeeIds) {
    await sales.employees.hire({
      id,
      name: nameOf(id),
      roles: ['clientManager'],
      hoursPerMonth: 60,
      hiredAt: '1994-01-01T00:00:00Z',
    });
  }
  await sales.employees.hire({ id: 'head', roles: ['headOfSales'], hoursPerMonth: 160 });
  const seller = new Map(orders.map(({ customerId, employeeId }) => [customerId, employeeId]));
  const buyers = customers.filter(({ id }) => seller.has(id));
  const commands = [
    ...buyers.map(({ id: clientId }) => ({ type: 'register', clientId, source: 'existing' }) as const),
    ...buyers.map(({ id: clientId }) => {
      const employeeId = seller.get(clientId) as string;
      return {
        type: 'assignHolder',
        clientId,
        role: 'clientManager',
        employeeId,
        reason: 'took the last order',
      } as const;
    }),
  ];
  await carryOut(sales, commands);
}

/** What everybody bought. */
export async function importOrders(sales: Sales): Promise<void> {
  const commands = orders.map(({ id, customerId: clientId, orderedOn, total: amount }) => {
    const order = { id, placedAt: `${orderedOn}T12:00:00.000Z`, total: { amount, currency: 'USD' } };
    return { type: 'recordOrder', clientId, order } as const;
  });
  await carryOut(sales, commands);
}

async function carryOut(sales: Sales, commands: readonly CommandInput[]): Promise<void> {
  const { failures } = await sales.executeMany(
    commands.map((command) => ({ command })),
    { by: 'head' },
  );
  if (failures.length > 0) throw new Error('The base could not be imported', { cause: failures });
}

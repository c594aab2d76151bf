import { createSales, defineConveyor, holderAt, memoryStore } from 'sales-conveyor';
import { definePay } from 'sales-conveyor/motivation';
import { mixed } from 'sales-conveyor/presets';
import { clientAsOf } from 'sales-conveyor/queries';
import { expect, test } from 'vitest';
import { planOf, tenPercent } from '../motivation/pay-kit.ts';

const by = 'orlov';
const clientId = 'acme';

/** Lena has the client until it goes to Kate on 28 April. In May it falls dormant; an order of 10 April is told. */
async function toldLate() {
  let now = '2026-01-01T09:00:00.000Z';
  const sales = createSales({ conveyor: defineConveyor(mixed()), store: memoryStore(), clock: () => now });
  for (const id of ['kate', 'lena'])
    await sales.employees.hire({ id, roles: ['clientManager'], hoursPerMonth: 130 });
  await sales.employees.hire({ id: by, roles: ['headOfSales'], hoursPerMonth: 130 });
  await sales.clients.register({ id: clientId, source: 'existing' }, { by: 'import' });
  const give = (employeeId: string) =>
    sales.execute({ type: 'assignHolder', clientId, role: 'clientManager', employeeId }, { by });
  await give('lena');
  now = '2026-04-28T09:00:00.000Z';
  await sales.runDue();
  expect(await give('kate')).toMatchObject({ ok: true });
  now = '2026-05-10T09:00:00.000Z';
  await sales.runDue();
  const placedAt = '2026-04-10T09:00:00.000Z';
  const order = { id: 'A', placedAt, total: { amount: 1_000_00, currency: 'EUR' } };
  expect(await sales.execute({ type: 'recordOrder', clientId, order }, { by })).toMatchObject({ ok: true });
  const history = await sales.clients.history(clientId);
  expect(history.map(({ type }) => type)).toContain('releaseUndone');
  return { sales, history };
}

test('an order told late does not rewrite who held the client until its lapse', async () => {
  const { sales, history } = await toldLate();
  const holders = ['04-09', '04-10', '04-20', '04-27', '04-29', '05-01', '05-09'].map((day) =>
    holderAt(history, 'clientManager', `2026-${day}T12:00:00.000Z`),
  );
  expect(holders).toEqual(['lena', 'lena', 'lena', 'lena', 'kate', 'kate', 'kate']);
  const happenedUntil = '2026-04-20T12:00:00.000Z';
  expect((await clientAsOf(sales, clientId, { happenedUntil }))?.custody).toMatchObject({
    clientManager: { employeeId: 'lena', since: '2026-01-01T09:00:00.000Z' },
  });

  const employees = [...(await sales.employees.history('kate')), ...(await sales.employees.history('lena'))];
  const book = definePay(sales.conveyor, [planOf(tenPercent)]).over({ clients: history, employees });
  const [lena, kate] = ['lena', 'kate'].map((employee) =>
    book.statement({ employee, period: '2026-04', knownAt: '2026-06-01T00:00:00.000Z' }),
  );
  expect([lena?.total, kate?.total]).toEqual([100_00, 0]);
  expect(lena?.lines[0]).toMatchObject({
    credits: [{ title: { as: 'clientManager', since: '2026-01-01T09:00:00.000Z' } }],
  });
});

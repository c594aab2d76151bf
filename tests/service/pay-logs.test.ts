import { createSales, memoryStore, type Store } from 'sales-conveyor';
import { openErasure } from 'sales-conveyor/erasure';
import { definePay, openMotivation } from 'sales-conveyor/motivation';
import { expect, test } from 'vitest';
import { conveyor, euros, on, planOf, tenPercent } from '../motivation/pay-kit.ts';

const by = { by: 'orlov' };
const pay = definePay(conveyor, [planOf(tenPercent)]);

/** A store whose every reading of the feed is counted, and fails where it is told to. */
function counted(failsAt: (reading: number) => boolean = () => false) {
  const store = memoryStore();
  const seen = { readings: 0 };
  const readFeed: Store['readFeed'] = async (...given) => {
    seen.readings += 1;
    if (failsAt(seen.readings)) throw new Error('The feed is not to be had.');
    return store.readFeed(...given);
  };
  const asked = new Proxy(store, {
    get: (target, name) => {
      if (name === 'readFeed') return readFeed;
      const method = Reflect.get(target, name);
      return typeof method === 'function' ? method.bind(target) : method;
    },
  });
  return { store, asked, seen };
}

/** Kate, who holds Acme with an order of 1,000, on a store; `asked` is the store that pay reads. */
async function department({ store, asked }: Pick<ReturnType<typeof counted>, 'store' | 'asked'>) {
  const options = { conveyor, clock: () => on('01-05') };
  const sales = createSales({ ...options, store });
  await sales.employees.hire({ id: 'orlov', roles: ['headOfSales'], hoursPerMonth: 130 });
  await sales.employees.hire({ id: 'kate', roles: ['clientManager'], hoursPerMonth: 130 });
  await sales.clients.register({ id: 'acme', source: 'existing' }, by);
  const role = 'clientManager';
  await sales.execute({ type: 'assignHolder', clientId: 'acme', role, employeeId: 'kate' }, by);
  const order = (id: string) =>
    sales.execute(
      { type: 'recordOrder', clientId: 'acme', order: { id, placedAt: on('01-05'), total: euros(1_000) } },
      by,
    );
  await order('A-1');
  const opened = () => openMotivation(createSales({ ...options, store: asked }), { pay });
  return { sales, order, opened };
}

const totalOf = async (motivation: ReturnType<typeof openMotivation>) => {
  const told = await motivation.statement({ employee: 'kate', period: '2026-01' }, by);
  return told.ok ? told.statement.total : told.reasons;
};

/** Over 1,000 events: two for each client. */
async function register(sales: Awaited<ReturnType<typeof department>>['sales']) {
  const many = Array.from({ length: 520 }, (_, i) => ({ id: `client-${i}`, source: 'existing' as const }));
  await sales.clients.registerMany(many, by);
}

test('an erasure beyond the first page of the log is read, once more from the beginning', async () => {
  const parts = counted((reading) => reading > 20);
  const { sales, opened, order } = await department(parts);
  await register(sales);
  const erasure = openErasure(sales);
  expect(await erasure.erase({ clientId: 'client-0' }, by)).toMatchObject({ ok: true });
  const motivation = opened();
  expect(await totalOf(motivation)).toBe(100_00);
  expect(parts.seen.readings).toBe(4);
  await order('A-2');
  expect(await totalOf(motivation)).toBe(200_00);
  expect(parts.seen.readings).toBe(5);
  expect(await erasure.erase({ clientId: 'client-1' }, by)).toMatchObject({ ok: true });
  expect(await totalOf(motivation)).toBe(200_00);
  expect(parts.seen.readings).toBe(8);
});

test('who ask at once read each event once, and go by all that was there when they asked', async () => {
  const parts = counted();
  const { opened, order } = await department(parts);
  const motivation = opened();
  const ask = () => totalOf(motivation);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([100_00, 100_00, 100_00]);
  expect(parts.seen.readings).toBe(1);
  await order('A-2');
  const first = ask();
  await order('A-3');
  expect(await Promise.all([first, ask(), ask()])).toEqual([expect.any(Number), 300_00, 300_00]);
  expect(await ask()).toBe(300_00);
});

test('a batch gives what the same events give one by one: who asks after each is told what who asks once is told', async () => {
  const { sales, opened, order } = await department(counted());
  const motivation = opened();
  const query = { employee: 'kate', period: '2026-01' };
  const cancel = { type: 'cancelOrder', clientId: 'acme', orderId: 'A-2', reason: 'by mistake' } as const;
  for (const step of [() => order('A-2'), () => order('A-3'), () => sales.execute(cancel, by)]) {
    await step();
    expect(await motivation.statement(query, by)).toEqual(await opened().statement(query, by));
  }
  expect(await totalOf(motivation)).toBe(200_00);
});

test('a reading that fails half-way leaves nothing half done, and the next begins where the last good one ended', async () => {
  const parts = counted((reading) => reading === 2);
  const { sales, opened } = await department(parts);
  await register(sales);
  const motivation = opened();
  await expect(totalOf(motivation)).rejects.toThrow('not to be had');
  expect(await Promise.all([totalOf(motivation), totalOf(motivation)])).toEqual([100_00, 100_00]);
});

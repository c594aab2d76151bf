import { defineConveyor, memoryStore, type Store } from 'sales-conveyor';
import { expect, it } from 'vitest';
import { Department, stores, wrapped } from './department.ts';
import { trade } from './trade.ts';

const keeper = { ...trade.roles.keeper, claims: 2 };
const conveyor = defineConveyor({ ...trade, roles: { ...trade.roles, keeper } });

it('of claims sent together those past the limit are refused, and what the claimant holds is counted once a batch', async () => {
  const store = memoryStore();
  const asked: unknown[] = [];
  const countHeld: Store['countHeld'] = (tenant, query) => {
    asked.push(query);
    return store.countHeld(tenant, query);
  };
  const { sales } = await new Department(wrapped(store, { countHeld }), { conveyor }).staff();
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const waiting = ids.map((id) => ({ id, source: 'existing' as const }));
  await sales.clients.registerMany(waiting, { by: 'import' });
  const claims = ids.map((clientId) => {
    return { command: { type: 'assignHolder', clientId, role: 'keeper', employeeId: 'vera' } } as const;
  });
  const { accepted, failures } = await sales.executeMany(claims, { by: 'vera' });
  const refusal = { reasons: [{ code: 'CLAIMS_FULL', role: 'keeper', limit: 2 }] };
  expect(accepted).toBe(2);
  expect(failures).toMatchObject([2, 3, 4].map((index) => ({ index, refusal })));
  const once = [{ employeeIds: ['vera'], role: 'keeper' }];
  expect(asked).toEqual(once);
  const again = await sales.executeMany(claims.slice(2), { by: 'vera' });
  expect(again).toMatchObject({ accepted: 0, failures: [0, 1, 2].map((index) => ({ index, refusal })) });
  expect(asked).toEqual([...once, ...once]);
});

it.each(stores)(
  'of claims that race through 8 shells on $name, no more than the limit are accepted',
  async ({ open }) => {
    const store = await open();
    const none = { wait: async () => {}, attempts: 100 };
    const shells = Array.from({ length: 8 }, () => new Department(store, { conveyor, ...none }).sales);
    const [{ sales }] = [await new Department(store, { conveyor }).staff()];
    const ids = shells.map((_, i) => `c${i}`);
    const waiting = ids.map((id) => ({ id, source: 'existing' as const }));
    await sales.clients.registerMany(waiting, { by: 'import' });
    const claims = ids.map((clientId, i) => {
      const claim = { type: 'assignHolder', clientId, role: 'keeper', employeeId: 'vera' } as const;
      return shells[i]?.execute(claim, { by: 'vera' });
    });
    const results = await Promise.all(claims);
    expect(results.filter((result) => result?.ok)).toHaveLength(2);
    expect(results.filter((result) => result && !result.ok)).toMatchObject(
      Array(6).fill({ refusal: { reasons: [{ code: 'CLAIMS_FULL', role: 'keeper', limit: 2 }] } }),
    );
    const { clients } = await sales.clients.query({ holder: { employeeId: 'vera' } });
    expect(clients).toHaveLength(2);
  },
);

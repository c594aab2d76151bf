import { defineConveyor, memoryStore, type Store } from 'sales-conveyor';
import { expect, it } from 'vitest';
import { Department, wrapped } from './department.ts';
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

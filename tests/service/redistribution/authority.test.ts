import { memoryStore } from 'sales-conveyor';
import { expect, test } from 'vitest';
import { keepers, planned, quick } from './keepers.ts';

test('who may plan, approve, apply and undo says the blueprint; the rest is refused with who could', async () => {
  const { sales } = await keepers(memoryStore(), { vera: 1, gleb: 1 });
  const { redistribution } = sales;
  const input = {
    reason: { kind: 'departure', employeeId: 'vera' },
    role: 'keeper',
    id: 'p',
    ...quick,
  } as const;
  const refused = (action: string) => ({
    ok: false,
    refused: [{ code: 'NOT_AUTHORIZED', actor: 'vera', action, holders: [], roles: ['head'] }],
  });
  const vera = { by: 'vera' };
  expect(await redistribution.plan(input, vera)).toEqual(refused('planRedistribution'));
  expect(await redistribution.get('p')).toBeUndefined();
  planned(await redistribution.plan(input, { by: 'head' }));
  expect(await redistribution.edit('p', [{ kind: 'keep', clientId: 'gleb-1' }], vera)).toEqual(
    refused('planRedistribution'),
  );
  expect(await redistribution.approve('p', vera)).toEqual(refused('approveRedistribution'));
  expect(await redistribution.reject('p', vera)).toEqual(refused('approveRedistribution'));
  planned(await redistribution.approve('p', { by: 'head' }));
  expect(await redistribution.apply('p', vera)).toEqual(refused('applyRedistribution'));
  planned(await redistribution.apply('p', { by: 'head' }));
  expect(await redistribution.undo('p', vera)).toEqual(refused('undoRedistribution'));
});

test('a plan that is rejected or discarded is so for good, with who said so and why', async () => {
  const { sales } = await keepers(memoryStore(), { vera: 1, gleb: 1 });
  const { redistribution } = sales;
  const input = { reason: { kind: 'departure', employeeId: 'vera' }, role: 'keeper', ...quick } as const;
  for (const id of ['p', 'q']) planned(await redistribution.plan({ ...input, id }, { by: 'head' }));
  const rejected = await redistribution.reject('p', { by: 'head', why: 'too early' });
  expect(rejected).toMatchObject({
    plan: { status: 'rejected', log: [{}, { what: 'rejected', by: 'head', why: 'too early' }] },
  });
  expect(await redistribution.discard('q', { by: 'head' })).toMatchObject({ plan: { status: 'discarded' } });
  for (const id of ['p', 'q']) {
    expect(await redistribution.approve(id, { by: 'head' })).toMatchObject({
      refused: [{ code: 'WRONG_PLAN_STATUS' }],
    });
  }
  expect(await redistribution.apply('nowhere', { by: 'head' })).toEqual({
    ok: false,
    refused: [{ code: 'UNKNOWN_PLAN', planId: 'nowhere' }],
  });
  expect(await redistribution.plan({ ...input, id: 'p' }, { by: 'head' })).toMatchObject({
    refused: [{ code: 'PLAN_EXISTS' }],
  });
});

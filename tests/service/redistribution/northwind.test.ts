import { createSales, defineConveyor, memoryStore } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { openRedistribution } from 'sales-conveyor/redistribution';
import { expect, test } from 'vitest';
import { importHolders, today } from '../../../examples/02-redistribution/import-base.ts';
import { planned, quick } from './keepers.ts';

test('when 4 leaves Northwind, nobody but 4 loses a client, and 5, 6, 7 and 9 end at 8 each', async () => {
  const never = (years: number) => ({ kind: 'fixed', after: { years } }) as const;
  const cadence = { overdue: never(10), dormant: never(11), lost: never(12) };
  const conveyor = defineConveyor({ ...mixed({ currency: 'USD' }), cadence });
  const sales = createSales({ conveyor, store: memoryStore(), clock: () => today });
  await importHolders(sales);
  const redistribution = openRedistribution(sales);
  const input = {
    reason: { kind: 'departure', employeeId: 'employee-4' },
    role: 'clientManager',
    ...quick,
  } as const;
  const { id } = planned(await redistribution.plan(input, { by: 'head' }));
  const preview = await redistribution.preview(id);
  expect(
    preview?.employees.map(({ before, after, lost }) => [before.clients, lost.clients, after.clients]),
  ).toEqual([
    [15, 0, 15],
    [16, 0, 16],
    [14, 0, 14],
    [12, 12, 0],
    [2, 0, 8],
    [6, 0, 8],
    [8, 0, 8],
    [12, 0, 12],
    [4, 0, 8],
  ]);
  planned(await redistribution.approve(id, { by: 'head' }));
  planned(await redistribution.apply(id, { by: 'head' }));
  const { custody } = await sales.census();
  expect(custody.map(({ clients }) => clients)).toEqual([15, 16, 14, 8, 8, 8, 12, 8]);
});

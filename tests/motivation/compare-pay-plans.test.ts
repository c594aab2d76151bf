import { comparePayPlans, definePay } from 'sales-conveyor/motivation';
import { expect, test } from 'vitest';
import {
  clientLog,
  conveyor,
  FOREVER,
  held,
  hired,
  on,
  ordered,
  planOf,
  registered,
  tenPercent,
} from './pay-kit.ts';

const percent = (pays: number, from = 0) =>
  ({ ...tenPercent, rate: { ...tenPercent.rate, tiers: [{ from, pays }] } }) as typeof tenPercent;
const others = planOf(
  { ...tenPercent, credit: { on: 'orderPlaced', to: [{ to: 'orderOperator' }] } } as never,
  { id: 'others', roles: ['orderOperator'] },
);
/** A version that begins only in 2030: computed, and shown to nobody. */
const ghost = planOf(percent(20, 100_00), { version: 2, from: '2030-01-01' });
const clients = [
  ...clientLog(
    'acme',
    registered(),
    held('kate'),
    ordered('1', on('01-10'), 150),
    ordered('2', on('02-10'), 50),
  ),
  ...clientLog('best', registered(), held('lena'), ordered('3', on('01-10'), 1_000)),
  ...clientLog('core', registered(), held('nora'), ordered('4', on('02-10'), 200)),
];
const employees = [...hired('kate'), ...hired('lena'), ...hired('nora')];
const book = definePay(conveyor, [planOf(percent(10)), ghost, others]).over({ clients, employees });
const periods = ['2026-01', '2026-02'];

test('past months under another version, per person and in all; nothing is paid by it', () => {
  const compared = comparePayPlans(book, {
    periods,
    knownAt: FOREVER,
    after: { id: 'managers', version: 2 },
  });
  expect(compared).toEqual({
    currency: 'EUR',
    people: [
      {
        employeeId: 'kate',
        before: 20_00,
        after: 10_00,
        difference: -10_00,
        months: [
          { period: '2026-01', before: 15_00, after: 10_00, difference: -5_00 },
          { period: '2026-02', before: 5_00, after: 0, difference: -5_00 },
        ],
      },
      expect.objectContaining({ employeeId: 'lena', before: 100_00, after: 180_00, difference: 80_00 }),
      expect.objectContaining({ employeeId: 'nora', before: 20_00, after: 20_00, difference: 0 }),
    ],
    before: 140_00,
    after: 210_00,
    difference: 70_00,
    more: 1,
    less: 1,
    same: 1,
  });
  expect(book.statement({ employee: 'kate', period: '2026-01', knownAt: FOREVER }).total).toBe(15_00);
});

test('a version against itself changes nothing, and each figure is that of the statements', () => {
  const version = { id: 'managers', version: 2 };
  const itself = comparePayPlans(book, { periods, knownAt: FOREVER, before: version, after: version });
  expect(itself).toMatchObject({ before: 210_00, difference: 0, more: 0, less: 0 });
  const statement = book.statement({ employee: 'lena', period: '2026-01', knownAt: FOREVER, plan: version });
  expect(itself.people.find(({ employeeId }) => employeeId === 'lena')?.after).toBe(statement.total);
});

test('a version that nobody knows is refused, with those that there are', () => {
  const unknown = { periods, knownAt: FOREVER, after: { id: 'managers', version: 7 } };
  expect(() => comparePayPlans(book, unknown)).toThrow(
    expect.objectContaining({
      code: 'INVALID_QUERY',
      details: expect.objectContaining({
        problems: [expect.objectContaining({ code: 'NOT_ONE_OF', values: { allowed: ['1', '2'] } })],
      }),
    }),
  );
});

test('an unknown version is refused of a statement as of a comparison, with those that there are', () => {
  const refused = (path: string, ...allowed: string[]) =>
    expect.objectContaining({
      code: 'INVALID_QUERY',
      details: expect.objectContaining({
        problems: [expect.objectContaining({ path, code: 'NOT_ONE_OF', values: { allowed } })],
      }),
    });
  const month = { period: '2026-01', knownAt: FOREVER };
  const unknown = { ...month, plan: { id: 'managers', version: 7 } };
  expect(() => book.statement({ ...unknown, employee: 'kate' })).toThrow(refused('plan', '1', '2'));
  expect(() => book.statements(unknown)).toThrow(refused('plan', '1', '2'));
  expect(() => book.uncredited(unknown)).toThrow(refused('plan', '1', '2'));
  const nowhere = { ...month, plan: { id: 'manager', version: 1 } };
  expect(() => book.statements(nowhere)).toThrow(refused('plan.id', 'managers', 'others'));
  expect(() => comparePayPlans(book, { periods, knownAt: FOREVER, after: nowhere.plan })).toThrow(
    refused('after.id', 'managers', 'others'),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClientRow } from '../../../src/redistribution/plan/plan-client.ts';
import { packRows, unpackRows } from '../../../src/service/redistribution/packed-rows.ts';

/** Few values, so that columns are now all different, now all alike, now with gaps. */
const rowOf = fc.record(
  {
    holder: fc.constantFrom('anna', 'boris', undefined),
    hours: fc.constantFrom(1, 0.5),
    eligible: fc.constantFrom(['anna'], ['anna', 'boris'], undefined),
    revision: fc.nat(3),
    overdue: fc.boolean(),
  },
  { requiredKeys: ['hours', 'revision', 'overdue'] },
);

const clientRow = ({ revision, overdue, ...client }: object & Record<string, unknown>, n: number) =>
  JSON.parse(
    JSON.stringify({ client: { id: `c-${n}`, ...client }, revision, overdue, state: 'regular' }),
  ) as ClientRow;

test('rows come out as they went in, whatever their columns have in common', () => {
  fc.assert(
    fc.property(fc.array(rowOf, { maxLength: 30 }), (given) => {
      const rows = given.map(clientRow);
      expect(unpackRows(JSON.parse(JSON.stringify(packRows(rows))))).toEqual(rows);
    }),
  );
});

test('a value that all rows have takes no more room in a thousand rows than in one', () => {
  const columnOf = (count: number) => {
    const rows = Array.from({ length: count }, (_, n) =>
      clientRow({ hours: 1, revision: 1, overdue: false }, n),
    );
    return JSON.stringify(packRows(rows).client.hours);
  };
  expect(columnOf(1_000)).toBe(columnOf(1));
});

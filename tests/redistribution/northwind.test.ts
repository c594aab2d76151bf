import { expect, test } from 'vitest';
import { checkPlan } from '../../src/redistribution/check/check-plan.ts';
import { redistribute } from '../../src/redistribution/redistribute.ts';

test('when 4 leaves, nobody but 4 loses a client, and those with the fewest end at 8 each', () => {
  const held = [15, 16, 14, 12, 2, 6, 8, 12, 4];
  const clients = held.flatMap((count, e) =>
    Array.from({ length: count }, (_, n) => ({ id: `client-${e + 1}-${n}`, holder: `${e + 1}`, hours: 1 })),
  );
  const employees = held.map((_, e) => ({ id: `${e + 1}`, capacity: 20, keeps: e !== 3 }));
  const problem = { clients, employees };

  const result = redistribute(problem);

  if (!result.ok) throw new Error(JSON.stringify(result));
  const { moves } = result.proposal;
  const after = held.map((count, e) => {
    const of = (end: 'from' | 'to') => moves.filter((move) => move[end] === `${e + 1}`).length;
    return count - of('from') + of('to');
  });
  expect(new Set(moves.map(({ from }) => from))).toEqual(new Set(['4']));
  expect(after).toEqual([15, 16, 14, 0, 8, 8, 8, 12, 8]);
  expect(checkPlan(problem, result.proposal)).toEqual([]);
});

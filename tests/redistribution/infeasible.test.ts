import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { expect, test } from 'vitest';
import { describeInfeasible } from '../../src/redistribution/describe-redistribution.ts';
import type { RedistributionProblem } from '../../src/redistribution/problem.ts';
import { redistribute } from '../../src/redistribution/redistribute.ts';

function refusalOf(problem: RedistributionProblem) {
  const result = redistribute(problem, { effort: 0.05 });
  if (result.ok || !('infeasible' in result)) throw new Error(JSON.stringify(result));
  return {
    ...result.infeasible,
    words: describeInfeasible(result, { dictionary: en }),
    ru: describeInfeasible(result, { dictionary: ru }),
  };
}

const clientsOf = (holder: string, hours: readonly number[]) =>
  hours.map((one, at) => ({ id: `${holder}-${at + 1}`, holder, hours: one }));

test('nobody accepts the client: it is named, with what stands against each', () => {
  const { reasons, words, ru } = refusalOf({
    clients: [{ id: 'ACME', hours: 1 }],
    employees: [
      { id: 'ann', capacity: 10, accepts: false },
      { id: 'bob', capacity: 10, keeps: false },
    ],
  });
  expect(reasons).toEqual([
    { code: 'NOBODY_ELIGIBLE', clientIds: ['ACME'], obstacles: { ACCEPTS_NONE: 1, KEEPS_NONE: 1 } },
  ]);
  expect(words).toContain('Nobody can have ACME: 1 accept no clients, 1 keep no clients.');
  expect(ru).toContain('Некому передать: ACME');
});

test("a leaver's clients need more than the others have free: how much, and the use of capacity that would do", () => {
  const problem = {
    clients: [
      ...clientsOf('ivanova', [10, 10, 10, 13.5]),
      ...clientsOf('petrov', [84.5]),
      ...clientsOf('sidorov', [84.5]),
    ],
    employees: [
      { id: 'ivanova', capacity: 100, keeps: false },
      { id: 'petrov', capacity: 100 },
      { id: 'sidorov', capacity: 100 },
    ],
  };
  const { reasons, relaxations, words } = refusalOf(problem);
  expect(reasons).toMatchObject([{ code: 'NO_ROOM', holders: ['ivanova'], amount: 43.5, free: 31 }]);
  expect(words).toContain('4 clients of ivanova come to 43.5 h');
  expect(words).toContain('12.5 h too little');
  const [use] = relaxations;
  expect(use).toMatchObject({ rule: 'utilisation.max', from: 1, to: 1.08 });
  const at = (max: number) => redistribute({ ...problem, policy: { limits: { utilisation: { max } } } }).ok;
  expect([at(1.079), at(1.08)]).toEqual([false, true]);
});

test('a client larger than anybody has room for is named', () => {
  const { reasons } = refusalOf({
    clients: [{ id: 'giant', hours: 50 }],
    employees: [
      { id: 'ann', capacity: 30 },
      { id: 'bob', capacity: 40 },
    ],
  });
  expect(reasons).toEqual([
    { code: 'TOO_LARGE', clientIds: ['giant'], measure: 'hours', amount: 50, mostFree: 40 },
  ]);
});

test('a band too narrow for whole clients: the smallest one that can hold', () => {
  const { relaxations, words } = refusalOf({
    clients: clientsOf('ann', [4, 4, 4]),
    employees: [
      { id: 'ann', capacity: 10 },
      { id: 'bob', capacity: 10 },
    ],
    policy: { limits: { loadBand: 0.05 } },
  });
  const band = relaxations.find(({ rule }) => rule === 'loadBand');
  expect(band).toMatchObject({ from: 0.05, to: 0.334 });
  expect(words).toContain('the band of load at 33.4% instead of 5%');
});

test('more moves are needed than are allowed: how many', () => {
  const { relaxations } = refusalOf({
    clients: clientsOf('ann', [1, 1, 1, 1, 1, 1]),
    employees: [
      { id: 'ann', capacity: 10 },
      { id: 'bob', capacity: 10 },
    ],
    policy: { limits: { loadBand: 0.1, maxMoves: 1 } },
  });
  expect(relaxations).toContainEqual({ rule: 'maxMoves', from: 1, to: 3, minimal: true });
});

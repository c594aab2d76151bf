import type { Client, ClientEvent } from 'sales-conveyor';
import { expect, test } from 'vitest';
import { type Chapter, liveThrough } from '../../examples/14-a-client-for-years/life.ts';

const ends = new Map<Chapter, Client>();
let history: readonly ClientEvent[] = [];
// A step that is not decided as the story says ends it.
for await (const told of liveThrough('moved away')) {
  ends.set(told.chapter, told.client);
  history = told.history;
}

const holders = (chapter: Chapter) =>
  Object.fromEntries(
    Object.entries(ends.get(chapter)?.custody ?? {}).map(([role, { employeeId }]) => [role, employeeId]),
  );

test.each([
  ['lead', 'qualified', { telemarketer: 'tanya' }],
  ['entry', 'activeSelling', { developmentSpecialist: 'denis' }],
  ['firstOrders', 'rampIn', { developmentSpecialist: 'denis' }],
  ['regular', 'regular', { clientManager: 'irina', orderOperator: 'olga' }],
  ['givenBack', 'regular', { clientManager: 'irina' }],
  ['creditStop', 'regular', { clientManager: 'irina' }],
  ['holiday', 'regular', { clientManager: 'irina' }],
  ['anotherManager', 'regular', { clientManager: 'pavel' }],
  ['departure', 'regular', { clientManager: 'irina' }],
] as const)('at the end of the chapter "%s" the client is %s, held by %o', (chapter, state, custody) => {
  expect(ends.get(chapter)?.state).toBe(state);
  expect(holders(chapter)).toEqual(custody);
});

test('each of the six roles does something that no other does', () => {
  const deeds = (employee: string) =>
    history.flatMap((event) => {
      if (event.by !== employee) return [];
      if (event.type === 'stateChanged') return [`moved ${event.transfer}`];
      if (event.type === 'handoffOffered') return [`offered ${event.handoff.transfer}`];
      return [event.type];
    });
  const own = {
    tanya: ['moved qualify', 'offered handToDevelopment'],
    denis: ['windowWon', 'offered handToClientManager'],
    irina: ['offered handToOrderOperator'],
    olga: ['clientReturned'],
    sonya: ['offered changeManager'],
    boris: ['orderShipped', 'orderPaid', 'holdPlaced', 'holdReleased'],
  };
  for (const [employee, alone] of Object.entries(own)) {
    expect(deeds(employee)).toEqual(expect.arrayContaining(alone));
    const others = Object.keys(own).filter((other) => other !== employee);
    const theirs = new Set(others.flatMap(deeds));
    expect(alone.filter((deed) => theirs.has(deed))).toEqual([]);
  }
});

test('the holiday leaves the client with its manager; the deputy speaks and takes the order', () => {
  const days = history.filter(({ happenedAt }) => happenedAt.startsWith('2026-08-26'));
  expect(days.map(({ type, by }) => [type, by])).toEqual([
    ['contactRecorded', 'pavel'],
    ['orderRecorded', 'pavel'],
  ]);
});

test('the departure leaves the client to the pool, on that day, until somebody takes it', () => {
  const last = history.slice(-4).map(({ type, happenedAt }) => [type, happenedAt.slice(0, 10)]);
  expect(last).toEqual([
    ['holderReleased', '2026-10-01'],
    ['clientPooled', '2026-10-01'],
    ['holderAssigned', '2026-10-02'],
    ['orderRecorded', '2026-10-06'],
  ]);
});

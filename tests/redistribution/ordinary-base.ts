import type { RedistributionProblem } from '../../src/redistribution/problem.ts';
import { seededRandom } from '../../src/redistribution/solver/search/seeded-random.ts';

/** A base of so many clients as a head of sales has one: skewed, with some of what bases have, by the seed. */
export function ordinaryBase(seed: number, size: { readonly clients: number; readonly employees: number }) {
  const random = seededRandom(seed);
  const below = (count: number) => Math.floor(random() * count);
  const chance = (share: number) => random() < share;
  const has = {
    thirds: chance(0.2),
    zeroHours: chance(0.15),
    partTime: chance(0.3),
    otherHours: chance(0.2),
    regions: chance(0.3) ? 2 + below(3) : 0,
    holdings: chance(0.3),
    pins: chance(0.2),
    forbidden: chance(0.2),
    newHires: chance(0.2),
    leavers: chance(0.2),
    displaced: chance(0.15),
    potential: chance(0.25),
  };
  const { clients: count, employees: people } = size;
  const idOf = (e: number) => `e${String(e).padStart(2, '0')}`;
  const skew = 1 + random();
  const clients = Array.from({ length: count }, (_, i) => {
    const holder = Math.floor(people * random() ** skew);
    const hours = has.thirds ? (1 + below(9)) / 3 : ([2.25, 1.5, 1.05][below(3)] as number);
    return {
      id: `c${String(i).padStart(3, '0')}`,
      ...(!(has.displaced && chance(0.05)) && { holder: idOf(holder) }),
      hours: has.zeroHours && chance(0.2) ? 0 : hours,
      revenue: below(90_000),
      ...(has.potential && { potential: 1 + below(40) }),
      ...(has.holdings && chance(0.4) && { accountGroup: `h${holder}-${below(6)}` }),
      ...(has.regions > 0 && {
        eligible: Array.from({ length: people }, (_, e) => e)
          .filter((e) => e % has.regions === i % has.regions || chance(0.1))
          .map(idOf),
      }),
    };
  });
  const employees = Array.from({ length: people }, (_, e) => ({
    id: idOf(e),
    capacity: has.partTime ? ([744, 558, 372][e % 3] as number) : 744,
    ...(has.otherHours && { otherHours: below(20) }),
    ...(has.leavers && e === 0 && people > 2 && { keeps: false }),
    ...(has.newHires && e === people - 1 && { accepts: true }),
  }));
  const kept = has.newHires
    ? clients.map((one) =>
        one.holder === idOf(people - 1) ? { ...one, holder: idOf(below(people - 1)) } : one,
      )
    : clients;
  const pick = () => kept.filter(({ id }) => id !== alone[0]?.id)[below(count - 1)]?.id as string;
  const alone = kept.filter((one) => !('accountGroup' in one) && !('eligible' in one));
  const limit = below(8);
  const problem: RedistributionProblem = {
    clients: kept,
    employees,
    policy: {
      movable: 'all',
      weights: { load: 1, potential: 0.5, similarity: 0, disruption: [0.3, 0.02, 1][below(3)] as number },
      limits: {
        utilisation: { max: 5 },
        ...(limit === 0 && { loadBand: [0.1, 0.3, 0.6][below(3)] as number }),
        ...(limit === 1 && { maxMoves: below(1 + count / 10) }),
        ...(limit === 2 && { maxMovedRevenue: random() * 0.1 }),
        ...(limit === 3 && { maxLoss: { clients: 0.3 }, maxGain: { hours: 0.5 } }),
        ...(limit === 4 && { maxGain: { clients: 0.2 } }),
      },
      ...(has.pins && alone[0] && { pins: [{ clientId: alone[0].id, employeeId: idOf(people - 1) }] }),
      ...(has.forbidden && { forbidden: [{ clientId: pick(), employeeId: idOf(below(people)) }] }),
    },
  };
  return problem;
}

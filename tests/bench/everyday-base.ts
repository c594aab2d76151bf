import type { RedistributionPolicyInput } from '../../src/redistribution/policy.ts';
import type { RedistributionProblem } from '../../src/redistribution/problem.ts';

/** What makes a base differ from the plain one. */
export type Variant =
  | 'balanced'
  | 'bestBalance'
  | 'loadBand'
  | 'maxMoves'
  | 'part-time'
  | 'six regions'
  | 'groups of companies';

export const variants: readonly Variant[] = [
  'balanced',
  'bestBalance',
  'loadBand',
  'maxMoves',
  'part-time',
  'six regions',
  'groups of companies',
];

/** A base of so many clients that lies with a few of so many employees: clients are small, and nobody is out of reach. */
export function skewedBase(clients: number, employees: number, variant: Variant): RedistributionProblem {
  const idOf = (e: number) => `e${String(e).padStart(4, '0')}`;
  return {
    clients: Array.from({ length: clients }, (_, i) => {
      const rank = (i * 7919) % clients;
      const holder = Math.floor(employees * (rank / clients) ** 1.3);
      return {
        id: `c${String(i).padStart(6, '0')}`,
        holder: idOf(holder),
        hours: [2.25, 1.5, 1.05][i % 3] as number,
        revenue: 1000 + ((i * 7919) % 90_000),
        ...(variant === 'six regions' && { eligible: sameRegion(i % 6, employees).map(idOf) }),
        ...(variant === 'groups of companies' &&
          rank % 10 < 3 && { accountGroup: `h${Math.floor(rank / 10)}` }),
      };
    }),
    employees: Array.from({ length: employees }, (_, e) => ({
      id: idOf(e),
      capacity: variant === 'part-time' ? ([744, 558, 372][e % 3] as number) : 744,
    })),
    policy: policyFor(variant, clients),
  };
}

const sameRegion = (region: number, employees: number) =>
  Array.from({ length: employees }, (_, e) => e).filter((e) => e % 6 === region || (e + 1) % 6 === region);

function policyFor(variant: Variant, clients: number): RedistributionPolicyInput {
  const isBalance = variant === 'bestBalance' || variant === 'maxMoves';
  return {
    movable: 'all',
    weights: {
      load: 1,
      potential: 0,
      similarity: 0,
      nearness: 0,
      disruption: isBalance ? 0.02 : 0.3,
    },
    limits: {
      utilisation: { max: 5 },
      ...(variant === 'loadBand' && { loadBand: 0.02 }),
      ...(variant === 'maxMoves' && { maxMoves: Math.floor(clients / 40) }),
    },
  };
}

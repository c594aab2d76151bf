import fc from 'fast-check';
import type { RedistributionProblem } from '../../src/redistribution/problem.ts';

const employeeIds = ['ann', 'bob', 'cat', 'dan', 'eve'];
const industries = ['dairy', 'steel'];
const oneOf = (ids: readonly string[]) => fc.constantFrom(...ids);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const share = fc.constantFrom(0, 0.1, 0.25, 0.5, 1);

const client = fc.record(
  {
    holder: oneOf(employeeIds),
    hours: fc.constantFrom(1, 2, 2.5, 3.33, 7),
    potential: fc.integer({ min: 0, max: 50 }),
    revenue: fc.integer({ min: 0, max: 1000 }),
    accountGroup: fc.constantFrom('h1', 'h2'),
    industry: oneOf(industries),
    eligible: fc.subarray(employeeIds, { minLength: 3 }),
    underServed: fc.constantFrom(0, 0.5, 1),
  },
  { requiredKeys: ['hours'] },
);

const employee = fc.record(
  {
    capacity: fc.constantFrom(0, 20, 20, 33, 40),
    accepts: fc.constantFrom(...Array(7).fill(true), false),
    keeps: fc.constantFrom(...Array(7).fill(true), false),
    experience: fc.dictionary(oneOf(industries), fc.integer({ min: 0, max: 9 })),
    otherHours: fc.constantFrom(0, 1.5),
  },
  { requiredKeys: ['capacity'] },
);

const limits = fc.record(
  {
    utilisation: fc.record({ max: fc.constantFrom(1, 3, 5) }),
    loadBand: fc.constantFrom(0.5, 2, 4),
    potentialBand: fc.constantFrom(1, 4),
    maxLoss: fc.record({ clients: share, hours: share, revenue: share }, { requiredKeys: [] }),
    maxGain: fc.record({ clients: share, hours: share }, { requiredKeys: [] }),
    maxMoves: fc.integer({ min: 0, max: 5 }),
    maxMovedRevenue: share,
  },
  { requiredKeys: [] },
);

const weight = fc.constantFrom(0, 0.2, 1);
const weights = fc.record(
  { load: weight, potential: weight, disruption: weight, similarity: weight, coverage: weight },
  { requiredKeys: [] },
);

/** Problems of a handful of people without pins; many have a plan. */
export const problems: fc.Arbitrary<RedistributionProblem> = fc
  .record({
    clients: fc.array(client, { minLength: 1, maxLength: 14 }),
    employees: fc.tuple(employee, employee, employee, employee, employee),
    limits: optional(limits),
    weights: optional(weights),
    movable: optional(fc.constantFrom('displaced' as const, 'all' as const)),
    forbidden: fc.array(fc.tuple(fc.nat(13), oneOf(employeeIds)), { maxLength: 2 }),
    locked: fc.array(fc.nat(13), { maxLength: 2 }),
  })
  .map(({ clients, employees, forbidden, locked, ...policy }) => ({
    clients: clients.map((one, at) => ({
      id: `c${at}`,
      ...one,
      ...(locked.includes(at) && one.holder && { protected: 'late deal' }),
    })),
    employees: employees.map((one, at) => ({ id: employeeIds[at] as string, ...one })),
    policy: {
      ...(policy.movable && { movable: policy.movable }),
      ...(policy.weights && { weights: policy.weights }),
      limits: { utilisation: { max: 5 }, ...policy.limits },
      forbidden: forbidden
        .filter(([at]) => at < clients.length)
        .map(([at, employeeId]) => ({ clientId: `c${at}`, employeeId })),
    },
  }));

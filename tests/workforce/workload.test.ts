import fc from 'fast-check';
import { defineConveyor, type Employee, type HeldClients, workloads } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, it } from 'vitest';

type Blueprint = Parameters<typeof workloads>[2];

const states: Record<string, { readonly load: Readonly<Record<string, number>> }> = {
  lead: { load: { seller: 0.5 } },
  regular: { load: { keeper: 1.5, seller: 0.25 } },
  closed: { load: {} },
};
const blueprint = {
  states,
  roles: {},
  grades: {},
  timeZone: 'UTC',
  workingTime: { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00', holidays: [] },
} as unknown as Blueprint;
const now = '2026-03-11T10:00:00.000Z';

const employee = (id: string, hoursPerMonth: number, leftAt?: string): Employee => ({
  id,
  revision: 1,
  roles: ['seller'],
  hoursPerMonth,
  skills: [],
  regions: [],
  hiredAt: '2026-01-01T00:00:00.000Z',
  ...(leftAt !== undefined && { leftAt }),
});

const held = (employeeId: string, role: string, state: string, clients: number): HeldClients => ({
  employeeId,
  role,
  state,
  clients,
});

describe('workloads', () => {
  it('are the norms of the states times the clients, over the hours there are', () => {
    const custody = [
      held('anna', 'seller', 'lead', 40),
      held('anna', 'seller', 'regular', 20),
      held('vera', 'keeper', 'regular', 90),
    ];
    expect(workloads(custody, [employee('vera', 100), employee('anna', 50)], blueprint, now)).toEqual([
      { employeeId: 'anna', clients: 60, hours: 25, capacity: 50, utilisation: 0.5 },
      { employeeId: 'vera', clients: 90, hours: 135, capacity: 100, utilisation: 1.35 },
    ]);
  });

  it('count a client once per role', () => {
    const custody = [held('anna', 'seller', 'regular', 1), held('anna', 'keeper', 'regular', 1)];
    expect(workloads(custody, [], blueprint, now)).toMatchObject([{ clients: 2, hours: 1.75 }]);
  });

  it('are nothing for who holds nobody', () => {
    const idle = { employeeId: 'anna', clients: 0, hours: 0, capacity: 80, utilisation: 0 };
    expect(workloads([], [employee('anna', 80)], blueprint, now)).toEqual([idle]);
    expect(workloads([], [], blueprint, now)).toEqual([]);
  });

  it('have no capacity and no utilisation for who left or never was on the staff', () => {
    const custody = [held('gone', 'seller', 'lead', 2), held('stranger', 'seller', 'lead', 2)];
    expect(workloads(custody, [employee('gone', 100, '2026-02-01T00:00:00.000Z')], blueprint, now)).toEqual([
      { employeeId: 'gone', clients: 2, hours: 1, capacity: 0 },
      { employeeId: 'stranger', clients: 2, hours: 1, capacity: 0 },
    ]);
  });

  it('need no norm: a role without one, or a state that the blueprint no longer has, weighs nothing', () => {
    const custody = [
      held('anna', 'keeper', 'lead', 5),
      held('anna', 'seller', 'closed', 5),
      held('anna', 'seller', 'gone', 5),
    ];
    expect(workloads(custody, [], blueprint, now)).toEqual([
      { employeeId: 'anna', clients: 15, hours: 0, capacity: 0 },
    ]);
  });

  it('sum up to what counting every client by itself gives', () => {
    const id = fc.constantFrom('anna', 'boris', 'vera');
    const custody = fc.array(
      fc.record({
        employeeId: id,
        role: fc.constantFrom('seller', 'keeper'),
        state: fc.constantFrom('lead', 'regular', 'closed', 'gone'),
        clients: fc.integer({ min: 1, max: 30 }),
      }),
    );
    const staff = fc.uniqueArray(
      fc
        .record({ id, hours: fc.integer({ min: 1, max: 200 }) })
        .map(({ id: own, hours }) => employee(own, hours)),
      { selector: (one) => one.id },
    );
    fc.assert(
      fc.property(custody, staff, (all, employees) => {
        const result = workloads(all, employees, blueprint, now);
        const ids = [
          ...new Set([...all.map(({ employeeId }) => employeeId), ...employees.map((one) => one.id)]),
        ];
        expect(result.map(({ employeeId }) => employeeId)).toEqual(ids.toSorted());
        for (const { employeeId, clients, hours } of result) {
          let [counted, summed] = [0, 0];
          for (const entry of all.filter((one) => one.employeeId === employeeId)) {
            for (let i = 0; i < entry.clients; i++) {
              counted++;
              summed += states[entry.state]?.load[entry.role] ?? 0;
            }
          }
          expect(clients).toBe(counted);
          expect(hours).toBeCloseTo(summed, 6);
        }
      }),
    );
  });
});

describe('the norms of the mixed preset', () => {
  const { blueprint: rules } = defineConveyor(mixed());
  const long = { hiredAt: '2020-01-01T00:00:00.000Z' };
  const who = (role: string, since: object = long): Employee => ({
    ...employee('anna', 130),
    roles: [role],
    ...since,
  });
  const load = (role: string, state: string, clients: number, segment?: string, since?: object) => {
    const custody = [{ ...held('anna', role, state, clients), ...(segment && { segment }) }];
    return workloads(custody, [who(role, since)], rules, now)[0];
  };

  it('fit thousands of cheap clients: 2,400 regular ones need ten client managers and no more', () => {
    const hours = load('clientManager', 'regular', 2400)?.hours ?? 0;
    expect(Math.ceil(hours / 130)).toBe(10);
  });

  it('weigh cold work: who holds 800 cold clients has two thirds of a month', () => {
    expect(load('telemarketer', 'cold', 800)).toMatchObject({ hours: 80 });
  });

  it('of the order operator follow the orders: ten daily buyers weigh twenty times ten monthly ones', () => {
    const daily = load('orderOperator', 'regular', 10, 'daily')?.hours ?? 0;
    expect(daily / (load('orderOperator', 'regular', 10, 'monthly')?.hours ?? 0)).toBeCloseTo(20);
    expect(daily).toBeCloseTo(34);
  });

  it.each([
    ['telemarketer', '2026-02-11', 1],
    ['telemarketer', '2026-03-11', 0.5],
    ['orderOperator', '2026-02-11', 1],
    ['orderOperator', '2026-03-11', 0.5],
    ['clientManager', '2026-03-11', 0.4],
    ['clientManager', '2026-02-11', 0.7],
    ['clientManager', '2026-01-11', 0.9],
    ['clientManager', '2025-12-11', 1],
    ['developmentSpecialist', '2025-12-11', 0.8],
  ])('a %s who came on %s works at %d of the full pace from 11 March on', (role, day, share) => {
    const hiredAt = { hiredAt: `${day}T10:00:00.000Z` };
    expect(load(role, 'regular', 0, undefined, hiredAt)?.capacity).toBeCloseTo(130 * share);
  });
});

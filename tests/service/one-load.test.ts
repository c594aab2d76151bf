import { clientLoad, defineConveyor, type Store } from 'sales-conveyor';
import { describe, expect, it } from 'vitest';
import type { OpenSales } from '../open-sales.ts';
import { Department, monday, stores, wrapped } from './department.ts';
import { trade } from './trade.ts';

const label = { en: 'segment', ru: 'сегмент' };
const loadBy = { fact: 'segment', factors: { A: 1.5, C: 1 / 3 } };
const conveyor = defineConveyor({
  ...trade,
  facts: { ...trade.facts, segment: { type: 'enum', values: ['A', 'B', 'C'], label } },
  roles: {
    ...trade.roles,
    keeper: { ...trade.roles.keeper, loadBy },
    seller: { ...trade.roles.seller, loadBy: { fact: 'segment', factors: { B: 2 } } },
  },
});
const { blueprint } = conveyor;
const reason = { kind: 'manual' } as const;

/** Vera keeps clients of each segment and of none; what she sells beside them is hers in another role. */
async function openDepartment(store: Store): Promise<Department> {
  const department = await new Department(store, { conveyor }).staff();
  await department.sales.employees.change('vera', { roles: ['keeper', 'seller'] });
  for (const [id, segment] of [
    ['acme', 'A'],
    ['globex', 'B'],
    ['initech', 'C'],
    ['umbrella', null],
  ] as const) {
    await department.buyer(id, monday);
    if (segment) await department.do({ type: 'learnFacts', clientId: id, facts: { segment } });
  }
  await department.do({ type: 'assignHolder', clientId: 'globex', role: 'seller', employeeId: 'vera' });
  return department;
}

/** Hours of Vera's in all roles, by everybody who counts them. */
async function hoursOfVera(sales: OpenSales) {
  const clients = [];
  for await (const client of sales.clients.all()) clients.push(client);
  const each = clients.flatMap((client) =>
    Object.entries(client.custody).flatMap(([role, { employeeId }]) =>
      employeeId === 'vera' ? [clientLoad(client, role, blueprint)] : [],
    ),
  );
  const made = await sales.redistribution.plan({ reason, role: 'keeper' }, { by: 'head' });
  if (!made.ok) throw new Error('No plan');
  const { problem } = (await sales.redistribution.details(made.plan.id)) ?? {};
  const vera = problem?.employees.find(({ id }) => id === 'vera');
  const kept = problem?.clients.filter(({ holder }) => holder === 'vera') ?? [];
  const workload = (await sales.workloads()).find(({ employeeId }) => employeeId === 'vera');
  return {
    clientLoad: each.reduce((sum, hours) => sum + hours, 0),
    plan: kept.reduce((sum, { hours }) => sum + hours, vera?.otherHours ?? 0),
    workloads: workload?.hours,
  };
}

describe.each(stores)('on $name, the load of a client', ({ open }) => {
  it('is one for clientLoad, workloads, plans and assignment: its segment counts everywhere', async () => {
    const { sales, ...department } = await openDepartment(await open());
    const hours = 1.5 * (1.5 + 1 + 1 / 3 + 1) + 0.25 * 2;
    const found = await hoursOfVera(sales);
    expect(found.clientLoad).toBeCloseTo(hours, 12);
    expect(found.plan).toBeCloseTo(hours, 12);
    expect(found.workloads).toBeCloseTo(hours, 12);
    expect((await sales.census()).custody.filter(({ role }) => role === 'keeper')).toEqual(
      [{}, { segment: 'A' }, { segment: 'C' }].map((segment, i) => ({
        employeeId: 'vera',
        role: 'keeper',
        state: 'regular',
        ...segment,
        clients: i === 0 ? 2 : 1,
      })),
    );
    await sales.clients.register({ id: 'hooli', source: 'existing' }, { by: 'import' });
    const assigned = await sales.assignment.assign({ clientId: 'hooli', role: 'keeper' }, { by: 'head' });
    const candidates = assigned.ok && 'candidates' in assigned.outcome ? assigned.outcome.candidates : [];
    expect(candidates.find(({ employeeId }) => employeeId === 'vera')?.openHours).toBeCloseTo(hours, 12);
    expect(department.now).toBe(monday);
  });

  it('is counted anew where a segment is learnt, and follows the blueprint’s norms at once', async () => {
    const store = await open();
    const department = await openDepartment(store);
    const before = await hoursOfVera(department.sales);
    await department.do({ type: 'learnFacts', clientId: 'umbrella', facts: { segment: 'A' } });
    const after = await hoursOfVera(department.sales);
    expect((after.workloads ?? 0) - (before.workloads ?? 0)).toBeCloseTo(0.75, 12);
    expect(after.workloads).toBeCloseTo(after.plan, 12);
    const heavier = { ...loadBy, factors: { ...loadBy.factors, A: 3 } };
    const changed = defineConveyor({
      ...blueprint,
      roles: { ...blueprint.roles, keeper: { ...trade.roles.keeper, loadBy: heavier } },
    });
    const { sales } = new Department(store, { conveyor: changed });
    const [vera] = (await sales.workloads()).filter(({ employeeId }) => employeeId === 'vera');
    expect((vera?.hours ?? 0) - (after.workloads ?? 0)).toBeCloseTo(2 * 1.5 * 1.5, 12);
  });

  it('is written down for clients of earlier builds by reproject', async () => {
    const store = await open();
    const earlier = wrapped(store, {
      commit: (tenant, commit, ...rest) =>
        store.commit(
          tenant,
          { ...commit, clients: commit.clients.map(({ segments: _, facts: __, ...change }) => change) },
          ...rest,
        ),
    });
    await openDepartment(earlier);
    const { sales } = new Department(store, { conveyor });
    expect((await hoursOfVera(sales)).workloads).toBeCloseTo(4 * 1.5 + 0.25, 12);
    expect(await sales.reproject()).toMatchObject({ clients: 4 });
    const healed = await hoursOfVera(sales);
    expect(healed.workloads).toBeCloseTo(healed.clientLoad, 12);
    expect(await sales.reproject()).toMatchObject({ clients: 0 });
  });
});

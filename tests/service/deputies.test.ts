import { describeEvent, explain } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { describe, expect, test } from 'vitest';
import { dictionaries } from '../dictionaries.ts';
import { at, codes, conveyor, type Department, openDepartment, order, stores } from './department.ts';

const vacation = { id: 'v', kind: 'vacation', from: at(1), to: at(15), deputyId: 'gleb' } as const;
const note = { type: 'learnFacts', clientId: 'acme', facts: { ready: true } } as const;
const accept = { type: 'acceptHandoff', clientId: 'acme' } as const;

/** Anna, who sells, has a client that is ready to be handed over. */
async function ready(department: Department): Promise<void> {
  await department.client('acme', 'anna');
  await department.do(note);
  await department.do({ type: 'transfer', clientId: 'acme', transfer: 'startSelling' });
}

const offerTo = (department: Department, to: string) =>
  department.do({ type: 'transfer', clientId: 'acme', transfer: 'handOver', to }, { by: 'anna' });

const handOverOf = async ({ sales }: Department) =>
  (await sales.options('acme', { by: 'anna' }))?.find(({ transfer }) => transfer === 'handOver');

const may = async ({ sales }: Department, by: string) => (await sales.execute(note, { by })).ok;

describe.each(stores)('on $name, the deputy that an absence names', ({ open }) => {
  test('does for every client of the absent what the absent may, and only while they are away', async () => {
    const department = await openDepartment(open);
    await department.buyer('acme', at(-1), 'vera');
    await department.buyer('other', at(-1), 'vera');
    await department.sales.employees.recordAbsence('vera', vacation);
    expect(await may(department, 'gleb')).toBe(false);
    department.now = at(1);
    expect(await may(department, 'gleb')).toBe(true);
    await department.do(order('other', 'o', at(1)), { by: 'gleb' });
    expect(await may(department, 'boris')).toBe(false);
    department.now = at(15);
    expect(await may(department, 'gleb')).toBe(false);
  });

  test('is not the owner: custody stays, and it is the absent who receives what the deputy accepts', async () => {
    const department = await openDepartment(open);
    await ready(department);
    await department.sales.employees.recordAbsence('vera', { ...vacation, from: at(0) });
    await offerTo(department, 'vera');
    const toHerself = { ...accept, to: 'gleb' } as const;
    expect(codes(await department.sales.execute(toHerself, { by: 'gleb' }))).toEqual(['NOT_AUTHORIZED']);
    const { client, events } = await department.do(accept, { by: 'gleb' });
    expect(client.custody).toMatchObject({ seller: { employeeId: 'anna' }, keeper: { employeeId: 'vera' } });
    expect(events.every(({ by }) => by === 'gleb' || by === 'system')).toBe(true);
  });

  test('may reject what is offered to the absent, and give back what they accepted', async () => {
    const department = await openDepartment(open);
    await ready(department);
    await department.sales.employees.recordAbsence('vera', vacation);
    await offerTo(department, 'vera');
    await department.do(accept, { by: 'vera' });
    department.now = at(2);
    const { client } = await department.do(
      { type: 'returnClient', clientId: 'acme', reason: 'promised' },
      { by: 'gleb' },
    );
    expect(client.custody).toMatchObject({ seller: { employeeId: 'anna' } });
    await offerTo(department, 'vera');
    const rejected = { type: 'rejectHandoff', clientId: 'acme', reason: 'incomplete' } as const;
    expect((await department.do(rejected, { by: 'gleb' })).client.handoff).toBeUndefined();
  });

  test('has a role of the absent, as who is named for one client has', async () => {
    const department = await openDepartment(open);
    const { employees } = department.sales;
    const seller = { ...vacation, deputyId: 'boris' };
    await expect(employees.recordAbsence('vera', seller)).rejects.toMatchObject({
      code: 'INVALID_EMPLOYEE',
      details: {
        problems: [
          { path: 'deputyId', message: 'employee vera: boris has none of the roles of vera: keeper' },
        ],
      },
    });
    await employees.recordAbsence('vera', vacation);
    await expect(employees.changeAbsence('vera', 'v', { deputyId: 'boris' })).rejects.toMatchObject({
      code: 'INVALID_EMPLOYEE',
    });
    expect((await employees.get('vera'))?.absences).toEqual([vacation]);
  });

  test('may nothing before they are taken on, after they have left, or for somebody who has left', async () => {
    const department = await openDepartment(open);
    const { employees } = department.sales;
    await department.buyer('acme', at(-1), 'vera');
    const lena = { id: 'lena', roles: ['keeper'], hoursPerMonth: 100 };
    await employees.hire({ ...lena, hiredAt: at(0), leavesAt: at(3) });
    await employees.recordAbsence('vera', { ...vacation, from: at(1), deputyId: 'lena' });
    department.now = at(4);
    await employees.hire({ ...lena, hiredAt: at(5), leavesAt: at(8) });
    const allowed = async (day: number) => {
      department.now = at(day);
      return may(department, 'lena');
    };
    expect([await allowed(4), await allowed(5), await allowed(8)]).toEqual([false, true, false]);
    await employees.change('lena', { leavesAt: null });
    expect(await allowed(9)).toBe(true);
    await employees.change('vera', { leavesAt: at(10) });
    expect(await allowed(10)).toBe(false);
  });

  test('is away, too: then their deputy answers, however they are named in a ring', async () => {
    const department = await openDepartment(open);
    const { employees } = department.sales;
    await department.buyer('acme', at(-1), 'vera');
    await employees.change('boris', { roles: ['keeper'] });
    await employees.recordAbsence('vera', { ...vacation, from: at(0) });
    await employees.recordAbsence('gleb', { ...vacation, from: at(0), to: at(5), deputyId: 'boris' });
    await employees.recordAbsence('boris', { ...vacation, from: at(0), to: at(2), deputyId: 'vera' });
    expect([await may(department, 'gleb'), await may(department, 'boris')]).toEqual([true, true]);
    expect(await may(department, 'anna')).toBe(false);
    department.now = at(5);
    expect([await may(department, 'gleb'), await may(department, 'boris')]).toEqual([true, false]);
  });

  test('of each day is one where absences overlap: who was named last, of those who are there', async () => {
    const department = await openDepartment(open);
    const { employees } = department.sales;
    await employees.change('boris', { roles: ['keeper'] });
    await department.buyer('acme', at(-1), 'vera');
    await employees.recordAbsence('vera', vacation);
    await employees.recordAbsence('vera', {
      id: 'course',
      kind: 'training',
      from: at(3),
      to: at(5),
      deputyId: 'boris',
    });
    await employees.recordAbsence('vera', { id: 'ill', kind: 'illness', from: at(10), to: at(20) });
    const allowed = async (day: number) => {
      department.now = at(day);
      return [await may(department, 'gleb'), await may(department, 'boris')];
    };
    expect(await allowed(2)).toEqual([true, false]);
    expect(await allowed(4)).toEqual([false, true]);
    expect(await allowed(6)).toEqual([true, false]);
    expect(await allowed(12)).toEqual([true, false]);
    expect(await allowed(16)).toEqual([false, false]);
    await employees.change('boris', { leavesAt: at(4) });
    expect(await allowed(4)).toEqual([true, false]);
  });
});

describe.each(stores)('on $name, an offer to somebody who is away', ({ open }) => {
  test('says so, and who answers instead, in data and in words', async () => {
    const department = await openDepartment(open);
    await ready(department);
    await department.sales.employees.recordAbsence('vera', { ...vacation, from: at(0) });
    const { events } = await offerTo(department, 'vera');
    const away = { until: at(15), deputies: ['gleb'] };
    expect(events).toMatchObject([{ type: 'handoffOffered', away }]);
    const said = (locale: 'en' | 'ru') =>
      events.map((event) => describeEvent(event, { conveyor, dictionary: dictionaries[locale] }));
    expect(said('en')).toEqual([
      'offered: “hand over” to vera, until 5 Jan 2026, 17:00; vera is away through 20 Jan 2026, gleb answers meanwhile',
    ]);
    expect(said('ru')[0]).toContain('vera отсутствует по 20.01.2026, замещающий: gleb');

    const handOver = await handOverOf(department);
    expect(handOver?.reasons).toMatchObject([{ code: 'HANDOFF_OPEN', to: 'vera', away }]);
    expect(explain({ reasons: handOver?.reasons ?? [] }, { dictionary: en, conveyor })).toContain(
      'gleb answers meanwhile',
    );

    const refused = await department.sales.execute(accept, { by: 'boris' });
    expect(refused).toMatchObject({ refusal: { reasons: [{ holders: ['vera'], deputies: ['gleb'] }] } });
  });

  test('says that nobody does where no deputy is named, and nothing where they are back', async () => {
    const department = await openDepartment(open);
    await ready(department);
    await department.sales.employees.recordAbsence('vera', { id: 'i', kind: 'illness', from: at(0) });
    const { events } = await offerTo(department, 'vera');
    expect(events).toMatchObject([{ away: { deputies: [] } }]);
    expect(events.map((event) => describeEvent(event, { dictionary: en, conveyor }))[0]).toContain(
      'vera is away, and nobody answers meanwhile',
    );
    await department.sales.employees.changeAbsence('vera', 'i', { to: at(0, 2) });
    department.now = at(0, 2);
    const handOver = await handOverOf(department);
    expect(handOver?.reasons).not.toContainEqual(expect.objectContaining({ away: expect.anything() }));
  });

  test('and who is given a client while away: the outcome says so', async () => {
    const department = await openDepartment(open);
    await ready(department);
    await department.sales.employees.recordAbsence('vera', { ...vacation, from: at(0) });
    await offerTo(department, 'vera');
    const away = { until: at(15), deputies: ['gleb'] };
    const { events } = await department.do(accept, { by: 'gleb' });
    expect(events).toContainEqual(expect.objectContaining({ type: 'handoffAccepted', away }));
    await department.do({ type: 'register', clientId: 'globex', source: 'existing' });
    const given = { type: 'assignHolder', clientId: 'globex', role: 'keeper', employeeId: 'vera' } as const;
    const [assigned] = (await department.do(given)).events;
    expect(assigned).toMatchObject({ away });
    if (assigned)
      expect(describeEvent(assigned, { dictionary: en, conveyor })).toBe(
        'vera holds the client as “keeper”; vera is away through 20 Jan 2026, gleb answers meanwhile',
      );
    department.now = at(15);
    await department.do({ ...given, employeeId: 'gleb' });
    expect((await department.do(given)).events[0]).not.toHaveProperty('away');
  });

  test('names the deputy among the obstacles of an assignment', async () => {
    const department = await openDepartment(open);
    await department.do({ type: 'register', clientId: 'acme', source: 'existing' });
    await department.sales.employees.recordAbsence('vera', { ...vacation, from: at(0) });
    const outcome = await department.sales.assignment.preview({ clientId: 'acme', role: 'keeper' });
    const { candidates } = outcome as Extract<typeof outcome, { candidates: unknown }>;
    expect(candidates.find(({ employeeId }) => employeeId === 'vera')?.obstacles).toEqual([
      { code: 'ABSENT', kind: 'vacation', until: at(15), deputy: 'gleb' },
    ]);
  });
});

import { describeEvent, type HireInput, isConveyorError } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { describe, expect, it } from 'vitest';
import { at, collect, openDepartment, stores } from './department.ts';

const olga: HireInput = {
  id: 'olga',
  roles: ['seller'],
  hoursPerMonth: 120,
  skills: ['dairy'],
  regions: ['north'],
};

describe.each(stores)('an employee on $name', ({ open }) => {
  it('is hired with what is said, as of now or of a day', async () => {
    const { sales } = await openDepartment(open);
    const hired = await sales.employees.hire(olga);
    const employee = { ...olga, revision: 1, hiredAt: at(0) };
    expect(hired).toEqual({ ok: true, repeated: false, employee });
    expect(await sales.employees.get('olga')).toEqual(employee);
    await sales.employees.hire({
      id: 'pavel',
      roles: ['keeper'],
      hoursPerMonth: 40,
      hiredAt: '2025-06-01T00:00:00+03:00',
    });
    expect(await sales.employees.get('pavel')).toEqual({
      id: 'pavel',
      revision: 1,
      roles: ['keeper'],
      hoursPerMonth: 40,
      skills: [],
      regions: [],
      hiredAt: '2025-05-31T21:00:00.000Z',
    });
    expect(await sales.employees.get('nobody')).toBeUndefined();
    expect((await sales.employees.list()).map(({ id }) => id)).toEqual([
      'anna',
      'boris',
      'gleb',
      'head',
      'olga',
      'pavel',
      'vera',
    ]);
  });

  it('has a role or a skill once, however often it is said, and no blank one', async () => {
    const { sales } = await openDepartment(open);
    const { employees } = sales;
    await employees.hire({ ...olga, roles: ['seller', 'keeper', 'seller'], skills: ['dairy', 'dairy'] });
    await employees.change('olga', { regions: ['south', 'south'] });
    expect(await employees.get('olga')).toMatchObject({
      roles: ['seller', 'keeper'],
      skills: ['dairy'],
      regions: ['south'],
    });
    for (const blank of [{ name: ' ' }, { skills: [' '] }, { industries: { '\u200b': 1 } }])
      await expect(employees.hire({ ...olga, id: 'blank', ...blank })).rejects.toMatchObject({
        code: 'INVALID_EMPLOYEE',
        details: { problems: [{ code: 'WRONG_FORM', values: { form: 'blank' } }] },
      });
  });

  it('has a history that can be read and printed: hired, hours, absences with deputies, left', async () => {
    const department = await openDepartment(open);
    const { employees } = department.sales;
    const by = { by: 'head' };
    await employees.hire(olga, by);
    await employees.change('olga', { hoursPerMonth: 80, leavesAt: at(30) }, by);
    const vacation = { id: 'v', kind: 'vacation', from: at(1), to: at(8), deputyId: 'anna' } as const;
    await employees.recordAbsence('olga', vacation, by);
    await employees.changeAbsence('olga', 'v', { to: at(9) }, by);
    await employees.cancelAbsence('olga', 'v', by);
    department.now = at(20);
    await employees.leave('olga', { ...by, reason: 'moved away', at: at(19) });
    const history = await employees.history('olga');
    expect(history.map(({ id, happenedAt }) => [id, happenedAt])).toEqual(
      [0, 0, 0, 0, 0, 19].map((day, i) => [`@olga#${i + 1}`, at(day)]),
    );
    expect(history.map((event) => describeEvent(event, { dictionary: en }))).toEqual([
      'olga is on the staff from 5 Jan 2026 on: seller, 120 hours a month',
      'the card of olga is changed: seller, 80 hours a month, leaves on 4 Feb 2026',
      'olga is absent from 6 Jan 2026 through 13 Jan 2026; anna stands in',
      'the absence of olga is changed: from 6 Jan 2026 through 14 Jan 2026; anna stands in',
      'an absence of olga is cancelled',
      'olga left on 24 Jan 2026: moved away',
    ]);
    expect(await employees.history('nobody')).toEqual([]);
    await expect(employees.history('a\0')).rejects.toMatchObject({ code: 'INVALID_QUERY' });
  });

  it('who is none is an error that lists every problem, unknown roles among them', async () => {
    const department = await openDepartment(open);
    const before = await department.everything();
    const pathsOf = async (call: Promise<unknown>) => {
      const error = await call.catch((thrown: unknown) => thrown);
      if (!isConveyorError(error, 'INVALID_EMPLOYEE')) throw error;
      return (error.details as { problems: { path: string }[] }).problems.map(({ path }) => path);
    };
    const { employees } = department.sales;
    const wrong = { id: 'a\0', roles: ['seller', 'sellr'], hoursPerMonth: -1, skills: [''], town: 'Perm' };
    expect((await pathsOf(employees.hire(wrong as never))).toSorted()).toEqual([
      'hoursPerMonth',
      'id',
      'roles[1]',
      'skills[0]',
      'town',
    ]);
    expect(await pathsOf(employees.hire({ ...olga, roles: [] }))).toEqual(['roles']);
    expect(await pathsOf(employees.hire({ ...olga, roles: ['constructor'] }))).toEqual(['roles[0]']);
    expect(await pathsOf(employees.hire(undefined as never))).toEqual(['']);
    expect(await pathsOf(employees.change('anna', { roles: ['chef'], hoursPerMonth: 1_000 }))).toEqual([
      'roles[0]',
      'hoursPerMonth',
    ]);
    expect(await pathsOf(employees.leave('anna', { by: 'head', reason: '' }))).toEqual(['reason']);
    await expect(employees.leave('anna', { by: 'head' } as never)).rejects.toThrow(
      /^Not a departure: .*reason/,
    );
    for (const id of ['import', 'system'])
      expect(await pathsOf(employees.hire({ ...olga, id }))).toEqual(['id']);
    expect(await department.everything()).toEqual(before);
  });

  it('is not hired twice', async () => {
    const department = await openDepartment(open);
    const before = await department.everything();
    const again = await department.sales.employees.hire({ ...olga, id: 'anna' });
    expect(again).toEqual({
      ok: false,
      repeated: false,
      reasons: [{ code: 'EMPLOYEE_EXISTS', employeeId: 'anna' }],
    });
    expect(await department.everything()).toEqual(before);
  });

  it('leaves after the day of hiring, not before', async () => {
    const department = await openDepartment(open);
    const { employees } = department.sales;
    const early = {
      ok: false,
      repeated: false,
      reasons: [{ code: 'LEAVES_BEFORE_HIRED', hiredAt: at(9), leavesAt: at(8) }],
    };
    expect(await employees.hire({ ...olga, hiredAt: at(9), leavesAt: at(8) })).toEqual(early);
    await employees.hire({ ...olga, hiredAt: at(9) });
    const before = await department.everything();
    expect(await employees.change('olga', { leavesAt: at(8) })).toEqual(early);
    expect(await employees.change('olga', { leavesAt: at(9) })).toMatchObject({ ok: false });
    expect(await department.everything()).toEqual(before);
  });

  it('changes in what is named and in nothing else', async () => {
    const department = await openDepartment(open);
    const { employees } = department.sales;
    await employees.hire({ ...olga, name: 'Olga' });
    const { hiredAt } = (await employees.get('olga')) as { hiredAt: string };
    department.now = at(10);
    const unchanged = { ...olga, name: 'Olga', hiredAt };
    expect(await employees.change('olga', { hoursPerMonth: 60 })).toEqual({
      ok: true,
      repeated: false,
      employee: { ...unchanged, revision: 2, hoursPerMonth: 60 },
    });
    await employees.change('olga', { skills: [], roles: ['seller', 'keeper'] });
    const changed = { ...unchanged, revision: 3, hoursPerMonth: 60, skills: [], roles: ['seller', 'keeper'] };
    expect(await employees.get('olga')).toEqual(changed);
    expect(await employees.change('nobody', {})).toEqual({
      ok: false,
      repeated: false,
      reasons: [{ code: 'UNKNOWN_EMPLOYEE', employeeId: 'nobody' }],
    });
  });

  it('is managed by who may; the program itself needs no leave', async () => {
    const department = await openDepartment(open);
    const { employees } = department.sales;
    const refused = {
      ok: false,
      repeated: false,
      reasons: [
        { code: 'NOT_AUTHORIZED', actor: 'anna', action: 'manageEmployees', holders: [], roles: ['head'] },
      ],
    };
    expect(await employees.hire(olga, { by: 'anna' })).toEqual(refused);
    expect(await employees.change('boris', { hoursPerMonth: 1 }, { by: 'anna' })).toEqual(refused);
    expect(await employees.leave('boris', { by: 'anna', reason: 'not liked' })).toEqual(refused);
    expect(await employees.hire(olga, { by: 'import' })).toMatchObject({
      ok: false,
      repeated: false,
      reasons: [{ actor: 'import' }],
    });
    expect(await employees.hire(olga, { by: 'head' })).toMatchObject({ ok: true });
    await employees.change('olga', { hoursPerMonth: 1 });
    const own = (await collect(department.sales.events())).filter(
      (event) => 'employeeId' in event && event.employeeId === 'olga',
    );
    expect(own).toMatchObject([
      { id: '@olga#1', type: 'employeeHired', by: 'head', recordedAt: at(0) },
      { id: '@olga#2', type: 'employeeChanged', by: 'system' },
    ]);
  });

  it('changed by two at once has both changes', async () => {
    const { sales } = await openDepartment(open);
    await Promise.all([
      sales.employees.change('anna', { hoursPerMonth: 10 }),
      sales.employees.change('anna', { regions: ['south'] }),
    ]);
    expect(await sales.employees.get('anna')).toMatchObject({
      revision: 3,
      hoursPerMonth: 10,
      regions: ['south'],
    });
  });
});

import { defineConveyor, type EmployeeResult, isConveyorError, memoryStore } from 'sales-conveyor';
import { describe, expect, test } from 'vitest';
import { at, collect, Department, openDepartment, stores } from './department.ts';
import { trade } from './trade.ts';

const vacation = { id: 'v', kind: 'vacation', from: at(7), to: at(21), deputyId: 'gleb' } as const;
const employeeOf = (result: EmployeeResult) => {
  if (!result.ok) throw new Error(JSON.stringify(result.reasons));
  return result.employee;
};

test.each<[object, readonly object[]]>([
  [{ from: '2026-02-30', to: '2026-02-10' }, [{ path: 'from', code: 'NO_SUCH_DAY' }]],
  [{ from: '2026-03-02', to: '2026-04-31' }, [{ path: 'to', code: 'NO_SUCH_DAY' }]],
  [{ from: '2025-02-29T09:00:00Z' }, [{ path: 'from', code: 'NO_SUCH_DAY' }]],
  [
    { from: 'soon', to: '2026-02-10' },
    [{ path: 'from', code: 'WRONG_FORM', values: { form: 'dayOrMoment' } }],
  ],
  [{ from: '2026-03-02', to: '2026-03-01' }, [{ path: 'to', code: 'NOT_LATER' }]],
])('an absence %j is told all that is wrong with it and no more', async (told, problems) => {
  const { sales } = await new Department(memoryStore()).staff();
  const absence = { kind: 'other', ...told } as never;
  const fault = { code: 'INVALID_EMPLOYEE', details: { problems } };
  await expect(sales.employees.recordAbsence('vera', absence)).rejects.toMatchObject(fault);
});

describe.each(stores)('on $name, an absence', ({ open }) => {
  test('is recorded, changed and cancelled, and the log says so', async () => {
    const { sales } = await openDepartment(open);
    const { employees } = sales;
    expect(employeeOf(await employees.recordAbsence('vera', vacation, { by: 'head' })).absences).toEqual([
      vacation,
    ]);
    await employees.changeAbsence('vera', 'v', { to: null, deputyId: null }, { by: 'head' });
    const { to: _, deputyId: __, ...open_ } = vacation;
    expect((await employees.get('vera'))?.absences).toEqual([open_]);
    expect(employeeOf(await employees.cancelAbsence('vera', 'v', { by: 'head' })).absences).toEqual([]);
    const events = await collect(sales.events());
    expect(events.slice(-3).map(({ type }) => type)).toEqual([
      'absenceRecorded',
      'absenceChanged',
      'absenceCancelled',
    ]);
  });

  test('is told in days as well, whole ones of the department’s zone, the last one too', async () => {
    const inMoscow = defineConveyor({ ...trade, timeZone: 'Europe/Moscow' });
    const { employees } = (await openDepartment(open, { conveyor: inMoscow })).sales;
    const days = { id: 'd', kind: 'vacation', from: '2026-03-09', to: '2026-03-13' } as const;
    expect(employeeOf(await employees.recordAbsence('vera', days)).absences).toMatchObject([
      { from: '2026-03-08T21:00:00.000Z', to: '2026-03-13T21:00:00.000Z' },
    ]);
    const longer = employeeOf(await employees.changeAbsence('vera', 'd', { to: '2026-03-15' }));
    expect(longer.absences).toMatchObject([{ to: '2026-03-15T21:00:00.000Z' }]);
    for (const to of ['2026-02-30', '13.03.2026'])
      await expect(employees.recordAbsence('vera', { ...days, id: 'e', to })).rejects.toMatchObject({
        code: 'INVALID_EMPLOYEE',
        message: expect.stringMatching(/^Not an absence: to: /),
      });
  });

  test('without an id gets one; a change of the profile leaves it', async () => {
    const { sales } = await openDepartment(open);
    const { id: _, ...unnamed } = vacation;
    await sales.employees.recordAbsence('vera', unnamed);
    const changed = employeeOf(
      await sales.employees.change('vera', { hoursPerMonth: 80, languages: ['en'] }),
    );
    expect(changed).toMatchObject({ languages: ['en'], absences: [{ ...unnamed, id: 'made-1' }] });
    expect(employeeOf(await sales.employees.change('vera', { languages: null }))).not.toHaveProperty(
      'languages',
    );
  });

  test.each([
    ['of somebody else than the staff', 'nobody', vacation, 'UNKNOWN_EMPLOYEE'],
    ['with oneself as the deputy', 'gleb', vacation, 'OWN_DEPUTY'],
  ] as const)('%s is refused', async (_, id, absence, code) => {
    const { sales } = await openDepartment(open);
    expect(await sales.employees.recordAbsence(id, absence)).toMatchObject({
      ok: false,
      reasons: [{ code }],
    });
  });

  test('is refused twice under one id, unknown, or turned round', async () => {
    const { employees } = (await openDepartment(open)).sales;
    await employees.recordAbsence('vera', vacation);
    expect(await employees.recordAbsence('vera', vacation)).toMatchObject({
      reasons: [{ code: 'ABSENCE_EXISTS' }],
    });
    expect(await employees.cancelAbsence('vera', 'w')).toMatchObject({
      reasons: [{ code: 'UNKNOWN_ABSENCE' }],
    });
    const turned = await employees.changeAbsence('vera', 'v', { to: at(6) });
    expect(turned).toMatchObject({
      reasons: [{ code: 'ABSENCE_ENDS_BEFORE_IT_BEGINS', from: at(7), to: at(6) }],
    });
    expect(await employees.recordAbsence('vera', { ...vacation, id: 'x' }, { by: 'anna' })).toMatchObject({
      reasons: [{ code: 'NOT_AUTHORIZED' }],
    });
  });

  test('with an unknown deputy, an unknown kind or ends that cross is INVALID_EMPLOYEE', async () => {
    const { employees } = (await openDepartment(open)).sales;
    for (const wrong of [{ deputyId: 'nobody' }, { kind: 'whim' }, { to: at(7) }]) {
      const failure = await employees
        .recordAbsence('vera', { ...vacation, ...wrong } as never)
        .catch((error) => error);
      expect(isConveyorError(failure, 'INVALID_EMPLOYEE')).toBe(true);
    }
  });

  test('keeps new clients away until it ends: then the pool is tried again', async () => {
    const department = await openDepartment(open, { assignment: { keeper: { retryPoolAs: 'head' } } });
    const { sales } = department;
    for (const id of ['vera', 'gleb']) {
      await sales.employees.recordAbsence(id, { id: 'a', kind: 'illness', from: at(0), to: at(3) });
    }
    await department.do({ type: 'register', clientId: 'acme', source: 'existing' });
    const outcome = await sales.assignment.assign({ clientId: 'acme', role: 'keeper' }, { by: 'head' });
    expect(outcome).toMatchObject({ client: { pool: { name: 'keeper' } } });
    department.now = at(2);
    await sales.runDue();
    expect((await sales.clients.get('acme'))?.custody).toEqual({});
    department.now = at(3, 1);
    await sales.runDue();
    expect((await sales.clients.get('acme'))?.custody).toHaveProperty('keeper');
  });
});

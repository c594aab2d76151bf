/** A command to the staff under an id is carried out once, whoever sends it again; another one under the same id is refused. */
import { describe, expect, test } from 'vitest';
import { at, collect, Department, openDepartment, stores } from './department.ts';

const by = { by: 'head' };
const olga = { id: 'olga', roles: ['keeper'], hoursPerMonth: 100 };

describe.each(stores)('a command to the staff under an id, on $name,', ({ open }) => {
  test('is carried out once: a repetition gets the employee as they are, and the log has one event that names it', async () => {
    const department = await openDepartment(open);
    const { employees, events } = department.sales;
    const hired = { ...by, commandId: 'hire-olga' };
    expect(await employees.hire(olga, hired)).toMatchObject({ ok: true, repeated: false });
    department.now = at(1);
    await employees.change('olga', { hoursPerMonth: 50 }, by);
    const { length } = await collect(events());
    expect(await employees.hire(olga, hired)).toMatchObject({
      ok: true,
      repeated: true,
      employee: { id: 'olga', hoursPerMonth: 50, revision: 2 },
    });
    const log = await collect(events());
    expect(log).toHaveLength(length);
    expect(log.filter(({ commandId }) => commandId === 'hire-olga')).toMatchObject([
      { type: 'employeeHired' },
    ]);
  });

  test('is told from another one under the same id, be it to a client or to a plan', async () => {
    const department = await openDepartment(open);
    const { sales } = department;
    const named = { ...by, commandId: 'c-1' };
    expect(await sales.employees.hire(olga, named)).toMatchObject({ ok: true });
    const reused = [{ code: 'COMMAND_ID_REUSED', commandId: 'c-1' }];
    const other = { ok: false, repeated: false, reasons: reused };
    expect(await sales.employees.hire({ ...olga, hoursPerMonth: 60 }, named)).toEqual(other);
    expect(await sales.employees.change('olga', { hoursPerMonth: 60 }, named)).toEqual(other);
    expect(await sales.employees.leave('olga', { ...named, reason: 'left' })).toEqual(other);
    const register = { type: 'register', clientId: 'acme', source: 'cold' } as const;
    expect(await sales.execute(register, named)).toMatchObject({ ok: false, refusal: { reasons: reused } });
    const { redistribution } = department.sales;
    const plan = { reason: { kind: 'manual' }, role: 'keeper' } as const;
    expect(await redistribution.plan(plan, named)).toEqual({ ok: false, refused: reused });
    expect(await sales.employees.get('olga')).toMatchObject({ hoursPerMonth: 100, revision: 1 });
  });

  test('that was refused is refused again for the same reasons, though it might be accepted by now', async () => {
    const { sales } = await openDepartment(open);
    const named = { ...by, commandId: 'c-1' };
    const first = await sales.employees.change('olga', { hoursPerMonth: 60 }, named);
    expect(first).toEqual({
      ok: false,
      repeated: false,
      reasons: [{ code: 'UNKNOWN_EMPLOYEE', employeeId: 'olga' }],
    });
    await sales.employees.hire(olga, by);
    expect(await sales.employees.change('olga', { hoursPerMonth: 60 }, named)).toEqual({
      ...first,
      repeated: true,
    });
    const stranger = { by: 'anna', commandId: 'c-2' };
    const unauthorized = { ok: false, reasons: [{ code: 'NOT_AUTHORIZED' }] };
    for (const repeated of [false, true])
      expect(await sales.employees.change('olga', { hoursPerMonth: 60 }, stranger)).toMatchObject({
        ...unauthorized,
        repeated,
      });
  });

  test('records an absence once, under the id it was given then, also where the deputy has left since', async () => {
    const department = await openDepartment(open);
    const { employees } = department.sales;
    const away = { kind: 'vacation', from: at(1), to: at(9), deputyId: 'gleb' } as const;
    const named = { ...by, commandId: 'away-1' };
    const first = await employees.recordAbsence('vera', away, named);
    if (!first.ok) throw new Error('refused');
    await employees.leave('gleb', { ...by, reason: 'left' });
    const again = await employees.recordAbsence('vera', away, named);
    expect(again).toEqual({ ...first, repeated: true });
    expect(first.employee.absences).toHaveLength(1);
  });

  test('lets somebody leave once, and goes on with what their leaving asks for', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    const { employees } = department.sales;
    const leaving = { ...by, reason: 'left', commandId: 'leave-anna' };
    expect(await employees.leave('anna', leaving)).toMatchObject({
      ok: true,
      released: [{ clientId: 'acme' }],
    });
    department.now = at(1);
    expect(await employees.leave('anna', leaving)).toMatchObject({ ok: true, released: [] });
    expect(await employees.get('anna')).toMatchObject({ leftAt: at(0) });
  });

  test('is carried out once by two shells that send it at the same moment', async () => {
    const store = await open();
    const one = await new Department(store).staff();
    const other = new Department(store);
    const named = { ...by, commandId: 'c-1' };
    const results = await Promise.all([one, other].map(({ sales }) => sales.employees.hire(olga, named)));
    expect(results.map((result) => result.ok && result.repeated).toSorted()).toEqual([false, true]);
  });

  test('has an id that every store can keep', async () => {
    const { sales } = await openDepartment(open);
    await expect(sales.employees.hire(olga, { ...by, commandId: '' })).rejects.toMatchObject({
      code: 'INVALID_COMMAND',
      details: { problems: [{ path: 'commandId' }] },
    });
    await expect(
      sales.employees.leave('anna', { ...by, reason: 'left', commandId: 'half \ud800' }),
    ).rejects.toMatchObject({ code: 'INVALID_COMMAND' });
  });
});

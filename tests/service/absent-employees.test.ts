import { memoryStore } from 'sales-conveyor';
import { expect, it } from 'vitest';
import { at, Department } from './department.ts';

const profile = { hoursPerMonth: 100 };
const staffed = async () => {
  const department = await new Department(memoryStore()).staff();
  const { employees } = department.sales;
  await employees.hire({ ...profile, id: 'late', roles: ['keeper'], hiredAt: at(30) });
  department.now = at(10);
  await employees.leave('gleb', { by: 'head', reason: 'moved', at: at(5) });
  return department;
};

it.each([
  ['nobody', 'UNKNOWN_EMPLOYEE', {}],
  ['gleb', 'EMPLOYEE_LEFT', { leftAt: at(5) }],
  ['late', 'EMPLOYEE_NOT_HIRED_YET', { hiredAt: at(30) }],
])('a contact of %s, who is not there, is refused as %s with the date', async (performedBy, code, dates) => {
  const { sales } = await staffed();
  await sales.execute({ type: 'register', clientId: 'acme', source: 'cold' }, { by: 'head' });
  const contact = {
    type: 'recordContact',
    clientId: 'acme',
    channel: 'phone',
    twoWay: true,
    performedBy,
  } as const;
  expect(await sales.execute(contact, { by: 'head' })).toMatchObject({
    ok: false,
    refusal: { reasons: [{ code, employeeId: performedBy, ...dates }] },
  });
});

it('a contact from before somebody left counts, though it is told after that', async () => {
  const department = await staffed();
  department.now = at(0);
  await department.do({ type: 'register', clientId: 'acme', source: 'cold' });
  department.now = at(10);
  await department.do({
    type: 'recordContact',
    clientId: 'acme',
    channel: 'phone',
    twoWay: true,
    performedBy: 'gleb',
    at: at(4),
  });
});

it.each([
  ['nobody', 'NO_SUCH_EMPLOYEE', {}],
  ['gleb', 'HAS_LEFT', { leftAt: at(5) }],
  ['late', 'NOT_HIRED_YET', { hiredAt: at(30) }],
])('a deputy %s, who is not there, is %s with the date, and told of whom', async (deputyId, code, dates) => {
  const { sales } = await staffed();
  const absence = { kind: 'vacation', from: at(20), to: at(25), deputyId } as const;
  await expect(sales.employees.recordAbsence('vera', absence)).rejects.toMatchObject({
    code: 'INVALID_EMPLOYEE',
    details: {
      problems: [{ code, values: { employeeId: deputyId, ...dates }, of: { kind: 'employee', id: 'vera' } }],
    },
  });
});

it('a deputy named later has to be there when the absence begins, not today', async () => {
  const { employees } = (await staffed()).sales;
  await employees.recordAbsence('vera', { id: 'early', kind: 'vacation', from: at(20), to: at(25) });
  await employees.recordAbsence('vera', { id: 'later', kind: 'vacation', from: at(35), to: at(40) });
  expect(await employees.changeAbsence('vera', 'later', { deputyId: 'late' })).toMatchObject({ ok: true });
  await expect(employees.changeAbsence('vera', 'early', { deputyId: 'late' })).rejects.toMatchObject({
    details: { problems: [{ code: 'NOT_HIRED_YET', values: { hiredAt: at(30) } }] },
  });
});

it('a plan for a newcomer who has left is refused with the date', async () => {
  const { sales } = await staffed();
  const reason = { kind: 'newHire', employeeId: 'gleb' } as const;
  expect(await sales.redistribution.plan({ role: 'keeper', reason }, { by: 'head' })).toMatchObject({
    ok: false,
    refused: [{ code: 'EMPLOYEE_LEFT', employeeId: 'gleb', leftAt: at(5) }],
  });
});

it.each([
  ['hire', { id: 'anna', roles: ['seler'], hoursPerMonth: 1 }],
  ['change', { roles: ['seler'] }],
] as const)('what is wrong with an employee in %s says whose it is', async (method, wrong) => {
  const { employees } = new Department(memoryStore()).sales;
  const asked = method === 'hire' ? employees.hire(wrong as never) : employees.change('anna', wrong as never);
  await expect(asked).rejects.toMatchObject({
    code: 'INVALID_EMPLOYEE',
    message: expect.stringContaining('employee anna'),
    details: { problems: [{ path: 'roles[0]', of: { kind: 'employee', id: 'anna' } }] },
  });
});

import { createSales, defineConveyor, explain, memoryStore } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { ru } from 'sales-conveyor/locales/ru';
import { mixed } from 'sales-conveyor/presets';
import { describe, expect, it } from 'vitest';
import { at, codes, collect, contact, Department, openDepartment, stores, wrapped } from './department.ts';

const moved = { by: 'head', reason: 'moved away' };
const assign = (employeeId: string, day?: string) =>
  ({
    type: 'assignHolder',
    clientId: 'acme',
    role: 'seller',
    employeeId,
    ...(day && { at: day }),
  }) as const;

describe.each(stores)('on $name, a day of leaving that is known before', ({ open }) => {
  it('ends rights, and nobody is assigned or offered a client from then on', async () => {
    const department = await openDepartment(open);
    const { sales } = department;
    await department.client('acme', 'anna');
    await sales.employees.change('anna', { leavesAt: at(5) });
    await sales.employees.change('vera', { leavesAt: at(5) });
    department.now = at(4, 23);
    await department.do(contact('acme'), { by: 'anna' });
    department.now = at(5);
    expect(codes(await sales.execute(contact('acme'), { by: 'anna' }))).toEqual(['NOT_AUTHORIZED']);
    await department.do({ type: 'register', clientId: 'other', source: 'cold' });
    const assigned = await sales.execute({ ...assign('anna'), clientId: 'other' }, { by: 'head' });
    expect(assigned).toMatchObject({ refusal: { reasons: [{ code: 'EMPLOYEE_LEFT', leftAt: at(5) }] } });
    await department.do({ type: 'learnFacts', clientId: 'acme', facts: { ready: true } });
    await department.do({ type: 'transfer', clientId: 'acme', transfer: 'startSelling' });
    const offer = { type: 'transfer', clientId: 'acme', transfer: 'handOver', to: 'vera' } as const;
    expect(codes(await sales.execute(offer, { by: 'head' }))).toEqual(['EMPLOYEE_LEFT']);
  });

  it('is kept by runDue: the clients are released as of that day, once, and the log says who left', async () => {
    const department = await openDepartment(open);
    const { sales } = department;
    await department.client('acme', 'anna');
    await department.client('other', 'boris');
    await sales.employees.change('anna', { leavesAt: at(5) });
    expect(await sales.runDue()).not.toHaveProperty('departures');
    department.now = at(7);
    expect(await sales.runDue()).toMatchObject({
      departures: [{ employee: { leftAt: at(5) }, released: [{ clientId: 'acme', role: 'seller' }] }],
    });
    expect(await sales.clients.get('acme')).toMatchObject({
      custody: {},
      pool: { name: 'seller', cause: { code: 'holderLeft' }, since: at(5) },
    });
    expect(await sales.clients.get('other')).toMatchObject({ custody: { seller: { employeeId: 'boris' } } });
    const before = await department.everything();
    expect(await sales.runDue()).not.toHaveProperty('departures');
    expect(await department.everything()).toEqual(before);
    await department.expectFolded('acme');
  });

  it('is kept also where runDue is killed between, or a leaving was told and not carried out whole', async () => {
    const store = await open();
    const department = await new Department(store).staff();
    for (const id of ['a', 'b', 'c']) await department.client(id, 'anna');
    let commits = 0;
    const commit: typeof store.commit = async (tenant, changes) => {
      if (++commits > 1) throw new Error('killed');
      return store.commit(tenant, changes);
    };
    const interrupted = new Department(wrapped(store, { commit }));
    await expect(interrupted.sales.employees.leave('anna', moved)).rejects.toThrow('killed');
    expect((await department.sales.census()).pools).toEqual([]);
    const { departures } = await department.sales.runDue();
    expect(departures).toMatchObject([
      { released: [{ clientId: 'a' }, { clientId: 'b' }, { clientId: 'c' }] },
    ]);
  });

  it('is nobody else’s: who leaves later, or not after all, keeps the clients', async () => {
    const department = await openDepartment(open);
    const { employees } = department.sales;
    await department.client('acme', 'anna');
    await employees.change('anna', { leavesAt: at(5) });
    await employees.change('anna', { leavesAt: null });
    department.now = at(6);
    expect(await department.sales.runDue()).not.toHaveProperty('departures');
    expect((await department.sales.clients.get('acme'))?.custody).toHaveProperty('seller');
  });
});

describe.each(stores)('on $name, before the day of hiring', ({ open }) => {
  it('nobody has rights or is given a client', async () => {
    const department = await openDepartment(open);
    const { sales } = department;
    await sales.employees.hire({ id: 'lena', roles: ['seller'], hoursPerMonth: 100, hiredAt: at(3) });
    await sales.clients.register({ id: 'acme', source: 'cold' }, { by: 'import' });
    expect(codes(await sales.execute(assign('lena'), { by: 'lena' }))).toEqual([
      'NOT_AUTHORIZED',
      'EMPLOYEE_NOT_HIRED_YET',
    ]);
    department.now = at(3);
    await department.do(assign('lena'), { by: 'lena' });
    const early = await sales.execute(assign('anna', at(2)), { by: 'head' });
    expect(early).toMatchObject({ refusal: { reasons: [{ code: 'TOO_EARLY', since: at(3) }] } });
  });
});

describe.each(stores)('on $name, what is told late about custody', ({ open }) => {
  it('counts from when it was: assigning and releasing', async () => {
    const department = await openDepartment(open);
    const { sales } = department;
    await sales.clients.register({ id: 'acme', source: 'cold' }, { by: 'import' });
    department.now = at(7);
    const { client } = await department.do(assign('anna', at(4)));
    expect(client.custody).toEqual({ seller: { employeeId: 'anna', since: at(4) } });
    const release = { type: 'releaseHolder', clientId: 'acme', role: 'seller', reason: 'ill' } as const;
    const asked = async (day: string) => sales.execute({ ...release, at: day }, { by: 'head' });
    expect(codes(await asked(at(8)))).toEqual(['IN_THE_FUTURE']);
    expect(codes(await asked(at(3)))).toEqual(['TOO_EARLY']);
    const released = await department.do({ ...release, at: at(5) });
    expect(released.client.pool).toEqual({
      name: 'seller',
      cause: { code: 'text', text: 'ill' },
      since: at(5),
    });
    expect(codes(await sales.execute(assign('boris', at(4)), { by: 'head' }))).toEqual(['TOO_EARLY']);
    await department.expectFolded('acme');
  });

  it('gives nobody a client who was not there then, or is not there now', async () => {
    const department = await openDepartment(open);
    const { sales } = department;
    await sales.clients.register({ id: 'acme', source: 'cold' }, { by: 'import' });
    department.now = at(3);
    await sales.employees.hire({ id: 'lena', roles: ['seller'], hoursPerMonth: 100, hiredAt: at(3) });
    await sales.employees.leave('anna', { ...moved, at: at(2) });
    expect(codes(await sales.execute(assign('lena', at(1)), { by: 'head' }))).toEqual([
      'EMPLOYEE_NOT_HIRED_YET',
    ]);
    expect(codes(await sales.execute(assign('anna', at(1)), { by: 'head' }))).toEqual(['EMPLOYEE_LEFT']);
  });
});

describe.each(stores)('on $name, leaving told late', ({ open }) => {
  it('counts from the day of leaving, for the clients, too; what they were given after it goes at once', async () => {
    const department = await openDepartment(open);
    const { sales } = department;
    await department.client('acme', 'anna');
    department.now = at(5);
    await department.client('late', 'anna');
    department.now = at(7);
    const left = await sales.employees.leave('anna', { ...moved, at: at(4) });
    expect(left).toMatchObject({ ok: true, employee: { leftAt: at(4) } });
    expect((await sales.clients.get('acme'))?.pool?.since).toBe(at(4));
    expect((await sales.clients.get('late'))?.pool?.since).toBe(at(5));
  });

  it('is corrected by telling another day, and the log has both', async () => {
    const department = await openDepartment(open);
    const { sales } = department;
    await department.client('acme', 'anna');
    department.now = at(7);
    await sales.employees.leave('anna', { ...moved, at: at(5) });
    const refusal = async (day: string) => sales.employees.leave('anna', { ...moved, at: day });
    expect(await refusal(at(8))).toMatchObject({ reasons: [{ code: 'IN_THE_FUTURE' }] });
    expect(await refusal(at(-1))).toMatchObject({ reasons: [{ code: 'TOO_EARLY' }] });
    for (const _ of ['told', 'told again']) {
      expect(await refusal(at(3))).toMatchObject({ ok: true, employee: { leftAt: at(3) }, released: [] });
    }
    expect((await sales.clients.get('acme'))?.pool?.since).toBe(at(5));
    const left = (await collect(sales.events())).filter(({ type }) => type === 'employeeLeft');
    expect(left.map(({ happenedAt }) => happenedAt)).toEqual([at(5), at(3)]);
  });

  it('is refused for a day to come, or from before the hiring', async () => {
    const department = await openDepartment(open);
    const { employees } = department.sales;
    department.now = at(1);
    const refusal = async (day: string) => employees.leave('anna', { ...moved, at: day });
    expect(await refusal(at(2))).toMatchObject({
      reasons: [{ code: 'IN_THE_FUTURE', at: at(2), now: at(1) }],
    });
    expect(await refusal(at(-1))).toMatchObject({ reasons: [{ code: 'TOO_EARLY', since: at(0) }] });
    expect((await employees.get('anna'))?.revision).toBe(1);
  });

  it('leaves nobody who is hired again before they left', async () => {
    const department = await openDepartment(open);
    const { employees } = department.sales;
    await department.client('acme', 'anna');
    const hire = (hiredAt: string) =>
      employees.hire({ id: 'anna', roles: ['seller'], hoursPerMonth: 50, hiredAt });
    await employees.change('anna', { leavesAt: at(5) });
    const exists = {
      ok: false,
      repeated: false,
      reasons: [{ code: 'EMPLOYEE_EXISTS', employeeId: 'anna', until: at(5) }],
    };
    expect(await hire(at(10))).toEqual(exists);
    department.now = at(6);
    expect(await hire(at(4))).toEqual(exists);
    expect(await hire(at(6))).toMatchObject({ ok: true, employee: { hiredAt: at(6) } });
    expect((await department.sales.clients.get('acme'))?.pool).toMatchObject({ since: at(5) });
  });
});

describe.each(stores)('on $name, absences', ({ open }) => {
  const absence = (i: number, from: string, to: string) => ({
    id: `a${i}`,
    kind: 'other' as const,
    from,
    to,
  });

  it('that are in force or to come are never dropped, whenever they were told', async () => {
    const department = await openDepartment(open);
    const { employees } = department.sales;
    await employees.recordAbsence('vera', absence(0, at(0), at(100)));
    for (let i = 1; i < 50; i++)
      await employees.recordAbsence('vera', absence(i, at(-200 - i), at(-100 - i)));
    await employees.recordAbsence('vera', absence(50, at(10), at(20)));
    const kept = (await employees.get('vera'))?.absences?.map(({ id }) => id);
    expect(kept).toHaveLength(50);
    expect(kept).toEqual(expect.arrayContaining(['a0', 'a1', 'a50']));
    expect(kept).not.toContain('a49');
  });

  it('are refused where more than 50 would be in force or to come', async () => {
    const department = await openDepartment(open);
    const { employees } = department.sales;
    for (let i = 0; i < 50; i++) await employees.recordAbsence('vera', absence(i, at(i), at(i + 1)));
    const many = { ok: false, repeated: false, reasons: [{ code: 'TOO_MANY_ABSENCES', limit: 50 }] };
    expect(await employees.recordAbsence('vera', absence(50, at(60), at(61)))).toEqual(many);
    department.now = at(1);
    expect(await employees.recordAbsence('vera', absence(50, at(60), at(61)))).toMatchObject({ ok: true });
  });
});

describe('without a day of hiring', () => {
  it('a newcomer is hired, and whoever hires is told so; nobody is where the role has no ramp', async () => {
    const conveyor = defineConveyor(mixed());
    const clock = () => new Date('2026-03-02T09:00:00Z');
    const { employees } = createSales({ conveyor, store: memoryStore(), clock });
    const person = {
      id: 'denis',
      roles: ['developmentSpecialist', 'clientManager'],
      hoursPerMonth: 130,
    } as const;
    const named = { commandId: 'hire denis' };
    const hired = await employees.hire(person, named);
    const warnings = [
      {
        code: 'BEGINS_AS_NEWCOMER',
        employeeId: 'denis',
        role: 'developmentSpecialist',
        fullFrom: '2026-08-02T09:00:00.000Z',
      },
    ] as const;
    expect(hired).toMatchObject({ ok: true, repeated: false, warnings });
    expect(await employees.hire(person, named)).toMatchObject({ ok: true, repeated: true, warnings });
    const dated = await employees.hire({ ...person, id: 'olga', hiredAt: '2020-01-01T00:00:00Z' });
    const head = await employees.hire({ ...person, id: 'head', roles: ['headOfSales'] });
    for (const result of [dated, head]) expect(result).not.toHaveProperty('warnings');
    expect(explain({ reasons: warnings }, { dictionary: en, conveyor })).toBe(
      'No day of hiring was given: denis begins as a newcomer (“development specialist”), at full capacity from 2 Aug 2026 on. Whoever has been here for longer is taken on with the day on which they began.',
    );
    expect(explain({ reasons: warnings }, { dictionary: ru, conveyor })).toBe(
      'Дата выхода на работу не указана, поэтому denis начинает как новичок (роль: «специалист по развитию»), полная нагрузка с 02.08.2026. Если человек работает давно, укажите дату выхода.',
    );
  });
});

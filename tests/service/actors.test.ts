import { describe, expect, it } from 'vitest';
import { at, codes, contact, openDepartment, stores } from './department.ts';

describe.each(stores)('who acts, on $name,', ({ open }) => {
  it('may be one of the blueprint’s services', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    const { events } = await department.do(contact('acme'), { by: 'import' });
    expect(events).toMatchObject([{ by: 'import' }]);
    const override = { type: 'override', clientId: 'acme', to: 'closed', reason: 'gone' } as const;
    expect(codes(await department.sales.execute(override, { by: 'import' }))).toEqual(['NOT_AUTHORIZED']);
  });

  it('may be an employee, with the roles of today', async () => {
    const department = await openDepartment(open);
    await department.client('acme', 'anna');
    await department.do(contact('acme'), { by: 'anna' });
    expect(codes(await department.sales.execute(contact('acme'), { by: 'boris' }))).toEqual([
      'NOT_AUTHORIZED',
    ]);
    await department.sales.employees.change('boris', { roles: ['head'] });
    await department.do(contact('acme'), { by: 'boris' });
    await department.sales.employees.change('anna', { roles: ['keeper'] });
    expect(codes(await department.sales.execute(contact('acme'), { by: 'anna' }))).toEqual([
      'NOT_AUTHORIZED',
    ]);
  });

  it('may do nothing any more after leaving', async () => {
    const department = await openDepartment(open);
    await department.client('acme', 'anna');
    await department.sales.employees.leave('anna', { by: 'head', reason: 'moved away' });
    expect(codes(await department.sales.execute(contact('acme'), { by: 'anna' }))).toEqual([
      'NOT_AUTHORIZED',
    ]);
  });

  it('is refused as a stranger, with who could do it', async () => {
    const department = await openDepartment(open);
    await department.client('acme', 'anna');
    for (const by of ['stranger', 'system', '__proto__', 'constructor']) {
      const refused = await department.sales.execute(contact('acme'), { by });
      expect(refused).toMatchObject({
        ok: false,
        refusal: { reasons: [{ code: 'NOT_AUTHORIZED', actor: by, holders: ['anna'] }] },
      });
    }
  });

  it('is to be named: nobody has a blank name, or one of a page', async () => {
    const department = await openDepartment(open);
    await department.client('acme', 'anna');
    for (const by of ['', ' ', 'x'.repeat(201)]) {
      await expect(department.sales.execute(contact('acme'), { by })).rejects.toMatchObject({
        code: 'INVALID_COMMAND',
        details: { problems: [{ path: 'by', code: 'SENDER_NEEDED' }] },
      });
    }
  });

  it('has the roles of the moment in a long import, too', async () => {
    const department = await openDepartment(open);
    await department.client('acme', 'anna');
    async function* contacts() {
      for (let i = 0; i < 3; i++) yield { command: contact('acme') };
      await department.sales.employees.change('anna', { roles: ['keeper'] });
      yield { command: contact('acme') };
    }
    const { accepted, failures } = await department.sales.executeMany(contacts(), {
      by: 'anna',
      batchSize: 3,
    });
    expect(accepted).toBe(3);
    expect(failures).toMatchObject([{ index: 3, refusal: { reasons: [{ code: 'NOT_AUTHORIZED' }] } }]);
  });
});

describe.each(stores)('an employee whom a command names, on $name,', ({ open }) => {
  const assign = (employeeId: string) =>
    ({ type: 'assignHolder', clientId: 'acme', role: 'seller', employeeId }) as const;

  it('must exist, be on the staff and have the role', async () => {
    const { sales, ...department } = await openDepartment(open);
    await sales.clients.register({ id: 'acme', source: 'cold' }, { by: 'import' });
    await sales.employees.leave('boris', { by: 'head', reason: 'moved away' });
    const refusalOf = async (employeeId: string) =>
      codes(await sales.execute(assign(employeeId), { by: 'head' }));
    expect(await refusalOf('nobody')).toEqual(['UNKNOWN_EMPLOYEE']);
    expect(await refusalOf('boris')).toEqual(['EMPLOYEE_LEFT']);
    expect(await refusalOf('vera')).toEqual(['EMPLOYEE_LACKS_ROLE']);
    expect(department.now).toBe(at(0));
  });

  it('need not be named where whoever of the role accepts receives the client', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    await department.do({ type: 'learnFacts', clientId: 'acme', facts: { ready: true } });
    await department.do({ type: 'transfer', clientId: 'acme', transfer: 'startSelling' });
    await department.do({ type: 'transfer', clientId: 'acme', transfer: 'handOver' }, { by: 'anna' });
    const { client } = await department.do({ type: 'acceptHandoff', clientId: 'acme' }, { by: 'gleb' });
    expect(client).toMatchObject({ state: 'regular', custody: { keeper: { employeeId: 'gleb' } } });
  });

  it('gets a client back whom the receiver returns, but not after leaving', async () => {
    const department = await openDepartment(open);
    const handedOver = async (id: string, seller: string) => {
      await department.client(id, seller);
      await department.do({ type: 'learnFacts', clientId: id, facts: { ready: true } });
      await department.do({ type: 'transfer', clientId: id, transfer: 'startSelling' });
      await department.do(
        { type: 'transfer', clientId: id, transfer: 'handOver', to: 'vera' },
        { by: seller },
      );
      await department.do({ type: 'acceptHandoff', clientId: id }, { by: 'vera' });
    };
    await handedOver('back', 'anna');
    await handedOver('orphaned', 'boris');
    await department.sales.employees.leave('boris', { by: 'head', reason: 'moved away' });
    const giveBack = (clientId: string) => ({ type: 'returnClient', clientId, reason: 'promised' }) as const;
    const { client } = await department.do(giveBack('back'), { by: 'vera' });
    expect(client).toMatchObject({ state: 'selling', custody: { seller: { employeeId: 'anna' } } });
    const orphaned = await department.do(giveBack('orphaned'), { by: 'vera' });
    expect(orphaned.client).toMatchObject({ state: 'selling', custody: {}, pool: { name: 'seller' } });
  });
});

import type { Store } from 'sales-conveyor';
import { describe, expect, it } from 'vitest';
import { at, Department, openDepartment, stores, wrapped } from './department.ts';

const merge = { type: 'mergeDuplicate', clientId: 'acme', duplicateId: 'twin' } as const;
const unmerge = { ...merge, type: 'unmergeDuplicate' } as const;
const moved = { by: 'head', reason: 'moved away' };

/** Acme, whom nobody holds, and its duplicate, which Anna holds and Boris in her stead. */
async function withDuplicate(department: Department): Promise<Department> {
  await department.do({ type: 'register', clientId: 'acme', source: 'cold' });
  await department.client('twin', 'anna');
  await department.do({ type: 'setDeputy', clientId: 'twin', role: 'seller', employeeId: 'boris' });
  return department;
}

/** A shell to whose first commit somebody else is quicker: they change Anna, and none of her clients. */
function overtaken(store: Store, change: (department: Department) => Promise<unknown>): Department {
  let changed: Promise<unknown> | undefined;
  const commit: Store['commit'] = async (tenant, changes) => {
    changed ??= change(new Department(store));
    await changed;
    return store.commit(tenant, changes);
  };
  return new Department(wrapped(store, { commit }));
}

describe.each(stores)('the custody of a duplicate, on $name,', ({ open }) => {
  it('goes to the client it is merged into, and back when that is undone', async () => {
    const department = await withDuplicate(await openDepartment(open));
    const merged = await department.do(merge);
    expect(merged.client.custody).toMatchObject({ seller: { employeeId: 'anna' } });
    const undone = await department.do(unmerge);
    expect(undone.client).toMatchObject({ custody: {}, pool: { name: 'seller' } });
    expect((await department.sales.clients.get('twin'))?.custody).toMatchObject({
      seller: { employeeId: 'anna', deputy: { employeeId: 'boris' } },
    });
  });

  it('is not taken by a colleague who merges it into a client of theirs; from nobody it is', async () => {
    const department = await openDepartment(open);
    await department.client('acme', 'boris');
    await department.client('twin', 'anna');
    expect(await department.sales.execute(merge, { by: 'boris' })).toMatchObject({
      refusal: { reasons: [{ code: 'NOT_AUTHORIZED', holders: ['anna'], roles: ['head'] }] },
    });
    await department.do({ type: 'setDeputy', clientId: 'twin', role: 'seller', employeeId: 'boris' });
    await department.do(merge, { by: 'boris' });
    await department.do(unmerge);
    await department.do({ type: 'releaseHolder', clientId: 'twin', role: 'seller', reason: 'nobody' });
    await department.do(merge, { by: 'boris' });
  });

  it('does not go to somebody who has another role by now', async () => {
    const department = await withDuplicate(await openDepartment(open));
    await department.sales.employees.change('anna', { roles: ['keeper'] });
    const { client } = await department.do(merge);
    expect(client).toMatchObject({ custody: {}, pool: { name: 'seller' } });
  });

  it('does not come back to somebody who left meanwhile, nor to such a deputy', async () => {
    const department = await withDuplicate(await openDepartment(open));
    await department.client('other', 'anna');
    await department.do({ ...merge, clientId: 'other' });
    await department.sales.employees.leave('boris', moved);
    await department.do({ ...unmerge, clientId: 'other' });
    const { clients, employees } = department.sales;
    expect((await clients.get('twin'))?.custody).toEqual({ seller: { employeeId: 'anna', since: at(0) } });

    await department.do(merge);
    await employees.leave('anna', moved);
    await department.do(unmerge);
    expect(await clients.get('twin')).toMatchObject({
      custody: {},
      pool: { name: 'seller', cause: { code: 'unmerge' } },
    });
    for (const id of ['acme', 'twin', 'other']) await department.expectFolded(id);
  });

  it('does not go to somebody who gets another role at the same moment', async () => {
    const store = await open();
    await withDuplicate(await new Department(store).staff());
    const department = overtaken(store, ({ sales }) => sales.employees.change('anna', { roles: ['keeper'] }));
    const { client } = await department.do(merge);
    expect(client).toMatchObject({ custody: {}, pool: { name: 'seller' } });
  });

  it('does not come back to somebody who leaves at the same moment', async () => {
    const store = await open();
    const before = await withDuplicate(await new Department(store).staff());
    await before.do(merge);
    await before.do({ type: 'assignHolder', clientId: 'acme', role: 'seller', employeeId: 'boris' });
    const department = overtaken(store, ({ sales }) => sales.employees.leave('anna', moved));
    await department.do(unmerge);
    expect(await department.sales.clients.get('twin')).toMatchObject({
      custody: {},
      pool: { name: 'seller' },
    });
  });
});

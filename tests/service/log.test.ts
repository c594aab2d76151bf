import { describe, expect, it } from 'vitest';
import { at, codes, collect, contact, openDepartment, order, stores } from './department.ts';

describe.each(stores)('the log on $name', ({ open }) => {
  it('has what happened to clients and to employees in one order, without gaps', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    await department.sales.employees.change('boris', { hoursPerMonth: 50 });
    await department.do(contact('acme'));
    const log = await collect(department.sales.events());
    expect(log.map(({ position }) => position)).toEqual(log.map((_, i) => i + 1));
    expect(log.map(({ type }) => type)).toEqual([
      ...Array(5).fill('employeeHired'),
      'clientRegistered',
      'clientPooled',
      'holderAssigned',
      'employeeChanged',
      'contactRecorded',
    ]);
    const own = log.flatMap(({ position: _, ...event }) => ('clientId' in event ? [event] : []));
    expect(own).toEqual(await department.sales.clients.history('acme'));
  });

  it('can be read on from every position', async () => {
    const { sales, ...department } = await openDepartment(open);
    await sales.clients.registerMany(
      Array.from({ length: 620 }, (_, i) => ({ id: `c${i}`, source: 'existing' })),
      { by: 'import' },
    );
    const log = await collect(sales.events());
    expect(log.length).toBe(5 + 2 * 620);
    for (const after of [0, 1, 499, 500, 501, log.length - 1, log.length, log.length + 7]) {
      expect(await collect(sales.events({ after }))).toEqual(log.slice(after));
    }
    expect(department.now).toBe(at(0));
  });

  it('ends at its present end and goes on from there', async () => {
    const department = await openDepartment(open);
    const seen = await collect(department.sales.events());
    await department.client('acme');
    const more = await collect(department.sales.events({ after: seen.at(-1)?.position ?? 0 }));
    expect(more.map(({ type }) => type)).toEqual(['clientRegistered', 'clientPooled', 'holderAssigned']);
  });

  it.each([-1, 1.5, Number.NaN])('has no position %d', async (after) => {
    const { sales } = await openDepartment(open);
    await expect(collect(sales.events({ after }))).rejects.toMatchObject({ code: 'INVALID_QUERY' });
  });
});

describe.each(stores)('the figures on $name', ({ open }) => {
  it('say how many clients stand where, with whom and with nobody', async () => {
    const department = await openDepartment(open);
    await department.client('a', 'anna');
    await department.client('b', 'anna');
    await department.client('c', 'boris');
    await department.buyer('d', at(-1), 'vera');
    await department.do({ type: 'assignHolder', clientId: 'd', role: 'seller', employeeId: 'anna' });
    await department.do({ type: 'register', clientId: 'e', source: 'existing' });
    await department.do({ type: 'transfer', clientId: 'b', transfer: 'startSelling' });
    expect(await department.sales.census()).toEqual({
      states: [
        { state: 'lead', clients: 2 },
        { state: 'regular', clients: 2 },
        { state: 'selling', clients: 1 },
      ],
      custody: [
        { employeeId: 'anna', role: 'seller', state: 'lead', clients: 1 },
        { employeeId: 'anna', role: 'seller', state: 'regular', clients: 1 },
        { employeeId: 'anna', role: 'seller', state: 'selling', clients: 1 },
        { employeeId: 'boris', role: 'seller', state: 'lead', clients: 1 },
        { employeeId: 'vera', role: 'keeper', state: 'regular', clients: 1 },
      ],
      pools: [{ pool: 'keeper', clients: 1 }],
    });
    expect(await department.sales.workloads()).toEqual([
      { employeeId: 'anna', clients: 3, hours: 3.75, capacity: 100, utilisation: 0.0375 },
      { employeeId: 'boris', clients: 1, hours: 0.5, capacity: 100, utilisation: 0.005 },
      { employeeId: 'gleb', clients: 0, hours: 0, capacity: 100, utilisation: 0 },
      { employeeId: 'head', clients: 0, hours: 0, capacity: 100, utilisation: 0 },
      { employeeId: 'vera', clients: 1, hours: 1.5, capacity: 100, utilisation: 0.015 },
    ]);
  });

  it('are nothing where there is nothing', async () => {
    const { sales } = await openDepartment(open, { tenant: 'empty' });
    expect(await sales.census()).toEqual({ states: [], custody: [], pools: [] });
    expect(await sales.clients.page({ limit: 1 })).toEqual({ clients: [] });
    expect(await collect(sales.clients.all())).toEqual([]);
  });
});

describe.each(stores)('clients on $name', ({ open }) => {
  it('come page by page, each once, also while others are inserted', async () => {
    const department = await openDepartment(open);
    for (const id of ['a', 'c', 'e', 'g']) await department.client(id);
    const first = await department.sales.clients.page({ limit: 2 });
    expect(first.clients.map(({ id }) => id)).toEqual(['a', 'c']);
    for (const id of ['b', 'd', 'f']) await department.client(id);
    const second = await department.sales.clients.page({
      limit: 2,
      ...(first.next !== undefined && { after: first.next }),
    });
    expect(second.clients.map(({ id }) => id)).toEqual(['d', 'e']);
  });

  it('come all in a stable order, by state, holder or pool', async () => {
    const { sales } = await openDepartment(open);
    const ids = Array.from({ length: 1_100 }, (_, i) => `c${String(i).padStart(4, '0')}`);
    await sales.clients.registerMany(
      ids.toReversed().map((id, i) => ({ id, source: i % 2 === 0 ? 'cold' : 'existing' })),
      { by: 'import' },
    );
    await sales.execute(
      { type: 'assignHolder', clientId: 'c0003', role: 'seller', employeeId: 'anna' },
      { by: 'head' },
    );
    const found = async (query?: Parameters<typeof sales.clients.all>[0]) =>
      (await collect(sales.clients.all(query))).map(({ id }) => id);
    expect(await found()).toEqual(ids);
    expect(await found({ states: ['lead'] })).toEqual(ids.filter((_, i) => i % 2 === 1));
    expect(await found({ pool: 'seller' })).toHaveLength(549);
    expect(await found({ holder: { employeeId: 'anna' } })).toEqual(['c0003']);
  });

  it('tell their options to whoever asks', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    const of = async (by: string) =>
      (await department.sales.options('acme', { by }))?.map(({ transfer, open: isOpen }) => [
        transfer,
        isOpen,
      ]);
    expect(await of('anna')).toEqual([
      ['startSelling', true],
      ['defer', true],
      ['awaitWindow', false],
      ['close', false],
    ]);
    expect(await of('head')).toContainEqual(['close', true]);
    expect(await of('stranger')).toContainEqual(['startSelling', false]);
    expect(await department.sales.options('nobody', { by: 'head' })).toBeUndefined();
  });

  it('tell their options as of now, and change nothing by it', async () => {
    const department = await openDepartment(open);
    await department.buyer('acme', at(0));
    const before = await department.everything();
    department.now = at(70);
    const options = await department.sales.options('acme', { by: 'head' });
    expect(options?.map(({ transfer }) => transfer)).toEqual(['orderAgain', 'close']);
    expect(await department.everything()).toEqual(before);
    expect(codes(await department.sales.execute(order('acme', 'acme-1', at(0)), { by: 'head' }))).toEqual([
      'ORDER_EXISTS',
    ]);
  });
});

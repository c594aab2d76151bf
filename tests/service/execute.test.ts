import { createSales, isConveyorError, memoryStore } from 'sales-conveyor';
import { describe, expect, it } from 'vitest';
import {
  accepted,
  at,
  codes,
  collect,
  contact,
  conveyor,
  Department,
  monday,
  openDepartment,
  stores,
  wrapped,
} from './department.ts';

describe.each(stores)('a command on $name', ({ open }) => {
  it('that is accepted is in the log, with what follows from it, and in the client', async () => {
    const { sales } = await openDepartment(open);
    const result = await sales.execute(
      { type: 'register', clientId: 'acme', source: 'cold' },
      { by: 'import' },
    );
    expect(result).toMatchObject({
      ok: true,
      repeated: false,
      client: { id: 'acme', state: 'lead', revision: 2 },
    });
    if (!result.ok) return;
    expect(result.events.map(({ type }) => type)).toEqual(['clientRegistered', 'clientPooled']);
    expect(await sales.clients.get('acme')).toEqual(result.client);
    expect(await sales.clients.history('acme')).toEqual(result.events);
  });

  it('that is refused stores nothing, whatever time would have done', async () => {
    const department = await openDepartment(open);
    const { sales } = department;
    await department.client('acme');
    await department.do({
      type: 'transfer',
      clientId: 'acme',
      transfer: 'defer',
      reason: 'later',
      wakeAt: at(2),
    });
    const before = await department.everything();
    department.now = at(3);
    expect(codes(await sales.execute({ type: 'acceptHandoff', clientId: 'acme' }, { by: 'head' }))).toEqual([
      'NO_HANDOFF',
    ]);
    expect(await department.everything()).toEqual(before);
  });

  it('for an unknown client is refused', async () => {
    const { sales } = await openDepartment(open);
    expect(codes(await sales.execute(contact('nobody'), { by: 'head' }))).toEqual(['UNKNOWN_CLIENT']);
    expect(await sales.clients.get('nobody')).toBeUndefined();
    expect(await sales.clients.history('nobody')).toEqual([]);
  });

  it('that is none is an error that lists every problem with its path, and changes nothing', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    const before = await department.everything();
    const command = {
      type: 'recordOrder',
      clientId: '',
      order: { id: 'o', placedAt: 'today', total: { amount: 1.5, currency: 'EUR' } },
    };
    const sent = department.sales.execute(command as never, { by: 'head', commandId: 'a\0b' });
    const error = await sent.catch((thrown: unknown) => thrown);
    if (!isConveyorError(error, 'INVALID_COMMAND')) throw error;
    const { problems } = error.details as { problems: { path: string }[] };
    const paths = ['clientId', 'order.placedAt', 'order.total.amount', 'commandId'];
    expect([...new Set(problems.map(({ path }) => path))]).toEqual(paths);
    for (const path of paths) expect(error.message).toContain(`${path}: `);
    expect(await department.everything()).toEqual(before);
  });

  it('takes its time from the clock and its id, where it has none, from `ids`', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    department.now = at(1);
    const { events, client } = await department.do(contact('acme'));
    expect(events).toMatchObject([
      { recordedAt: at(1), happenedAt: at(1), by: 'head', commandId: `made-${department.made}` },
    ]);
    expect(client.decidedAt).toBe(at(1));
    const made = department.made;
    const named = await department.do(contact('acme'), { commandId: 'mine' });
    expect(named.events).toMatchObject([{ commandId: 'mine' }]);
    expect(department.made).toBe(made);
  });

  it('takes a clock of dates, too', async () => {
    const { sales } = await openDepartment(open, { clock: () => new Date(monday) });
    expect((await sales.employees.get('anna'))?.hiredAt).toBe(monday);
  });

  it('of one tenant is nothing to another', async () => {
    const store = await open();
    const department = await new Department(store).staff();
    const other = new Department(store, { tenant: 'other' });
    await department.client('acme');
    expect(codes(await other.sales.execute(contact('acme'), { by: 'import' }))).toEqual(['UNKNOWN_CLIENT']);
    expect(
      codes(
        await other.sales.execute({ type: 'register', clientId: 'acme', source: 'cold' }, { by: 'head' }),
      ),
    ).toEqual(['NOT_AUTHORIZED']);
    await other.sales.clients.register(
      { id: 'acme', source: 'existing' },
      { by: 'import', commandId: 'same' },
    );
    expect(await department.do(contact('acme'), { commandId: 'same' })).toMatchObject({ repeated: false });
    expect((await department.sales.clients.get('acme'))?.state).toBe('lead');
    expect((await collect(other.sales.events())).map(({ position }) => position)).toEqual([1, 2]);
    expect(await other.sales.employees.list()).toEqual([]);
    expect(await other.sales.workloads()).toEqual([]);
    expect((await other.sales.census()).states).toEqual([{ state: 'regular', clients: 1 }]);
  });

  it('reads who acts and the client, its holder where that is somebody else, the outcome only of a named one that is not new or not accepted, and commits once', async () => {
    const calls: string[] = [];
    const store = await open();
    const counted = (
      method: 'readEmployee' | 'readClients' | 'readOutcomes' | 'history' | 'queryClients' | 'commit',
    ) => ({
      [method]: (...parameters: never[]) => {
        calls.push(method);
        return (store[method] as (...all: never[]) => Promise<never>)(...parameters);
      },
    });
    const department = new Department(
      wrapped(store, {
        ...counted('readEmployee'),
        ...counted('readClients'),
        ...counted('readOutcomes'),
        ...counted('history'),
        ...counted('queryClients'),
        ...counted('commit'),
      }),
    );
    await department.staff();
    await department.client('acme');
    const callsOf = async (run: () => Promise<unknown>) => {
      calls.length = 0;
      await run();
      return [...calls];
    };
    expect(await callsOf(() => department.do(contact('acme'), { by: 'import' }))).toEqual([
      'readClients',
      'commit',
    ]);
    expect(await callsOf(() => department.do(contact('acme'), { by: 'anna' }))).toEqual([
      'readClients',
      'readEmployee',
      'commit',
    ]);
    // Whoever is not the holder may stand in for the holder.
    const whoActs = ['readEmployee', 'readEmployee'];
    expect(await callsOf(() => department.do(contact('acme')))).toEqual([
      'readClients',
      ...whoActs,
      'commit',
    ]);
    const named = () => department.do(contact('acme'), { commandId: 'c' });
    const asNew = ['readClients', ...whoActs, 'commit'];
    expect(await callsOf(named)).toEqual(asNew);
    expect(await callsOf(named)).toEqual([...asNew, 'readOutcomes', 'readClients', 'history']);
    const refused = ['readClients', ...whoActs, 'readOutcomes', 'readClients', ...whoActs, 'commit'];
    const accept = { type: 'acceptHandoff', clientId: 'acme' } as const;
    expect(await callsOf(() => department.sales.execute(accept, { by: 'head', commandId: 'a' }))).toEqual(
      refused,
    );
    expect(await callsOf(() => department.sales.execute(accept, { by: 'head' }))).toEqual([
      'readClients',
      ...whoActs,
    ]);
  });
});

describe('what a department is made with', () => {
  it.each([{ attempts: 0 }, { attempts: Number.NaN }, { attempts: 1.5 }, { tenant: '' }, { tenant: 'a\0b' }])(
    'is refused where it makes no sense: %o',
    (options) => {
      const store = memoryStore();
      const made = () => createSales({ conveyor, store, ...options });
      expect(made).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
    },
  );

  it('may be nothing but a conveyor and a store: then the clock and the ids are the machine’s', async () => {
    const sales = createSales({ conveyor, store: memoryStore() });
    const { events } = accepted(
      await sales.clients.register({ id: 'acme', source: 'cold' }, { by: 'import' }),
    );
    expect(events[0]?.commandId).toMatch(/^[0-9a-f-]{36}$/);
  });
});

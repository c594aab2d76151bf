import { type BulkEntry, type CommandInput, ConveyorError, defineConveyor, explain } from 'sales-conveyor';
import { en } from 'sales-conveyor/locales/en';
import { describe, expect, it } from 'vitest';
import { at, contact, Department, openDepartment, order, stores, wrapped } from './department.ts';
import { circular } from './trade.ts';

const register = (id: string): CommandInput => ({ type: 'register', clientId: id, source: 'cold' });
const entries = (...commands: unknown[]) => commands.map((command) => ({ command }) as BulkEntry);

describe.each(stores)('many commands on $name', ({ open }) => {
  it('are carried out in order, several for one client within a batch among them', async () => {
    const department = await openDepartment(open);
    const commands = entries(
      register('acme'),
      order('acme', 'o-1', at(-2)),
      register('globex'),
      { type: 'shipOrder', clientId: 'acme', orderId: 'o-1', at: at(-1) },
      { type: 'payOrder', clientId: 'acme', orderId: 'o-1', at: at(-1) },
    );
    const report = await department.sales.executeMany(commands, { by: 'import' });
    expect(report).toEqual({ committed: true, accepted: 5, repeated: 0, failures: [] });
    expect(await department.sales.clients.get('acme')).toMatchObject({
      orders: { count: 1, shipped: 1, paid: 1 },
    });
    await department.expectFolded('acme');
    await department.expectFolded('globex');
  });

  it('of the past say which came after time had moved their client past them', async () => {
    const rows = (...days: number[]) =>
      entries(
        { type: 'register', clientId: 'acme', source: 'existing', at: at(-500) },
        ...days.map((day) => order('acme', `o${-day}`, at(day))),
      );
    const oldestFirst = await openDepartment(open);
    const report = await oldestFirst.sales.executeMany(rows(-400, -380, -9), { by: 'import', batchSize: 1 });
    expect(report).toEqual({ committed: true, accepted: 4, repeated: 0, failures: [], overtaken: [2] });
    const newestFirst = await openDepartment(open);
    const other = await newestFirst.sales.executeMany(rows(-9, -380, -400), { by: 'import' });
    expect(other).toEqual({ committed: true, accepted: 4, repeated: 0, failures: [] });
  });

  it.each([1, 2, 3, 200])(
    'tell a bad one by its index and spoil no other, in batches of %i',
    async (batchSize) => {
      const department = await openDepartment(open);
      const commands = entries(
        register('a'),
        register('a'),
        { type: 'register', clientId: '', source: 'cold', more: true },
        contact('nobody'),
        undefined,
        'a command',
        contact('a'),
        { type: 'mergeDuplicate', clientId: 'a', duplicateId: 'a' },
      );
      const { failures, ...counts } = await department.sales.executeMany(commands, { by: 'head', batchSize });
      expect(counts).toEqual({ committed: true, accepted: 2, repeated: 0 });
      expect(failures).toMatchObject([
        { index: 1, refusal: { clientId: 'a', reasons: [{ code: 'ALREADY_REGISTERED' }] } },
        { index: 2, problems: [{ path: 'clientId' }, { path: 'more', message: 'Unknown key' }] },
        { index: 3, refusal: { clientId: 'nobody', reasons: [{ code: 'UNKNOWN_CLIENT' }] } },
        { index: 4, problems: [{ path: '' }] },
        { index: 5, problems: [{ path: '' }] },
        { index: 7, refusal: { reasons: [{ code: 'SAME_CLIENT' }] } },
      ]);
      expect((await department.sales.clients.get('a'))?.contacts.count).toBe(1);
    },
  );

  it('name the client and the order of every bad one', async () => {
    const { sales } = await openDepartment(open);
    await sales.clients.register({ id: 'acme', source: 'cold' }, { by: 'import' });
    const dated = (id: string, placedAt: string) =>
      ({ type: 'recordOrder', clientId: 'acme', order: { id, placedAt } }) as const;
    const commands = entries(dated('o1', 'soon'), dated('o2', '2099-01-01T00:00:00Z'));
    const { failures } = await sales.executeMany(commands, { by: 'import' });
    expect(failures).toMatchObject([
      {
        clientId: 'acme',
        problems: [
          {
            of: { kind: 'client', id: 'acme', orderId: 'o1' },
            message: expect.stringMatching(/^client acme, order o1: must be a moment/),
          },
        ],
      },
      { clientId: 'acme', refusal: { reasons: [{ code: 'IN_THE_FUTURE', orderId: 'o2' }] } },
    ]);
    const refusal = failures.flatMap((one) => ('refusal' in one ? one.refusal : []))[0];
    expect(refusal && explain(refusal, { dictionary: en })).toMatch(/1 Jan 2099.*order o2/);
  });

  it('tell an id that cannot be stored, and one that the blueprint sends round in circles', async () => {
    const department = await openDepartment(open, { conveyor: defineConveyor(circular) });
    await department.sales.clients.register({ id: 'dizzy', source: 'circle' }, { by: 'import' });
    department.now = at(2);
    const commands = [
      { command: contact('dizzy') },
      { command: register('a'), commandId: 'x\0' },
      { command: register('\ud800') },
      { command: register('b') },
    ];
    const { accepted, failures } = await department.sales.executeMany(commands, { by: 'import' });
    expect(accepted).toBe(1);
    expect(failures).toMatchObject([
      { index: 0, error: { code: 'ENDLESS_TRANSFERS' } },
      { index: 1, problems: [{ path: 'commandId' }] },
      { index: 2, problems: [{ path: 'clientId' }] },
    ]);
  });

  it('that all must succeed are all stored or not at all, and every failure is told', async () => {
    const department = await openDepartment(open);
    const before = await department.everything();
    const all = { by: 'import', allOrNothing: true, batchSize: 2 };
    const bad = entries(register('a'), register('b'), register('a'), { type: 'register' }, contact('nobody'));
    const refused = await department.sales.executeMany(bad, all);
    expect(refused).toMatchObject({ committed: false, accepted: 0, repeated: 0 });
    expect(refused.failures.map(({ index }) => index)).toEqual([2, 3, 4]);
    expect(await department.everything()).toEqual(before);
    const accepted = await department.sales.executeMany(
      entries(register('a'), register('b'), contact('a')),
      all,
    );
    expect(accepted).toEqual({ committed: true, accepted: 3, repeated: 0, failures: [] });
  });

  it('that were called off can be sent again under the same ids', async () => {
    const { sales } = await openDepartment(open);
    const good = { command: register('a'), commandId: 'one' };
    const all = { by: 'import', allOrNothing: true };
    await sales.executeMany([good, { command: contact('nobody'), commandId: 'two' }], all);
    expect(await sales.executeMany([good], all)).toMatchObject({ committed: true, accepted: 1, repeated: 0 });
    expect(await sales.executeMany([good], all)).toMatchObject({ committed: true, accepted: 0, repeated: 1 });
  });

  it('are none when there are none', async () => {
    const { sales } = await openDepartment(open);
    const nothing = { committed: true, accepted: 0, repeated: 0, failures: [] };
    expect(await sales.executeMany([], { by: 'import' })).toEqual(nothing);
    expect(await sales.executeMany([], { by: 'import', allOrNothing: true })).toEqual(nothing);
    expect(await sales.clients.registerMany([], { by: 'import' })).toEqual(nothing);
  });

  it('come as a stream that is read batch by batch, each told of when it is stored', async () => {
    const { sales } = await openDepartment(open);
    const log: string[] = [];
    async function* stream() {
      for (let i = 0; i < 5; i++) {
        log.push(`read ${i}`);
        yield { command: register(`c${i}`) };
      }
    }
    const onProgress = (done: number) => log.push(`done ${done}`);
    await sales.executeMany(stream(), { by: 'import', batchSize: 2, onProgress });
    expect(log).toEqual(['read 0', 'read 1', 'done 2', 'read 2', 'read 3', 'done 4', 'read 4', 'done 5']);
    expect((await sales.census()).states).toEqual([{ state: 'lead', clients: 5 }]);
  });

  it.each([0, 1.5, Number.NaN, -1, 10_001])('come in no batches of %d', async (batchSize) => {
    const { sales } = await openDepartment(open);
    const sent = sales.executeMany([], { by: 'import', batchSize });
    await expect(sent).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      details: { function: 'sales.executeMany', problems: [{ path: 'options.batchSize' }] },
    });
  });

  it('of which somebody else always changes one client do all but that one', async () => {
    const store = await open();
    const commit: Department['store']['commit'] = async (tenant, changes) => {
      if (changes.clients.some(({ snapshot }) => snapshot.id === 'hot'))
        throw new ConveyorError('REVISION_CONFLICT', 'too late');
      return store.commit(tenant, changes);
    };
    const { sales } = new Department(wrapped(store, { commit }), { attempts: 2 });
    const commands = entries(
      register('a'),
      register('b'),
      register('hot'),
      contact('a'),
      register('c'),
      contact('b'),
    );
    const { accepted, failures } = await sales.executeMany(commands, { by: 'import' });
    expect(accepted).toBe(5);
    expect(failures).toMatchObject([{ index: 2, error: { code: 'REVISION_CONFLICT' } }]);
    const all = sales.executeMany(entries(contact('a'), register('hot')), {
      by: 'import',
      allOrNothing: true,
    });
    await expect(all).rejects.toMatchObject({ code: 'REVISION_CONFLICT' });
  });
});

describe.each(stores)('many clients on $name', ({ open }) => {
  it('are registered in order; one that is there already stays as it is', async () => {
    const department = await openDepartment(open);
    const there = await department.client('there');
    const report = await department.sales.clients.registerMany(
      [
        { id: 'a', source: 'cold' },
        { id: 'there', source: 'existing' },
        { id: 'b', source: 'nowhere' },
        { id: 'c', source: 'existing', facts: { ready: 'yes' } },
        { id: 'd', source: 'existing', facts: { ready: true }, at: at(-30) },
      ],
      { by: 'import' },
    );
    expect(report.accepted).toBe(2);
    expect(report.failures).toMatchObject([
      { index: 1, refusal: { reasons: [{ code: 'ALREADY_REGISTERED' }] } },
      { index: 2, refusal: { reasons: [{ code: 'UNKNOWN_NAME', kind: 'source' }] } },
      { index: 3, refusal: { reasons: [{ code: 'INVALID_VALUE', field: 'facts.ready' }] } },
    ]);
    expect(await department.sales.clients.get('there')).toEqual(there);
    expect(await department.sales.clients.get('d')).toMatchObject({
      registeredAt: at(-30),
      facts: { ready: { value: true } },
    });
  });

  it('cannot bring another command along', async () => {
    const department = await openDepartment(open);
    const before = await department.client('acme');
    const smuggled = { id: 'acme', type: 'override', clientId: 'acme', to: 'closed', reason: 'x' };
    const report = await department.sales.clients.registerMany([smuggled as never], { by: 'head' });
    expect(report.failures).toHaveLength(1);
    expect(await department.sales.clients.get('acme')).toEqual(before);
  });
});

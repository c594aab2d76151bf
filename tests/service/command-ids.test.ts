import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/service/fingerprint.ts';
import { at, codes, contact, Department, openDepartment, order, stores, wrapped } from './department.ts';

describe.each(stores)('a command id on $name', ({ open }) => {
  it('makes a repetition tell the first outcome, and act once', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    const first = await department.do(contact('acme'), { commandId: 'call' });
    const stored = await department.everything();
    expect(first.repeated).toBe(false);
    expect(await department.do(contact('acme'), { commandId: 'call' })).toEqual({ ...first, repeated: true });
    expect(await department.everything()).toEqual(stored);
  });

  it('tells the first events with the client as of now when the client has moved on', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    const first = await department.do(contact('acme'), { commandId: 'call' });
    const { client } = await department.do({ type: 'transfer', clientId: 'acme', transfer: 'startSelling' });
    department.now = at(5);
    const repeated = await department.do(contact('acme'), { commandId: 'call' });
    expect(repeated).toEqual({ ok: true, repeated: true, client, events: first.events });
  });

  it('of a repetition reads the events that it tells again, and no others', async () => {
    const store = await open();
    const asked: unknown[] = [];
    const history: typeof store.history = (tenant, id, span) => {
      asked.push([id, span]);
      return store.history(tenant, id, span);
    };
    const department = await new Department(wrapped(store, { history })).staff();
    await department.client('acme');
    const first = await department.do(contact('acme'), { commandId: 'call' });
    await department.do(contact('acme'));
    const again = await department.do(contact('acme'), { commandId: 'call' });
    expect(again.events).toEqual(first.events);
    const { revision } = first.client;
    expect(asked).toEqual([['acme', { from: revision - 1, to: revision }]]);
  });

  it('keeps a refusal, also when the command would be accepted by now', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    const accept = { type: 'acceptHandoff', clientId: 'acme' } as const;
    const first = await department.sales.execute(accept, { by: 'head', commandId: 'accept' });
    expect(codes(first)).toEqual(['NO_HANDOFF']);
    await department.do({ type: 'learnFacts', clientId: 'acme', facts: { ready: true } });
    await department.do({ type: 'transfer', clientId: 'acme', transfer: 'startSelling' });
    await department.do({ type: 'transfer', clientId: 'acme', transfer: 'handOver', to: 'vera' });
    expect(await department.sales.execute(accept, { by: 'head', commandId: 'accept' })).toEqual({
      ...first,
      repeated: true,
    });
    await department.do(accept, { commandId: 'accept again' });
  });

  it('keeps the refusal of a client who did not exist', async () => {
    const department = await openDepartment(open);
    const first = await department.sales.execute(contact('acme'), { by: 'head', commandId: 'call' });
    await department.client('acme');
    const again = await department.sales.execute(contact('acme'), { by: 'head', commandId: 'call' });
    expect(codes(first)).toEqual(['UNKNOWN_CLIENT']);
    expect(again).toEqual({ ...first, repeated: true });
  });

  it('of a merge tells the events of both clients', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    await department.client('acme-2', 'boris');
    const merge = { type: 'mergeDuplicate', clientId: 'acme', duplicateId: 'acme-2' } as const;
    const first = await department.do(merge, { commandId: 'merge' });
    expect(new Set(first.events.map(({ clientId }) => clientId))).toEqual(new Set(['acme', 'acme-2']));
    await department.do({ type: 'unmergeDuplicate', clientId: 'acme', duplicateId: 'acme-2' });
    await department.do(contact('acme-2'));
    const again = await department.do(merge, { commandId: 'merge' });
    expect(again).toMatchObject({ repeated: true, events: first.events, client: { merged: [] } });
  });

  it('is refused for another command, which does nothing', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    await department.client('other');
    await department.do(order('acme', 'o-1', at(0)), { commandId: 'order' });
    const stored = await department.everything();
    for (const command of [order('acme', 'o-2', at(0)), order('other', 'o-1', at(0)), contact('acme')]) {
      const refused = await department.sales.execute(command, { by: 'head', commandId: 'order' });
      expect(refused).toMatchObject({
        ok: false,
        repeated: false,
        refusal: {
          command: command.type,
          clientId: command.clientId,
          reasons: [{ code: 'COMMAND_ID_REUSED', commandId: 'order' }],
        },
      });
    }
    expect(await department.everything()).toEqual(stored);
    expect(await department.do(order('acme', 'o-1', at(0)), { commandId: 'order' })).toMatchObject({
      repeated: true,
    });
  });

  it('looks at what a command says and not at how it is written', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    const placed = { id: 'o-1', placedAt: '2026-01-05T11:00:00+02:00' };
    await department.do({ type: 'recordOrder', clientId: 'acme', order: placed }, { commandId: 'order' });
    const rewritten = {
      clientId: 'acme',
      order: { placedAt: '2026-01-05T09:00:00Z', id: 'o-1' },
      type: 'recordOrder',
    } as const;
    expect(await department.do(rewritten, { commandId: 'order' })).toMatchObject({ repeated: true });
  });

  it('is of any text that can be stored', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    for (const commandId of [
      '@mail',
      '<1@host>',
      'заказ 1',
      '🧾',
      'x'.repeat(200),
      '__proto__',
      "'; drop table",
    ]) {
      expect(await department.do(contact('acme'), { commandId })).toMatchObject({ repeated: false });
      expect(await department.do(contact('acme'), { commandId })).toMatchObject({ repeated: true });
    }
    for (const commandId of ['', 'x'.repeat(201), 'a\0', '\ud800']) {
      const sent = department.sales.execute(contact('acme'), { by: 'head', commandId });
      await expect(sent).rejects.toMatchObject({
        code: 'INVALID_COMMAND',
        details: { problems: [{ path: 'commandId' }] },
      });
    }
  });

  it('of a command whose values JSON cannot say is kept, too', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    const learn = (ready: unknown) => ({ type: 'learnFacts', clientId: 'acme', facts: { ready } }) as const;
    const send = (ready: unknown) =>
      department.sales.execute(learn(ready), { by: 'head', commandId: 'learn' });
    expect(codes(await send(1n))).toEqual(['INVALID_VALUE']);
    expect(await send(1n)).toMatchObject({ repeated: true });
    expect(codes(await send('1'))).toEqual(['COMMAND_ID_REUSED']);
  });

  it('never tells a client from before the command', async () => {
    const store = await open();
    const other = await openDepartment(async () => store);
    await other.client('acme');
    const readClients: typeof store.readClients = async (...parameters) => {
      const clients = await store.readClients(...parameters);
      await other.do(contact('acme'), { commandId: 'call' });
      return clients;
    };
    const department = new Department(wrapped(store, { readClients }));
    const { repeated, client, events } = await department.do(contact('acme'), { commandId: 'call' });
    expect({ repeated, contacts: client.contacts.count, events: events.length }).toEqual({
      repeated: true,
      contacts: 1,
      events: 1,
    });
  });

  it('sent by many at once acts once, and everybody is told the same', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    const sent = Array.from({ length: 12 }, () => department.do(contact('acme'), { commandId: 'call' }));
    const results = await Promise.all(sent);
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
    for (const { events } of results) expect(events).toEqual(results[0]?.events);
    expect((await department.sales.clients.get('acme'))?.contacts.count).toBe(1);
  });
});

it('is kept with the print of what was sent that earlier builds kept, whatever the order of its fields', () => {
  const command = { type: 'assignHolder', clientId: 'b', role: 'telemarketer', employeeId: 'tanya' };
  expect(fingerprint(command)).toBe('ttk3ddt2xh');
  expect(fingerprint(Object.fromEntries(Object.entries(command).reverse()))).toBe('ttk3ddt2xh');
  const odd = { 10: [undefined, 7n, { b: 1, a: undefined }], 9: new Date(0), ['__proto__']: null };
  expect(fingerprint(odd)).toBe('26ml317d7br');
});

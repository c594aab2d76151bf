import { describe, expect, it } from 'vitest';
import { at, codes, contact, Department, openDepartment, order, stores, wrapped } from './department.ts';

/** More days of purchase than a snapshot keeps; the first ones are in the log only. */
const days = Array.from({ length: 230 }, (_, i) => ({ id: `o-${i}`, placedAt: at(i - 230) }));

describe.each(stores)('a decision that needs the log, on $name,', ({ open }) => {
  async function oldCustomer() {
    const department = await openDepartment(open);
    await department.do({ type: 'register', clientId: 'acme', source: 'existing' });
    const orders = days.map(({ id, placedAt }) => ({ command: order('acme', id, placedAt) }));
    const { accepted } = await department.sales.executeMany(orders, { by: 'import' });
    expect(accepted).toBe(days.length);
    return department;
  }

  it('finds an order that the snapshot let go of: to be cancelled, returned, shipped, paid', async () => {
    const department = await oldCustomer();
    const marks = ['shipOrder', 'payOrder', 'returnOrder'] as const;
    for (const type of marks) await department.do({ type, clientId: 'acme', orderId: 'o-0', at: at(-1) });
    const { client } = await department.do({ type: 'cancelOrder', clientId: 'acme', orderId: 'o-1' });
    expect(client.orders).toMatchObject({
      count: 228,
      moments: 228,
      cancelled: 1,
      returned: 1,
      firstAt: at(-228),
    });
    await department.expectFolded('acme');
    const again = { type: 'cancelOrder', clientId: 'acme', orderId: 'o-1' } as const;
    expect(codes(await department.sales.execute(again, { by: 'head' }))).toEqual(['ORDER_ALREADY']);
  });

  it('takes in an old order late, and knows one that is there already', async () => {
    const department = await oldCustomer();
    const { client } = await department.do(order('acme', 'late', at(-400)));
    expect(client.orders).toMatchObject({ count: 231, moments: 231, firstAt: at(-400) });
    await department.expectFolded('acme');
    const known = order('acme', 'o-0', at(-230));
    expect(codes(await department.sales.execute(known, { by: 'head' }))).toEqual(['ORDER_EXISTS']);
  });

  it('corrects a record, whatever has happened since', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    const { events } = await department.do(contact('acme', 'phone'));
    await department.do(contact('acme', 'mail'));
    const eventId = events[0]?.id as string;
    const { client } = await department.do({
      type: 'correctRecord',
      clientId: 'acme',
      eventId,
      reason: 'another client',
    });
    expect(client.contacts.count).toBe(1);
    await department.expectFolded('acme');
    const unknown = { type: 'correctRecord', clientId: 'acme', eventId: 'acme#99', reason: 'x' } as const;
    expect(codes(await department.sales.execute(unknown, { by: 'head' }))).toEqual(['UNKNOWN_RECORD']);
  });

  it('undoes a merge: both clients are what their own records make them', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    await department.client('twin', 'boris');
    await department.do(contact('acme'));
    await department.do(contact('twin'));
    await department.do({ type: 'mergeDuplicate', clientId: 'acme', duplicateId: 'twin' });
    expect(await department.sales.clients.get('acme')).toMatchObject({ contacts: { count: 2 } });
    expect(codes(await department.sales.execute(contact('twin'), { by: 'head' }))).toEqual(['MERGED_AWAY']);
    await department.do({ type: 'unmergeDuplicate', clientId: 'acme', duplicateId: 'twin' });
    expect(await department.sales.clients.get('acme')).toMatchObject({
      contacts: { count: 1 },
      state: 'lead',
    });
    expect(await department.sales.clients.get('twin')).toMatchObject({
      contacts: { count: 1 },
      state: 'lead',
      custody: { seller: { employeeId: 'boris' } },
    });
    await department.expectFolded('acme');
    await department.expectFolded('twin');
  });

  it('is made anew where somebody else adds to the log meanwhile', async () => {
    const store = await open();
    const other = await openDepartment(async () => store);
    await other.client('acme');
    const { events } = await other.do(contact('acme', 'phone'));
    let added = false;
    const history: typeof store.history = async (...parameters) => {
      if (!added) await other.do(contact('acme', 'mail'));
      added = true;
      return store.history(...parameters);
    };
    const department = new Department(wrapped(store, { history }));
    const eventId = events[0]?.id as string;
    const correction = {
      type: 'correctRecord',
      clientId: 'acme',
      eventId,
      reason: 'another client',
    } as const;
    const { client } = await department.do(correction);
    expect(client.contacts.count).toBe(1);
    await department.expectFolded('acme');
  });

  it('corrects a record that came with a duplicate, on both cards', async () => {
    const department = await openDepartment(open);
    await department.client('acme');
    await department.client('twin', 'boris');
    const { events } = await department.do(order('twin', 't-1', at(0)));
    await department.do({ type: 'mergeDuplicate', clientId: 'acme', duplicateId: 'twin' });
    const correction = { type: 'correctRecord', clientId: 'acme', reason: 'never placed' } as const;
    await department.do({ ...correction, eventId: events[0]?.id ?? '' });
    for (const id of ['acme', 'twin']) {
      expect(await department.sales.clients.get(id)).toMatchObject({ orders: { count: 0 } });
      await department.expectFolded(id);
    }
    await department.do({ type: 'unmergeDuplicate', clientId: 'acme', duplicateId: 'twin' });
    expect(await department.sales.clients.get('twin')).toMatchObject({ orders: { count: 0 } });
    const unknown = { ...correction, eventId: 'nobody#3' };
    expect(codes(await department.sales.execute(unknown, { by: 'head' }))).toEqual(['UNKNOWN_RECORD']);
  });

  it('undoes a merge of a client with many orders, one of which was cancelled meanwhile', async () => {
    const department = await oldCustomer();
    await department.client('twin', 'boris');
    await department.do({ type: 'mergeDuplicate', clientId: 'twin', duplicateId: 'acme' });
    await department.do({ type: 'cancelOrder', clientId: 'twin', orderId: 'o-229' });
    await department.do({ type: 'unmergeDuplicate', clientId: 'twin', duplicateId: 'acme' });
    expect(await department.sales.clients.get('acme')).toMatchObject({
      orders: { count: 229, cancelled: 1 },
    });
    expect(await department.sales.clients.get('twin')).toMatchObject({ orders: { count: 0, cancelled: 0 } });
    for (const id of ['acme', 'twin']) await department.expectFolded(id);
  });

  it('sees what the same batch has done before, reads no log of who is new and every other once', async () => {
    const store = await open();
    let reads = 0;
    const history: typeof store.history = (...parameters) => {
      reads++;
      return store.history(...parameters);
    };
    const department = await openDepartment(async () => wrapped(store, { history }));
    const commands = [
      { type: 'register', clientId: 'acme', source: 'existing' } as const,
      ...days.map(({ id, placedAt }) => order('acme', id, placedAt)),
      { type: 'cancelOrder', clientId: 'acme', orderId: 'o-0' } as const,
      { type: 'cancelOrder', clientId: 'acme', orderId: 'o-0' } as const,
      { type: 'correctRecord', clientId: 'acme', eventId: 'acme#6', reason: 'never placed' } as const,
      { type: 'register', clientId: 'twin', source: 'existing' } as const,
      { type: 'mergeDuplicate', clientId: 'acme', duplicateId: 'twin' } as const,
      contact('acme'),
      { type: 'unmergeDuplicate', clientId: 'acme', duplicateId: 'twin' } as const,
    ].map((command) => ({ command }));
    const report = await department.sales.executeMany(commands, { by: 'head', batchSize: 1_000 });
    expect(report.failures).toMatchObject([
      { index: 232, refusal: { reasons: [{ code: 'ORDER_ALREADY' }] } },
    ]);
    expect(reads).toBe(0);
    const later = ['o-10', 'o-11'].map((orderId) => ({
      command: { type: 'returnOrder', clientId: 'acme', orderId, at: at(-1) } as const,
    }));
    expect(await department.sales.executeMany(later, { by: 'head' })).toMatchObject({ accepted: 2 });
    expect(reads).toBe(1);
    expect(await department.sales.clients.get('acme')).toMatchObject({
      orders: { count: 226 },
      contacts: { count: 1 },
      merged: [],
    });
    await department.expectFolded('acme');
    await department.expectFolded('twin');
  });
});

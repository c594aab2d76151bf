import { type BlueprintInput, defineConveyor, type Store } from 'sales-conveyor';
import type { AssignmentPolicyInput } from 'sales-conveyor/assignment';
import { describe, expect, it } from 'vitest';
import { at, type Department, openDepartment, stores } from './department.ts';
import { trade } from './trade.ts';

const byHead = { by: 'head' };
const keeper = (clientId: string) => ({ clientId, role: 'keeper' });

/** A regular client of whom nothing was heard for ten days goes back to the sellers. */
const conveyor = defineConveyor({
  ...trade,
  transfers: {
    ...trade.transfers,
    letGo: {
      label: { en: 'let go', ru: 'отпустить' },
      from: ['regular'],
      to: 'lead',
      trigger: { kind: 'time', at: 'state.since', plus: { days: 10 } },
    },
  },
} satisfies BlueprintInput);

/** Clients whom Vera keeps; Gleb is away, so that it is always her. */
async function kept(open: () => Promise<Store>, ids: readonly string[], policy: AssignmentPolicyInput = {}) {
  const department = await openDepartment(open, { conveyor, assignment: { keeper: policy } });
  const { sales } = department;
  await sales.employees.recordAbsence('gleb', { kind: 'vacation', from: at(-1), to: at(300) });
  for (const id of ids) {
    await sales.clients.register({ id, source: 'existing' }, { by: 'import' });
    await sales.assignment.assign(keeper(id), byHead);
  }
  return department;
}

/** What Vera was charged and the clients that count for her day; a client of this department is 1.5 hours. */
async function charged({ sales }: Department) {
  const { entries } = await sales.assignment.ledger('keeper');
  const vera = entries.find(({ employeeId }) => employeeId === 'vera');
  return { clients: (vera?.received ?? 0) / 1.5, onDay: vera?.latest?.onDay };
}

const close = (clientId: string, reason = 'gone') =>
  ({ type: 'transfer', clientId, transfer: 'close', reason }) as const;
const release = (clientId: string, reason: string) =>
  ({ type: 'releaseHolder', ...keeper(clientId), reason }) as const;
const merge = { type: 'mergeDuplicate', clientId: 'acme', duplicateId: 'globex' } as const;

describe.each(stores)('on $name, the charge for an assigned client', ({ open }) => {
  it('is taken back once where it is disqualified for a reason that refunds, however often it is told', async () => {
    const department = await kept(open, ['acme', 'globex'], { refundReasons: ['gone'] });
    await department.do(close('acme'), { commandId: 'close' });
    await department.do(close('acme'), { commandId: 'close' });
    expect(await charged(department)).toEqual({ clients: 1, onDay: 1 });
    const deaf = await kept(open, ['acme'], { refundReasons: ['something else'] });
    await deaf.do(close('acme'));
    expect(await charged(deaf)).toEqual({ clients: 1, onDay: 1 });
  });

  it('is taken back on a plain release, in bulk too, and stays where all or nothing came to nothing', async () => {
    const ids = ['acme', 'globex', 'initech'];
    const department = await kept(open, ids, { refundReasons: ['wrong region'] });
    const entries = ids.map((id) => ({ command: release(id, 'wrong region'), commandId: id }));
    const missing = { command: release('nobody', 'wrong region') };
    const all = { ...byHead, allOrNothing: true };
    expect(await department.sales.executeMany([...entries, missing], all)).toMatchObject({
      committed: false,
    });
    expect(await charged(department)).toEqual({ clients: 3, onDay: 3 });
    for (const repeated of [0, 3]) {
      expect(await department.sales.executeMany(entries, byHead)).toMatchObject({ repeated });
      expect(await charged(department)).toEqual({ clients: 0, onDay: 0 });
    }
  });

  it('is taken back where time releases it by a transfer that refunds', async () => {
    const department = await kept(open, ['acme'], { refundReasons: ['letGo'] });
    department.now = at(11);
    await department.sales.runDue();
    expect((await department.sales.clients.get('acme'))?.state).toBe('lead');
    expect(await charged(department)).toMatchObject({ clients: 0 });
  });

  it('is taken back within the time that the policy sets, and not after it', async () => {
    for (const [days, clients] of [
      [3, 0],
      [4, 1],
    ] as const) {
      const policy = { refundReasons: ['wrong region'], refundWithin: { days: 3 } };
      const department = await kept(open, ['acme'], policy);
      department.now = at(days);
      await department.do(release('acme', 'wrong region'));
      expect(await charged(department)).toMatchObject({ clients });
    }
  });

  it('of one of two cards is taken back where they turn out to be one client', async () => {
    const department = await kept(open, ['acme', 'globex']);
    await department.do(merge);
    expect(await charged(department)).toEqual({ clients: 1, onDay: 1 });
  });

  it('is made again where the merge is undone: whoever has both cards again was given both', async () => {
    const department = await kept(open, ['acme', 'globex'], { refundReasons: ['wrong region'] });
    const before = await department.sales.assignment.ledger('keeper');
    for (let time = 0; time < 2; time++) {
      await department.do(merge);
      await department.do({ ...merge, type: 'unmergeDuplicate' });
      expect(await department.sales.assignment.ledger('keeper')).toEqual(before);
    }
    await department.do(release('globex', 'wrong region'));
    expect(await charged(department)).toEqual({ clients: 1, onDay: 1 });
  });

  it('that was taken back before the merge is not made again by its undoing', async () => {
    const department = await kept(open, ['acme', 'globex'], { refundReasons: ['wrong region'] });
    await department.do(release('globex', 'wrong region'));
    await department.do({ type: 'assignHolder', ...keeper('globex'), employeeId: 'vera' });
    await department.do(merge);
    await department.do({ ...merge, type: 'unmergeDuplicate' });
    expect(await charged(department)).toEqual({ clients: 1, onDay: 1 });
  });

  it('of a duplicate whose holder keeps the client stays', async () => {
    const department = await kept(open, ['globex']);
    await department.sales.clients.register({ id: 'acme', source: 'existing' }, { by: 'import' });
    const { client } = await department.do(merge);
    expect(client.custody.keeper?.employeeId).toBe('vera');
    expect(await charged(department)).toEqual({ clients: 1, onDay: 1 });
  });

  it('is never taken back in part where many release at once', async () => {
    const ids = Array.from({ length: 12 }, (_, i) => `c${i}`);
    const department = await kept(open, ids, { refundReasons: ['wrong region'] });
    await Promise.all(ids.map((id) => department.do(release(id, 'wrong region'))));
    expect(await charged(department)).toEqual({ clients: 0, onDay: 0 });
  });
});

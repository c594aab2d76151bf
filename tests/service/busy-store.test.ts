import { ConveyorError, memoryStore, type Store } from 'sales-conveyor';
import { describe, expect, it } from 'vitest';
import { contact, Department, wrapped } from './department.ts';

/** A department whose store is busy so many times; `waits` has how long it waited each time. */
async function contested(times: number, details: Readonly<Record<string, unknown>> = {}) {
  const store = memoryStore();
  await (await new Department(store).staff()).client('acme');
  const tried = { commits: 0, waits: [] as number[] };
  const commit: Store['commit'] = async (...args) => {
    if (tried.commits++ < times) throw new ConveyorError('STORE_BUSY', 'locked', { details });
    return store.commit(...args);
  };
  const wait = async (milliseconds: number) => {
    tried.waits.push(milliseconds);
  };
  const department = new Department(wrapped(store, { commit }), { random: () => 0.5, wait, attempts: 10 });
  return { department, tried };
}

describe('a store that is busy', () => {
  it('is tried again after a random part of a time that doubles up to half a second', async () => {
    const { department, tried } = await contested(8);
    await department.do(contact('acme'));
    expect(tried).toEqual({ commits: 9, waits: [5, 10, 20, 40, 80, 160, 250, 250] });
  });

  it('is given up after as many attempts as allowed', async () => {
    const { department, tried } = await contested(Number.POSITIVE_INFINITY);
    await expect(department.do(contact('acme'))).rejects.toMatchObject({ code: 'STORE_BUSY' });
    expect(tried.commits).toBe(10);
    expect(tried.waits).toHaveLength(9);
  });

  it("is not tried again within the caller's transaction, which has to begin anew", async () => {
    const { department, tried } = await contested(1, { joined: true });
    await expect(department.do(contact('acme'))).rejects.toMatchObject({ code: 'STORE_BUSY' });
    expect(tried).toEqual({ commits: 1, waits: [] });
  });
});

import { isConveyorError } from '../../../errors/conveyor-error.ts';
import type { Store } from '../../../storage/port.ts';
import { failure } from '../failure.ts';
import { same } from '../same.ts';
import { clientChange, commitOf, tenant } from '../samples.ts';
import type { StoreCase } from '../store-case.ts';

const minute = (number: number) => `2026-01-01T00:${String(number).padStart(2, '0')}:00.000Z`;

/** Due one after the other from the first minute on; the last one never. */
const ids = ['d', 'c', 'b', 'a'];
const base = [
  ...ids.map((id, index) => clientChange({ id, dueAt: minute(index + 1) })),
  clientChange({ id: 'never' }),
];

const claim = (store: Store, worker: string, now: number, limit = 100, lease = 5) =>
  store.claimDue(tenant, { dueBy: minute(10), worker, now: minute(now), until: minute(now + lease), limit });

/** Tries again where the store says that this helps. */
async function insist<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let number = 1; ; number++) {
    try {
      return await attempt();
    } catch (error) {
      if (number === 100 || !isConveyorError(error, 'STORE_BUSY')) throw error;
    }
  }
}

export const claimCases: readonly StoreCase[] = [
  {
    name: 'a claim leases due clients in the order of their due dates; nobody gets them again while the lease runs',
    async run(store) {
      await store.commit(tenant, commitOf(base));
      same(await claim(store, 'one', 10, 2), ['d', 'c']);
      same(await claim(store, 'two', 10, 1), ['b']);
      same(await claim(store, 'one', 14), ['a']);
      same(await claim(store, 'one', 14), []);
      same((await store.queryClients(tenant, { dueBy: minute(10), limit: 10 })).clients.length, 4);
    },
  },
  {
    name: 'only what is due by then can be claimed, of the tenant alone',
    async run(store) {
      await store.commit(tenant, commitOf(base));
      const early = { dueBy: minute(2), worker: 'w', now: minute(10), until: minute(15), limit: 10 };
      same(await store.claimDue('another', early), []);
      same(await store.claimDue(tenant, early), ['d', 'c']);
    },
  },
  {
    name: 'a lease that ran out is free again from that very moment',
    async run(store) {
      await store.commit(tenant, commitOf(base));
      same(await claim(store, 'one', 10, 2), ['d', 'c']);
      same(await claim(store, 'two', 14), ['b', 'a']);
      same(await claim(store, 'two', 15), ['d', 'c']);
      same(await claim(store, 'one', 19), ['b', 'a']);
    },
  },
  {
    name: 'a client that has changed, be it only in its due date, is free whoever leased it; one that is no longer due is gone',
    async run(store) {
      await store.commit(tenant, commitOf(base));
      same(await claim(store, 'one', 10), ids);
      await store.commit(
        tenant,
        commitOf([
          clientChange({ id: 'd', from: 1, dueAt: minute(1) }),
          clientChange({ id: 'c', from: 1, events: 0, dueAt: minute(9) }),
          clientChange({ id: 'b', from: 1 }),
        ]),
      );
      same(await claim(store, 'two', 11), ['d', 'c']);
    },
  },
  {
    name: 'the due work says how many are due, which is the oldest and who has leased how many until when',
    async run(store) {
      const work = (now: number) => store.dueWork(tenant, minute(now));
      same(await work(10), { clients: 0, leases: [] });
      await store.commit(tenant, commitOf(base));
      same(await work(2), { clients: 2, oldest: { clientId: 'd', dueAt: minute(1) }, leases: [] });
      same(await store.dueWork('another', minute(10)), { clients: 0, leases: [] });
      await claim(store, 'two', 10, 1);
      await claim(store, 'one', 11, 1);
      await claim(store, 'one', 12, 1);
      const [one, two] = [
        { worker: 'one', clients: 2, until: minute(17) },
        { worker: 'two', clients: 1, until: minute(15) },
      ];
      const oldest = { clientId: 'd', dueAt: minute(1) };
      same(await work(14), { clients: 4, oldest, leases: [one, two] });
      same(await work(15), { clients: 4, oldest, leases: [one] });
      await store.commit(tenant, commitOf([clientChange({ id: 'c', from: 1, events: 0, dueAt: minute(9) })]));
      same(await work(15), { clients: 4, oldest, leases: [{ ...one, clients: 1 }] });
      same(await work(17), { clients: 4, oldest, leases: [] });
    },
  },
  {
    name: 'of workers that claim at once, no two get the same client, none gets nothing while there is enough, and together they get all',
    async run(store, ground) {
      const many = Array.from({ length: 60 }, (_, index) => `c${String(index).padStart(2, '0')}`);
      await store.commit(tenant, commitOf(many.map((id) => clientChange({ id, dueAt: minute(1) }))));
      const workers = await ground.writers(4);
      const take = (index: number) => insist(() => claim(workers[index]!, `w${index}`, 10, 7));
      const firsts = await Promise.all(workers.map((_, index) => take(index)));
      same(
        firsts.filter((batch) => batch.length === 0),
        [],
      );
      const rests = await Promise.all(
        workers.map(async (_, index) => {
          const own: string[] = [];
          while (own.length <= many.length) {
            const batch = await take(index);
            if (batch.length === 0) return own;
            own.push(...batch);
          }
          return own;
        }),
      );
      same([...firsts, ...rests].flat().sort(), many);
    },
  },
  {
    name: 'a claim of no or too many clients is INVALID_QUERY',
    async run(store) {
      for (const limit of [0, 1_001, 0.5, Number.NaN])
        await failure(claim(store, 'w', 10, limit), 'INVALID_QUERY');
    },
  },
];

import fc from 'fast-check';
import { memoryStore } from 'sales-conveyor';
import type { AssignmentPolicyInput } from 'sales-conveyor/assignment';
import { expect, it } from 'vitest';
import { at, Department, order } from './department.ts';

const ready = fc.constantFrom(true, false, undefined);
const arbitraryClient = fc.record({ ready, locked: fc.boolean(), overdue: fc.boolean() });
const arbitraryPolicy: fc.Arbitrary<AssignmentPolicyInput> = fc
  .record({
    openClients: fc.constantFrom(1, 3, 8),
    newPerDay: fc.constantFrom(1, 3),
    utilisation: fc.constantFrom(0.03, 0.05, 1),
    eligible: fc.constantFrom(
      { fact: 'ready', is: 'equals', value: true } as const,
      { not: { fact: 'ready', is: 'equals', value: true } } as const,
      { fact: 'employee.skills', is: 'includes', value: 'tea' } as const,
    ),
  })
  .map(({ eligible, ...caps }) => ({
    caps,
    eligible,
    affinity: [{ when: { fact: 'ready', is: 'present' } as const, bonus: 0.5 }],
    maxBonus: 1,
  }));
/** What happens between two looks at the pool. */
const arbitraryChange = fc.oneof(
  fc.record({ unlock: fc.nat(20) }),
  fc.record({ learn: fc.nat(20), ready: fc.boolean() }),
  fc.record({ teach: fc.constantFrom('vera', 'gleb') }),
  fc.record({ days: fc.integer({ min: 0, max: 40 }) }),
);
type Change = typeof arbitraryChange extends fc.Arbitrary<infer One> ? One : never;

const id = (i: number) => `p${i}`;

async function happen(department: Department, change: Change): Promise<void> {
  const { sales } = department;
  if ('teach' in change) await sales.employees.change(change.teach, { skills: ['tea'] });
  else if ('days' in change) department.now = at(change.days, 1);
  // A client that was not made, or is not locked, is refused alike on both.
  else if ('unlock' in change)
    await sales.execute({ type: 'releaseHold', clientId: id(change.unlock), hold: 'locked' }, { by: 'head' });
  else
    await sales.execute(
      { type: 'learnFacts', clientId: id(change.learn), facts: { ready: change.ready } },
      { by: 'head' },
    );
}

async function oneByOne({ sales }: Department) {
  const { clients } = await sales.clients.query({ pool: 'keeper', limit: 100 });
  const since = (client: (typeof clients)[number]) => `${client.pool?.since} ${client.id}`;
  const waiting = clients.toSorted((a, b) => (since(a) < since(b) ? -1 : 1));
  let [assigned, pooled, refused] = [0, 0, 0];
  for (const { id: clientId } of waiting) {
    const result = await sales.assignment.assign({ clientId, role: 'keeper' }, { by: 'head' });
    if (!result.ok) refused++;
    else if ('employeeId' in result.outcome) assigned++;
    else pooled++;
  }
  return { assigned, pooled, refused };
}

/** Whoever decides once for many draws fewer ids for commands. */
async function livesOf(department: Department) {
  const { histories, ...lives } = await department.lives();
  return {
    ...lives,
    histories: histories.map((events) => events.map(({ commandId: _, ...event }) => event)),
  };
}

it('a pool is tried as one client after the other, though of each kind one tells for all', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(arbitraryClient, { minLength: 12, maxLength: 24 }),
      arbitraryPolicy,
      fc.array(fc.array(arbitraryChange, { maxLength: 2 }), { minLength: 1, maxLength: 3 }),
      async (clients, policy, rounds) => {
        const open = async () => {
          const department = await new Department(memoryStore(), { assignment: { keeper: policy } }).staff();
          const { sales } = department;
          for (const [i, { ready, locked, overdue }] of clients.entries()) {
            await sales.clients.register({ id: id(i), source: 'existing' }, { by: 'import' });
            if (overdue) await department.do(order(id(i), 'o', at(-50)));
            if (ready !== undefined)
              await department.do({ type: 'learnFacts', clientId: id(i), facts: { ready } });
            if (locked)
              await department.do({
                type: 'placeHold',
                clientId: id(i),
                hold: 'locked',
                reason: 'debt',
                until: at(9),
              });
          }
          return department;
        };
        const [atOnce, each] = [await open(), await open()];
        for (const changes of [[], ...rounds]) {
          for (const change of changes) {
            await happen(atOnce, change);
            await happen(each, change);
          }
          const { refusals, failures, ...counts } = await atOnce.sales.assignment.retryPool(
            { role: 'keeper' },
            { by: 'head' },
          );
          expect({ ...counts, refused: refusals.length }).toEqual(await oneByOne(each));
          expect(failures).toEqual([]);
        }
        expect(await livesOf(atOnce)).toEqual(await livesOf(each));
        expect(await atOnce.sales.assignment.ledger('keeper')).toEqual(
          await each.sales.assignment.ledger('keeper'),
        );
      },
    ),
    { numRuns: 12, seed: 13 },
  );
});

it('of many clients of a kind whom nobody can take, few are read and decided on', async () => {
  const store = memoryStore();
  let read = 0;
  const readClients = store.readClients.bind(store);
  store.readClients = (tenant, ids) => {
    read += ids.length;
    return readClients(tenant, ids);
  };
  const eligible = { fact: 'employee.skills', is: 'includes', value: 'tea' } as const;
  const { sales } = await new Department(store, { assignment: { keeper: { eligible } } }).staff();
  const all = Array.from({ length: 1_000 }, (_, i) => ({ id: id(i), source: 'existing' }));
  await sales.clients.registerMany(all, { by: 'import' });
  const look = () => sales.assignment.retryPool({ role: 'keeper' }, { by: 'head' });
  await look();
  read = 0;
  expect(await look()).toMatchObject({ pooled: 1_000, failures: [] });
  expect(read).toBe(10);
});

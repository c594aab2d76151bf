import fc from 'fast-check';
import { type CommandInput, memoryStore } from 'sales-conveyor';
import type { AssignmentPolicyInput } from 'sales-conveyor/assignment';
import { expect, it } from 'vitest';
import { at, Department, order } from './department.ts';

const arbitraryClient = fc.record({
  ready: fc.constantFrom(false, false, undefined, true),
  locked: fc.boolean(),
  overdue: fc.boolean(),
});
type NewClient = typeof arbitraryClient extends fc.Arbitrary<infer One> ? One : never;

const arbitraryPolicy: fc.Arbitrary<AssignmentPolicyInput> = fc
  .record({
    openClients: fc.constantFrom(3, 20),
    utilisation: fc.constantFrom(0.05, 1),
    eligible: fc.constantFrom(
      { fact: 'ready', is: 'equals', value: true } as const,
      { fact: 'employee.skills', is: 'includes', value: 'tea' } as const,
    ),
  })
  .map(({ eligible, ...caps }) => ({
    caps,
    eligible,
    affinity: [{ when: { fact: 'ready', is: 'present' } as const, bonus: 0.5 }],
    maxBonus: 1,
  }));

/** Clients behind those whom the first commit is about. */
const some = fc.uniqueArray(fc.integer({ min: 8, max: 20 }), { minLength: 1, maxLength: 4 });
/** What happens between two looks at the pool. */
const arbitraryChange = fc.oneof(
  fc.record({ unlock: some }),
  fc.record({ learn: some, ready: fc.constantFrom(true, true, false) }),
  fc.record({ teach: fc.constantFrom('vera', 'gleb') }),
  fc.record({ hours: fc.integer({ min: 1, max: 300 }) }),
  fc.record({ comes: arbitraryClient }),
);
type Change = typeof arbitraryChange extends fc.Arbitrary<infer One> ? One : never;

const id = (i: number) => `p${i}`;

async function register(department: Department, clientId: string, client: NewClient): Promise<void> {
  const { ready, locked, overdue } = client;
  await department.sales.clients.register({ id: clientId, source: 'existing' }, { by: 'import' });
  if (overdue) await department.do(order(clientId, 'o', at(-50)));
  if (ready !== undefined) await department.do({ type: 'learnFacts', clientId, facts: { ready } });
  if (!locked) return;
  await department.do({ type: 'placeHold', clientId, hold: 'locked', reason: 'debt', until: at(9) });
}

async function happen(department: Department, change: Change, time: number): Promise<void> {
  const { sales } = department;
  // A client that was not made, or is not locked, is refused alike on both.
  const sendAll = async (indices: readonly number[], commandTo: (clientId: string) => CommandInput) => {
    for (const i of indices) await sales.execute(commandTo(id(i)), { by: 'head' });
  };
  if ('teach' in change) await sales.employees.change(change.teach, { skills: ['tea'] });
  else if ('hours' in change) department.now = at(0, time + change.hours);
  else if ('comes' in change) await register(department, `q${time}`, change.comes);
  else if ('unlock' in change)
    await sendAll(change.unlock, (clientId) => ({ type: 'releaseHold', clientId, hold: 'locked' }));
  else
    await sendAll(change.learn, (clientId) => {
      return { type: 'learnFacts', clientId, facts: { ready: change.ready } };
    });
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
      fc.array(arbitraryClient, { minLength: 12, maxLength: 20 }),
      arbitraryPolicy,
      fc.array(fc.array(arbitraryChange, { maxLength: 3 }), { minLength: 2, maxLength: 4 }),
      async (clients, policy, rounds) => {
        const open = async () => {
          const department = await new Department(memoryStore(), { assignment: { keeper: policy } }).staff();
          for (const [i, client] of clients.entries()) await register(department, id(i), client);
          return department;
        };
        const [atOnce, each] = [await open(), await open()];
        let time = 0;
        for (const changes of [[], ...rounds]) {
          for (const change of changes) {
            time++;
            await happen(atOnce, change, time);
            await happen(each, change, time);
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
    { numRuns: 8, seed: 13 },
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
  const all = Array.from({ length: 300 }, (_, i) => ({ id: id(i), source: 'existing' }));
  await sales.clients.registerMany(all, { by: 'import' });
  const look = () => sales.assignment.retryPool({ role: 'keeper' }, { by: 'head' });
  await look();
  read = 0;
  expect(await look()).toMatchObject({ pooled: 300, failures: [] });
  expect(read).toBe(10);
});

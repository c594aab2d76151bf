import fc from 'fast-check';
import { type Client, memoryStore } from 'sales-conveyor';
import { type PlanInput, type PlanPolicyInput, policies } from 'sales-conveyor/redistribution';
import { checkPlan } from 'sales-conveyor/solver';
import { expect, test } from 'vitest';
import { at } from '../department.ts';
import { custodies, keepers, planned, quick } from './keepers.ts';

const names = ['vera', 'gleb', 'dora', 'ivan'];
const by = { by: 'head' };
const some = fc.constantFrom(...names);

const reason: fc.Arbitrary<PlanInput['reason']> = fc.oneof(
  fc.record({ kind: fc.constant('departure' as const), employeeId: some }),
  fc.record({ kind: fc.constant('absence' as const), employeeId: some }),
  fc.record({ kind: fc.constant('newHire' as const), employeeId: some }),
  fc.record({
    kind: fc.constant('overload' as const),
    employeeIds: fc.uniqueArray(some, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant('manual' as const) }),
);
const policy: fc.Arbitrary<PlanPolicyInput> = fc.record(
  {
    weights: fc.constantFrom(...Object.values(policies).map(({ weights }) => ({ ...weights }))),
    limits: fc.record(
      { maxMoves: fc.nat(4), maxLoss: fc.record({ clients: fc.constantFrom(0, 0.3, 1) }) },
      { requiredKeys: [] },
    ),
    pool: fc.boolean(),
  },
  { requiredKeys: [] },
);
const situation = fc.record({
  bases: fc.tuple(fc.nat(6), fc.nat(6), fc.nat(6), fc.nat(6)),
  reason,
  policy,
  released: fc.array(some, { maxLength: 2 }),
  deputies: fc.array(some, { maxLength: 2 }),
});

/** A department in which some clients wait in the pool and some have a deputy. */
async function departmentOf({
  bases,
  released,
  deputies,
}: Pick<Situation, 'bases' | 'released' | 'deputies'>) {
  const department = await keepers(
    memoryStore(),
    Object.fromEntries(names.map((name, i) => [name, bases[i] as number])),
  );
  const { sales } = department;
  const role = 'keeper';
  for (const name of released) {
    await sales.execute({ type: 'releaseHolder', clientId: `${name}-1`, role, reason: 'asked' }, by);
  }
  for (const name of deputies) {
    const deputy = { type: 'setDeputy', clientId: `${name}-2`, role, employeeId: 'head-2' } as const;
    await sales.execute({ ...deputy, employeeId: names.find((one) => one !== name) as string }, by);
  }
  return department;
}
type Situation = typeof situation extends fc.Arbitrary<infer Value> ? Value : never;

test('every plan passes the independent check, is applied as it says, and undone leaves every client exactly as it was', async () => {
  let applied = 0;
  await fc.assert(
    fc.asyncProperty(situation, async (one) => {
      const department = await departmentOf(one);
      const { sales } = department;
      const { redistribution } = sales;
      const input = { reason: one.reason, policy: one.policy, role: 'keeper', id: 'p', ...quick };
      const made = await redistribution.plan(input, by);
      if (!made.ok) return;
      const details = await redistribution.details('p');
      if (!details?.proposal) throw new Error('no proposal');
      expect(checkPlan(details.problem, details.proposal)).toEqual([]);
      const before = await custodies(sales);
      const { log, clients } = await department.everything();
      department.now = at(2);
      planned(await redistribution.approve('p', by));
      planned(await redistribution.apply('p', by));
      const moved = new Map(details.moves.map(({ clientId, to }) => [clientId, to]));
      for await (const { id, custody } of sales.clients.all()) {
        const was = (before[id] as { custody: typeof custody }).custody.keeper?.employeeId;
        expect(custody.keeper?.employeeId).toBe(moved.get(id) ?? was);
        await department.expectFolded(id);
      }
      // The plan's own events beside the moves: approved, applied.
      expect((await department.everything()).log.length).toBe(log.length + 2 + details.moves.length);
      department.now = at(3);
      expect(await redistribution.undo('p', by)).toMatchObject({ ok: true, conflicts: [] });
      expect((await department.everything()).clients.map(lasting)).toEqual(clients.map(lasting));
      for await (const { id } of sales.clients.all()) await department.expectFolded(id);
      applied++;
    }),
    { numRuns: 14 },
  );
  expect(applied).toBeGreaterThan(5);
});

test('a budget of no moves moves nobody who could stay', async () => {
  await fc.assert(
    fc.asyncProperty(situation, async (one) => {
      const { sales } = await departmentOf(one);
      const limits = { ...one.policy.limits, maxMoves: 0 };
      const input = {
        reason: one.reason,
        policy: { ...one.policy, limits },
        role: 'keeper',
        id: 'p',
        ...quick,
      };
      const made = await sales.redistribution.plan(input, by);
      if (!made.ok) return;
      const moves = (await sales.redistribution.details('p'))?.moves ?? [];
      const gone =
        one.reason.kind === 'departure' || one.reason.kind === 'absence' ? one.reason.employeeId : undefined;
      expect(moves.filter(({ from }) => from !== undefined && from !== gone)).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

test('an edit moves nobody but whom it names, where no rule asks for more', async () => {
  await fc.assert(
    fc.asyncProperty(situation, fc.nat(23), some, async (one, n, employeeId) => {
      const { sales } = await departmentOf(one);
      const { redistribution } = sales;
      const input = { reason: one.reason, role: 'keeper', id: 'p', ...quick };
      if (!(await redistribution.plan(input, by)).ok) return;
      const details = await redistribution.details('p');
      const client = details?.problem.clients[n % details.problem.clients.length];
      if (!details || !client) return;
      const edited = await redistribution.edit('p', [{ kind: 'pin', clientId: client.id, employeeId }], {
        ...by,
        ...quick,
      });
      if (!edited.ok) return;
      const after = await redistribution.details('p');
      if (!after?.proposal) throw new Error('no proposal');
      expect(checkPlan(after.problem, after.proposal)).toEqual([]);
      const others = (moves: typeof details.moves) =>
        moves.filter(({ clientId }) => clientId !== client.id).map(({ clientId, to }) => [clientId, to]);
      expect(others(after.moves)).toEqual(others(details.moves));
      const placed = after.moves.find(({ clientId }) => clientId === client.id)?.to ?? client.holder;
      expect(placed).toBe(employeeId);
    }),
    { numRuns: 14 },
  );
});

/** Custody alone: a client that goes back to the pool is there since it went back. */
/** All that a snapshot says but which event was the last. */
const lasting = ({ revision: _, decidedAt: __, ...client }: Client) => client;

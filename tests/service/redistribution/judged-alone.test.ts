import { memoryStore } from 'sales-conveyor';
import { policies } from 'sales-conveyor/redistribution';
import { checkPlan, planAnalysis, redistribute } from 'sales-conveyor/solver';
import { expect, test } from 'vitest';
import type { OpenSales } from '../../open-sales.ts';
import { at } from '../department.ts';
import { keepers, planned } from './keepers.ts';

const by = { by: 'head' };
const MOST = 10;

/** A plan of ten moves at most, for keepers who hold 60, 12, 9 and 7 clients. */
async function withPlan() {
  const department = await keepers(memoryStore(), { anna: 60, boris: 12, clara: 9, dmitri: 7 });
  const { sales } = department;
  const policy = { ...policies.bestBalance, limits: { maxMoves: MOST } };
  planned(
    await sales.redistribution.plan({ reason: { kind: 'manual' }, role: 'keeper', id: 'p', policy }, by),
  );
  return { department, sales, redistribution: sales.redistribution };
}

/** Every figure that the head is told of the plan, against what the policy alone makes of it. */
async function expectOwnPolicy({ redistribution }: OpenSales) {
  const [details, preview] = [await redistribution.details('p'), await redistribution.preview('p')];
  const analysis = await redistribution.analyse('p');
  if (!details?.proposal || !preview || !analysis) throw new Error('no plan');
  const { plan, problem, proposal } = details;
  expect(checkPlan(problem, proposal)).toEqual([]);
  const { moves, objective, start = 0, attained = 0 } = proposal;
  const weigh = (asked: typeof moves) => planAnalysis(problem, { moves: asked }).total;
  const total = weigh(moves);
  expect(objective).toMatchObject({ nearness: 0 });
  expect(plan.figures?.objective).toEqual(objective);
  expect(objective.total).toBeCloseTo(total, 9);
  expect(analysis.total).toBeCloseTo(total, 9);
  expect(start).toBeCloseTo(weigh([]), 9);
  const free = redistribute(problem);
  if (!free.ok) throw new Error('no free plan');
  expect(attained).toBeLessThanOrEqual((start - total) / (start - free.proposal.objective.total) + 1e-9);
  expect(preview.moves.length).toBeGreaterThan(1);
  for (const { clientId, staying = 0, nextBest, total: whole } of preview.moves) {
    const others = moves.filter((move) => move.clientId !== clientId);
    const move = moves.find((one) => one.clientId === clientId);
    expect(whole).toBeCloseTo(total, 9);
    expect(staying).toBeCloseTo(weigh(others) - total, 9);
    if (!move || !nextBest) throw new Error('no next best');
    const extra = weigh([...others, { ...move, to: nextBest.employeeId }]) - total;
    expect(nextBest.extra).toBeCloseTo(extra, 9);
  }
  return { moves, attained };
}

test('after an edit a plan is explained, and its quality claimed, by the policy alone', async () => {
  const { sales, redistribution } = await withPlan();
  const before = await expectOwnPolicy(sales);
  expect(before.moves).toHaveLength(MOST);
  const [first] = before.moves;
  if (!first) throw new Error('nothing moves');
  planned(await redistribution.edit('p', [{ kind: 'keep', clientId: first.clientId }], by));
  const after = await expectOwnPolicy(sales);
  expect(after.moves).toEqual(before.moves.filter((move) => move !== first));
  // A tenth move would be better by the policy, and the figure says so.
  expect(after.attained).toBeLessThan(0.999);
});

test('a plan made anew is explained, and its quality claimed, by the policy alone', async () => {
  const { department, sales, redistribution } = await withPlan();
  const { moves } = await expectOwnPolicy(sales);
  department.now = at(2);
  const [first] = moves;
  if (!first) throw new Error('nothing moves');
  await sales.execute(
    { type: 'assignHolder', clientId: first.clientId, role: 'keeper', employeeId: first.to },
    by,
  );
  planned(await redistribution.rebase('p', by));
  await expectOwnPolicy(sales);
});

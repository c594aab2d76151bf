/** A plan that keeps to an earlier one is judged by the policy alone. */
import { expect, test } from 'vitest';
import { checkPlan } from '../../src/redistribution/check/check-plan.ts';
import { parsing } from '../../src/redistribution/parse-problem.ts';
import { stayingNear } from '../../src/redistribution/plan/to-plan-problem.ts';
import { judgingAlone, planning } from '../../src/redistribution/redistribute.ts';
import { atOnce } from '../../src/time/in-turns.ts';
import { skewedBase } from '../bench/everyday-base.ts';

test.each([
  ['moves', { maxMoves: 15 }],
  ['revenue', { maxMovedRevenue: 0.02 }],
])(
  'under a limit of all %s the price that the earlier plan has kept proves of a plan what a search would, to a thousandth',
  (_, limits) => {
    const base = skewedBase(600, 12, 'maxMoves');
    const own = { ...base.policy?.limits, maxMoves: undefined, ...limits };
    const parsed = atOnce(parsing({ ...base, policy: { ...base.policy, limits: own } }));
    const { found } = atOnce(planning(parsed, {}));
    if (!found.ok) throw new Error('no plan');
    const earlier = found.proposal;
    const [move] = earlier.moves;
    if (move?.from === undefined) throw new Error('nothing moves');
    const pins = [{ clientId: move.clientId, employeeId: move.from }];
    const edited = { ...parsed, policy: { ...parsed.policy, pins } };
    const near = atOnce(planning(stayingNear(edited), { stayNear: earlier }));
    if (!near.found.ok) throw new Error('no edited plan');
    const { proposal } = near.found;
    const judged = (stayNear: Parameters<typeof judgingAlone>[3]['stayNear']) =>
      atOnce(judgingAlone(near.compiled, proposal, edited.policy, { stayNear }));
    const byPrice = judged(earlier);
    const bySearch = judged({ moves: earlier.moves });
    expect(checkPlan(edited, byPrice)).toEqual([]);
    expect(byPrice.moves).toEqual(bySearch.moves);
    expect(bySearch.attained).toBeGreaterThan(0.9);
    expect(byPrice.attained).toBeCloseTo(bySearch.attained ?? Number.NaN, 3);
    // A plan of an earlier build has weighed nearness: its prices are of another objective.
    expect(judged({ ...earlier, near: earlier.moves })).toEqual(bySearch);
  },
);

import type { RedistributionProblem } from '../../src/redistribution/problem.ts';
import { PlanState } from './plan-state.ts';

/**
 * What anybody would do by hand; groups of companies go as one. Those without a holder go first, to the least utilised who may have
 * them. Then, in ascending revenue per hour, what lies with somebody above (1 + band) of the mean goes to the least utilised who may have it,
 * where that one stays within (1 + band) and no rule breaks; then, in the same order, from whoever is above the mean to those below
 * (1 - band). Undefined where that is no plan.
 */
export function greedy(problem: RedistributionProblem): PlanState | undefined {
  const band = problem.policy?.limits?.loadBand ?? 0.02;
  const state = new PlanState(problem);
  for (const [u, { current, pin }] of state.units.entries()) {
    const place = pin ?? current;
    if (place !== undefined && state.choices[u]?.includes(place)) state.change([[u, place]]);
  }
  const worth = state.units.map(({ clients }, u) => {
    const hours = state.amount(u, 'load');
    return hours > 0
      ? clients.reduce((sum, one) => sum + (one.revenue ?? 0), 0) / hours
      : Number.POSITIVE_INFINITY;
  });
  const order = [...state.units.keys()].sort((a, b) => (worth[a] as number) - (worth[b] as number));
  const give = (u: number, isOpen: (id: string) => boolean, most: number) => {
    const from = state.place[u];
    const receivers = (state.choices[u] as readonly string[])
      .filter((id) => id !== from && isOpen(id) && state.level(id, state.amount(u, 'load', id)) <= most)
      .sort((a, b) => state.level(a) - state.level(b) || (a < b ? -1 : 1));
    const before = state.broken;
    for (const to of receivers) {
      state.change([[u, to]]);
      if (from === undefined || state.broken <= before + 1e-9) return;
      state.change([[u, from]]);
    }
  };
  for (const u of order) if (state.place[u] === undefined) give(u, () => true, Number.POSITIVE_INFINITY);
  for (const u of order) if (state.level(state.place[u] ?? '') > 1 + band) give(u, () => true, 1 + band);
  for (const u of order)
    if (state.level(state.place[u] ?? '') > 1) give(u, (id) => state.level(id) < 1 - band, 1 + band);
  return state.isWhole && state.broken === 0 ? state : undefined;
}

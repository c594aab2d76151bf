import type { Steps } from '../../time/in-turns.ts';
import { BalanceProof } from './balancing/balance-proof.ts';
import { BalanceState } from './balancing/balance-state.ts';
import { ascend } from './bound/ascend.ts';
import { certify } from './bound/certify.ts';
import { passesFor } from './bound/passes-for.ts';
import { raiseBound } from './bound/raise-bound.ts';
import { toRows, toSharedRows } from './model/rows.ts';
import { type SharedInstance, toInstance } from './model/shared-instance.ts';
import type { Solution, SolveOptions } from './model/solution.ts';

/**
 * Proves a lower bound of an instance beside a feasible solution, without a search. It is about as high as a
 * search would prove, unless there is a budget of everybody together whose toll, by measure, is not known.
 */
export function* proving(
  instance: SharedInstance,
  chosen: Int32Array,
  {
    effort = 1,
    enough = 0,
    signal,
    tolls,
  }: Pick<SolveOptions, 'effort' | 'enough' | 'signal'> & { readonly tolls: Float64Array },
): Steps<Pick<Solution, 'bound' | 'multipliers' | 'stopped'>> {
  const order = () => (signal?.aborted ? 'stop' : 'go');
  const stopped = () => (signal?.aborted ? 'cancelled' : 'done');
  if (instance.balances.length === 0) {
    const written = toInstance(instance);
    const rows = toRows(written);
    const ascent = ascend(written, rows, undefined, passesFor(written, effort));
    let step = ascent.next();
    for (; !step.done && order() === 'go'; step = ascent.next()) yield;
    const { prices } = step.value.best;
    const cost = chosen.reduce((sum, entry) => sum + (written.cost[entry] as number), 0);
    const known = { prices, proof: certify(written, rows, prices), cost };
    const raising = raiseBound(written, rows, known, effort);
    let raised = raising.next();
    for (; !raised.done; raised = raising.next(order())) yield;
    return { ...raised.value, stopped: stopped() };
  }
  const rows = toSharedRows(instance);
  yield;
  const proof = new BalanceProof(instance, rows);
  yield;
  const state = new BalanceState(instance);
  state.take(chosen);
  yield;
  const steps = proof.from(state, { effort, enough, tolls });
  for (let step = steps.next(); ; step = steps.next(order())) {
    if (step.done) return { ...step.value, stopped: stopped() };
    yield;
  }
}

import { type Incumbent, keep } from '../model/incumbent.ts';
import type { WorkingSolution } from '../model/working-solution.ts';
import type { EjectionChainSearch } from './ejection-chain-search.ts';

/** Rounds of single moves with growing penalties that repair the start. */
const REPAIRS = 60;
const EAGERNESS = 1.3;
/** After this many rounds, every item is examined. */
const EASY_REPAIRS = 40;
/** Factors of a penalty while its limit is kept, and while it is broken. */
const EASED = 0.95;
const RAISED = 1.15;
/**
 * After this many rounds without improvement, the search restarts from the best solution with more
 * candidates.
 */
const PATIENCE = 150;
/** After this many rounds without any change, the search stops. */
const IDLE = 60;
/** Entries examined between two yields. */
const SLICE = 500_000;
/** Maximum number of moves in a chain. */
const CHAIN = 3;

/**
 * Repairs the solution, then oscillates around the limits until the budget is spent or nothing changes.
 * Yields regularly.
 */
export function* strategicOscillation(
  solution: WorkingSolution,
  chainSearch: EjectionChainSearch,
  incumbent: Incumbent,
  until: number,
): Generator<void, void> {
  yield* repair(solution, chainSearch, until);
  const isFirst = keep(solution, incumbent);
  yield;
  if (isFirst) chainSearch.narrow();
  chainSearch.refresh();
  chainSearch.queueMarginals();
  yield* oscillate(solution, chainSearch, incumbent, until);
}

function* repair(
  solution: WorkingSolution,
  chainSearch: EjectionChainSearch,
  until: number,
): Generator<void, void> {
  yield* descend(chainSearch, 1, until);
  for (let round = 0; round < REPAIRS && solution.broken > 0 && chainSearch.work < until; round++) {
    raise(solution, chainSearch, EAGERNESS);
    if (round >= EASY_REPAIRS) chainSearch.queueAll();
    yield* descend(chainSearch, 1, until);
  }
}

/**
 * Strategic oscillation (Glover): local searches that alternate between both sides of the limits. Penalties
 * of broken limits grow after an infeasible local optimum; all penalties shrink after a feasible one.
 */
function* oscillate(
  solution: WorkingSolution,
  chainSearch: EjectionChainSearch,
  incumbent: Incumbent,
  until: number,
): Generator<void, void> {
  let [stale, idle] = [0, 0];
  while (chainSearch.work < until && idle < IDLE) {
    const before = solution.cost;
    yield* descend(chainSearch, CHAIN, until);
    idle = solution.cost === before ? idle + 1 : 0;
    const isFirst = incumbent.cost === Number.POSITIVE_INFINITY;
    stale = keep(solution, incumbent) ? 0 : stale + 1;
    if (isFirst && stale === 0) chainSearch.narrow();
    if (stale > 0 && stale % PATIENCE === 0 && incumbent.cost < Number.POSITIVE_INFINITY) {
      solution.reset(incumbent.chosen);
      chainSearch.forget();
      chainSearch.widen();
    }
    const isInside = solution.broken === 0;
    if (isInside) solution.ease(EASED);
    else raise(solution, chainSearch, RAISED);
    chainSearch.refresh();
    if (isInside) chainSearch.queueMarginals();
    if (incumbent.cost === Number.POSITIVE_INFINITY) chainSearch.queueAll();
  }
}

function* descend(chainSearch: EjectionChainSearch, most: number, until: number): Generator<void, void> {
  do yield;
  while (!chainSearch.run(most, Math.min(until, chainSearch.work + SLICE)) && chainSearch.work < until);
}

function raise(solution: WorkingSolution, chainSearch: EjectionChainSearch, by: number): void {
  for (let r = 0; r < solution.rows.count; r++) {
    if (solution.excessOf(r) === 0) continue;
    solution.penalties[r]! *= by;
    chainSearch.queueFor(r);
  }
}

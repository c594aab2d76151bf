import { type Incumbent, keep } from '../model/incumbent.ts';
import type { Standing } from '../model/working-solution.ts';
import type { Descent } from './ejection-chain-search.ts';

/** Rounds of single moves, each more eager than the one before, that first bring what is outside its limits inside. */
const REPAIRS = 60;
const EAGERNESS = 1.3;
/** After so many of them everything is looked at, not only what seems likely. */
const EASY_REPAIRS = 40;
/** What a penalty is multiplied by where its limit is kept, and where it is broken. */
const EASED = 0.95;
const RAISED = 1.15;
/** After so many rounds without a better solution the search goes back to the best one and looks wider. */
const PATIENCE = 150;
/** After so many rounds that change nothing there is nothing more to find. */
const IDLE = 60;
/** Entries looked at between two yields. */
const SLICE = 500_000;
/** Moves in a chain. */
const CHAIN = 3;

/** Searches until so many entries have been looked at or nothing is left to find; yields now and then. */
export function* search(
  standing: Standing,
  descent: Descent,
  incumbent: Incumbent,
  until: number,
): Generator<void, void> {
  yield* repair(standing, descent, until);
  const isFirst = keep(standing, incumbent);
  yield;
  if (isFirst) descent.narrow();
  descent.refresh();
  descent.queueMarginals();
  yield* oscillate(standing, descent, incumbent, until);
}

function* repair(standing: Standing, descent: Descent, until: number): Generator<void, void> {
  yield* descend(descent, 1, until);
  for (let round = 0; round < REPAIRS && standing.broken > 0 && descent.work < until; round++) {
    raise(standing, descent, EAGERNESS);
    if (round >= EASY_REPAIRS) descent.queueAll();
    yield* descend(descent, 1, until);
  }
}

/**
 * Strategic oscillation (Glover): descents that alternate between both sides of what the limits allow. Where one ends outside, what
 * it broke gets dearer; where it ends inside, all penalties get cheaper, so that the next may leave again.
 */
function* oscillate(
  standing: Standing,
  descent: Descent,
  incumbent: Incumbent,
  until: number,
): Generator<void, void> {
  let [stale, idle] = [0, 0];
  while (descent.work < until && idle < IDLE) {
    const before = standing.cost;
    yield* descend(descent, CHAIN, until);
    idle = standing.cost === before ? idle + 1 : 0;
    const isFirst = incumbent.cost === Number.POSITIVE_INFINITY;
    stale = keep(standing, incumbent) ? 0 : stale + 1;
    if (isFirst && stale === 0) descent.narrow();
    if (stale > 0 && stale % PATIENCE === 0 && incumbent.cost < Number.POSITIVE_INFINITY) {
      standing.reset(incumbent.chosen);
      descent.forget();
      descent.widen();
    }
    const isInside = standing.broken === 0;
    if (isInside) standing.ease(EASED);
    else raise(standing, descent, RAISED);
    descent.refresh();
    if (isInside) descent.queueMarginals();
    if (incumbent.cost === Number.POSITIVE_INFINITY) descent.queueAll();
  }
}

function* descend(descent: Descent, most: number, until: number): Generator<void, void> {
  do yield;
  while (!descent.run(most, Math.min(until, descent.work + SLICE)) && descent.work < until);
}

function raise(standing: Standing, descent: Descent, by: number): void {
  for (let r = 0; r < standing.rows.count; r++) {
    if (standing.excessOf(r) === 0) continue;
    standing.penalties[r]! *= by;
    descent.queueFor(r);
  }
}

import type { Descent } from './descent.ts';
import type { Standing } from './standing.ts';

/** Rounds without a change of anything after which oscillation has nothing more to give. */
const IDLE = 12;
/** Rounds of single moves, each twice as eager as the one before, that first bring what is outside its limits inside. */
const REPAIRS = 20;

/** The best standing so far that breaks nothing. */
export interface Incumbent {
  readonly chosen: Int32Array;
  cost: number;
}

/**
 * Strategic oscillation: descents that alternate between both sides of what the limits allow. Where a descent ends outside, what it
 * broke gets dearer; where it ends inside, all penalties get cheaper, so that the next one may leave again. Yields after each.
 */
export function* oscillate(
  standing: Standing,
  descent: Descent,
  { incumbent, most, until }: { readonly incumbent: Incumbent; readonly most: number; readonly until: number },
): Generator<void, void> {
  const { rows, penalties } = standing;
  let idle = 0;
  for (let round = 0; round < REPAIRS && standing.broken > 0 && descent.work < until; round++) {
    descent.run(1, until);
    for (let r = 0; r < rows.count; r++) {
      if (standing.excessOf(r) === 0) continue;
      penalties[r]! *= 2;
      descent.queueFor(r);
    }
    yield;
  }
  keep(standing, incumbent);
  descent.refresh();
  descent.queueMarginals();
  while (descent.work < until && idle < IDLE) {
    const before = standing.penalised;
    descent.run(most, until);
    idle = standing.penalised === before ? idle + 1 : 0;
    if (keep(standing, incumbent)) idle = 0;
    yield;
    const isInside = standing.broken === 0;
    for (let r = 0; r < rows.count; r++) {
      if (isInside) penalties[r]! *= 0.85;
      else if (standing.excessOf(r) > 0) {
        penalties[r]! *= incumbent.cost < Number.POSITIVE_INFINITY ? 1.25 : 2;
        descent.queueFor(r);
      }
    }
    descent.refresh();
    if (isInside) descent.queueMarginals();
  }
}

function keep({ broken, cost, chosen }: Standing, incumbent: Incumbent): boolean {
  if (broken > 0 || cost >= incumbent.cost) return false;
  incumbent.cost = cost;
  incumbent.chosen.set(chosen);
  return true;
}

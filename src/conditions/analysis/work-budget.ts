import { invalidArgument } from '../../errors/invalid-argument.ts';
import { kindOf } from '../../errors/misfit.ts';
import { fault } from '../../errors/problem.ts';

/**
 * How much may be computed for one or several questions. It counts steps of the reasoning, so it is the same
 * on every machine.
 */
export interface WorkBudget {
  /** At most so many steps. */
  readonly limit: number;
  /** Steps taken so far; a single step beyond the limit ends the work. */
  readonly spent: number;
  /** Counts further steps. False where the budget is used up. */
  spend(steps: number): boolean;
}

/**
 * A budget of so many steps, for one question or to be shared by several. A million steps take some 100
 * milliseconds of CPU. With a `parent`, what is spent counts there, too, and ends where that ends.
 * @throws INVALID_ARGUMENT where the limit is no number, or the parent no budget.
 */
export function workBudget(limit: number, parent?: WorkBudget): WorkBudget {
  if (typeof limit !== 'number' || Number.isNaN(limit))
    throw wrong('limit', 'number', Number.isNaN(limit) ? 'NaN' : kindOf(limit));
  if (parent !== undefined && typeof parent?.spend !== 'function')
    throw wrong('parent', 'object', kindOf(parent));
  let spent = 0;
  return {
    limit,
    get spent() {
      return spent;
    },
    spend(steps) {
      spent += steps;
      const isWithin = parent?.spend(steps) ?? true;
      return isWithin && spent <= limit;
    },
  };
}

const wrong = (path: string, expected: string, received: string) =>
  invalidArgument('workBudget', [{ path, ...fault('WRONG_TYPE', { expected, received }) }]);

/** Ends a search from within: whoever began it answers that it is not known. */
export class WorkSpent extends Error {}

/** Counts steps of a search, which ends where the budget does. */
export function work(budget: WorkBudget, steps: number): void {
  if (!budget.spend(steps)) throw new WorkSpent();
}

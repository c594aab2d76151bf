import { atOnce, inTurns, type Steps } from '../../time/in-turns.ts';
import type { SharedInstance } from './model/shared-instance.ts';
import type { Progress, Solution, SolveOptions } from './model/solution.ts';
import { boundAndSearch } from './search/bound-and-search.ts';

/** Solves an instance synchronously. */
export function solve(instance: SharedInstance, options: SolveOptions = {}): Solution {
  return atOnce(solvingInSteps(instance, options));
}

/** Solves an instance, yielding to the event loop regularly so that the signal can be aborted. */
export function solveInSteps(instance: SharedInstance, options: SolveOptions = {}): Promise<Solution> {
  return inTurns(solvingInSteps(instance, options));
}

/** Solves an instance step by step. A step is long enough to be worth yielding to the event loop after it. */
export function* solvingInSteps(instance: SharedInstance, options: SolveOptions = {}): Steps<Solution> {
  const together = instance.items >= MANY ? 1 : STEPS_AT_ONCE;
  const steps = driven(instance, options);
  for (let number = 1; ; number++) {
    const step = steps.next();
    if (step.done) return step.value;
    if (step.value.isLong || number % together === 0) yield;
  }
}

const STEPS_AT_ONCE = 8;
/** From this many items on, every step is long enough. */
const MANY = 20_000;

/** Reports progress and stops on the time limit or the signal. */
function* driven(
  instance: SharedInstance,
  options: SolveOptions,
): Generator<Pick<Progress, 'isLong'>, Solution> {
  const { timeLimitMs = Number.POSITIVE_INFINITY, clock = () => 0, signal, onProgress } = options;
  const end = clock() + timeLimitMs;
  const boundEnd = clock() + timeLimitMs * BOUND_SHARE;
  const passed = () => (timeLimitMs < Number.POSITIVE_INFINITY ? 1 - (end - clock()) / timeLimitMs : 0);
  const steps = boundAndSearch(instance, options, passed);
  let stopped: Solution['stopped'] = 'done';
  for (let step = steps.next('go'); ; ) {
    if (step.done) return { ...step.value, stopped };
    if (step.value) onProgress?.(step.value);
    yield step.value ?? {};
    const order = orderFor(step.value?.phase);
    if (order === 'stop') stopped = signal?.aborted ? 'cancelled' : 'time';
    step = steps.next(order);
  }

  function orderFor(phase: Progress['phase'] | undefined): 'go' | 'next' | 'stop' {
    if (signal?.aborted || clock() >= end) return 'stop';
    return phase === 'bound' && clock() >= boundEnd ? 'next' : 'go';
  }
}

/** Share of a time limit that the bound may take; the search gets the rest. */
const BOUND_SHARE = 0.25;

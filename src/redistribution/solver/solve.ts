import { atOnce, inTurns, type Steps } from '../../time/in-turns.ts';
import type { SharedInstance } from './model/shared-instance.ts';
import type { Progress, Solution, SolveOptions } from './model/solution.ts';
import { boundAndSearch } from './search/bound-and-search.ts';

/** Solves an instance in one go. */
export function solve(instance: SharedInstance, options: SolveOptions = {}): Solution {
  return atOnce(driven(instance, options));
}

/** The same, letting others have a turn now and then, so that somebody can abort the signal. */
export function solveInSteps(instance: SharedInstance, options: SolveOptions = {}): Promise<Solution> {
  return inTurns(solvingInSteps(instance, options));
}

/** The same, step by step: each is long enough to be worth a turn of others after it. */
export function* solvingInSteps(instance: SharedInstance, options: SolveOptions = {}): Steps<Solution> {
  const together = instance.items >= MANY ? 1 : STEPS_AT_ONCE;
  const steps = driven(instance, options);
  for (let number = 1; ; number++) {
    const step = steps.next();
    if (step.done) return step.value;
    if (number % together === 0) yield;
  }
}

const STEPS_AT_ONCE = 8;
/** With so many items each step is long. */
const MANY = 20_000;

/** Tells of the progress, and stops where it must. */
function* driven(instance: SharedInstance, options: SolveOptions): Generator<void, Solution> {
  const { timeLimitMs = Number.POSITIVE_INFINITY, clock = () => 0, signal, onProgress } = options;
  const end = clock() + timeLimitMs;
  const boundEnd = clock() + timeLimitMs * BOUND_SHARE;
  const passed = () => (timeLimitMs < Number.POSITIVE_INFINITY ? 1 - (end - clock()) / timeLimitMs : 0);
  const steps = boundAndSearch(instance, options, passed);
  let stopped: Solution['stopped'] = 'done';
  for (let step = steps.next('go'); ; ) {
    if (step.done) return { ...step.value, stopped };
    onProgress?.(step.value);
    yield;
    const order = orderFor(step.value);
    if (order === 'stop') stopped = signal?.aborted ? 'cancelled' : 'time';
    step = steps.next(order);
  }

  function orderFor({ phase }: Progress): 'go' | 'next' | 'stop' {
    if (signal?.aborted || clock() >= end) return 'stop';
    return phase === 'bound' && clock() >= boundEnd ? 'next' : 'go';
  }
}

/** The bound may take so much of a time limit; the search gets the rest. */
const BOUND_SHARE = 0.25;

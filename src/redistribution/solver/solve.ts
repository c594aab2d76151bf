import { turn } from '../../time/turn.ts';
import type { SharedInstance } from './shared-instance.ts';
import type { Progress, Solution, SolveOptions } from './solution.ts';
import { solving } from './solving.ts';

/** Solves an instance in one go. */
export function solve(instance: SharedInstance, options: SolveOptions = {}): Solution {
  const steps = driven(instance, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, letting others have a turn now and then, so that somebody can abort the signal. */
export async function solveInSteps(instance: SharedInstance, options: SolveOptions = {}): Promise<Solution> {
  const steps = driven(instance, options);
  for (let number = 1; ; number++) {
    const step = steps.next();
    if (step.done) return step.value;
    if (number % STEPS_AT_ONCE === 0) await turn();
  }
}

const STEPS_AT_ONCE = 8;

/** Tells of the progress, and stops where it must. */
function* driven(instance: SharedInstance, options: SolveOptions): Generator<void, Solution> {
  const { timeLimitMs = Number.POSITIVE_INFINITY, clock = () => 0, signal, onProgress } = options;
  const end = clock() + timeLimitMs;
  const boundEnd = clock() + timeLimitMs * BOUND_SHARE;
  const passed = () => (timeLimitMs < Number.POSITIVE_INFINITY ? 1 - (end - clock()) / timeLimitMs : 0);
  const steps = solving(instance, options, passed);
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

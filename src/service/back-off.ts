/** What a wait needs from outside. */
export interface BackOffOptions {
  readonly random: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

const FIRST = 10;
const LONGEST = 500;

/**
 * How long to wait after the n-th conflict, or busy store, in a row. It is a random time up to a bound that
 * doubles each time, so that those who collided do not meet again (AWS Architecture Blog, "Exponential
 * Backoff And Jitter": full jitter).
 */
export function backOff({ random, wait }: BackOffOptions): (failures: number) => Promise<void> {
  return (failures) => wait(random() * Math.min(LONGEST, FIRST * 2 ** (failures - 1)));
}

/** The runtime's own timer; where there is none, no time passes. */
export function waitByTimer(milliseconds: number): Promise<void> {
  const { setTimeout } = globalThis as { setTimeout?(call: () => void, milliseconds: number): unknown };
  return new Promise((resolve) => (setTimeout ? setTimeout(resolve, milliseconds) : resolve()));
}

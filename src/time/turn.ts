/** Lets everybody else have a turn: timers, requests, whatever waits. */
export function turn(): Promise<void> {
  const { setTimeout: later } = globalThis as unknown as {
    setTimeout(then: () => void, ms: number): unknown;
  };
  return new Promise((resolve) => later(resolve, 0));
}

/** Nanoseconds of CPU a call takes: the median of several rounds after a warm-up. */
export function nanosecondsPer(call: () => unknown, { calls = 100_000, rounds = 7 } = {}): number {
  repeat(call, calls);
  const times = Array.from({ length: rounds }, () => {
    const before = cpu();
    repeat(call, calls);
    return ((cpu() - before) * 1e6) / calls;
  });
  return median(times);
}

/** What this process has worked, in milliseconds. */
export function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** How long something takes by the clock. */
export async function milliseconds(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** The middle one of an odd number. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Keeps the results alive, so that the calls are not optimised away. */
const sink: { last?: unknown } = {};

function repeat(call: () => unknown, times: number): void {
  for (let i = 0; i < times; i++) sink.last = call();
}

/** Prints how often the peer's time the own one fits into it, beside what was asked for. */
export function printRatio(name: string, own: number, peer: number, target: string): void {
  const ratio = peer / own;
  process.stdout.write(
    `${name.padEnd(64)} ${formatTime(own)} ${formatTime(peer)} ${`${ratio.toFixed(ratio < 10 ? 2 : 0)}x`.padStart(8)}  (${target})\n`,
  );
}

function formatTime(nanoseconds: number): string {
  if (nanoseconds < 1_000) return `${nanoseconds.toFixed(0)} ns`.padStart(10);
  return nanoseconds < 1_000_000
    ? `${(nanoseconds / 1_000).toFixed(2)} µs`.padStart(10)
    : `${(nanoseconds / 1_000_000).toFixed(1)} ms`.padStart(10);
}

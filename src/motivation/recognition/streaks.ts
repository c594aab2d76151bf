import type { Truth } from '../../conditions/condition.ts';

/** A month, whether what is asked held, and on which events that rests. */
export interface AskedMonth {
  readonly period: string;
  readonly truth: Truth;
  readonly because: readonly string[];
}

/** Months one after the other in which something held. What is unknown pauses and does not break it. */
export interface Streak {
  readonly name: string;
  /** As of the last month; 0 where it is broken. */
  readonly current: number;
  /** The longest that there was. */
  readonly best: number;
  /** Of the current one, the oldest first. */
  readonly months: readonly string[];
  readonly paused: readonly string[];
  readonly because: readonly string[];
}

/** The streak as of the last of the months, which come in order. */
export function streakOf(name: string, asked: readonly AskedMonth[]): Streak {
  let [best, run]: [number, readonly AskedMonth[]] = [0, []];
  let paused: readonly string[] = [];
  for (const month of asked) {
    if (month.truth === 'no') [run, paused] = [[], []];
    else if (month.truth === 'yes') run = [...run, month];
    else if (run.length > 0) paused = [...paused, month.period];
    best = Math.max(best, run.length);
  }
  const because = [...new Set(run.flatMap((month) => month.because))];
  return { name, current: run.length, best, months: run.map(({ period }) => period), paused, because };
}

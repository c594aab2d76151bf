import type { Task } from '../task/task.ts';
import { type Span, union } from './spans.ts';

/**
 * When the clock of a task stands still. Pauses stop it, and it rests from being done until being opened
 * again. What began at or after `met` is left out.
 */
export function stopsOf({ pauses, idle }: Task, met = Number.POSITIVE_INFINITY): readonly Span[] {
  const paused = Object.values(pauses)
    .filter(({ stopsClock, withdrawn }) => stopsClock && !withdrawn)
    .map(({ from, until }): Span => [Date.parse(from), until ? Date.parse(until) : Number.POSITIVE_INFINITY]);
  const rested = idle.map(({ from, until }): Span => [Date.parse(from), Date.parse(until)]);
  return union([...paused, ...rested].filter(([from]) => from < met));
}

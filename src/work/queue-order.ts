import type { Instant } from '../time/instant.ts';

/** What a place in a queue goes by. */
export interface QueuePlace {
  readonly id: string;
  /** The rank of its class: lower is first. */
  readonly rank: number;
  /** Its next deadline; without one it comes after those that have one. */
  readonly due?: Instant | undefined;
  readonly openedAt: Instant;
}

/** Orders a queue: by class, within it the earliest deadline first, ties by age and by id. */
export function inQueueOrder(a: QueuePlace, b: QueuePlace): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  return order(a.due ?? '~', b.due ?? '~') || order(a.openedAt, b.openedAt) || order(a.id, b.id);
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

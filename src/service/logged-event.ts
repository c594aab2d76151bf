import type { FeedEntry } from '../storage/port.ts';

/** An event with its position in the log. */
export type LoggedEvent = FeedEntry['event'] & { readonly position: number };

export function toLoggedEvent({ event, position }: FeedEntry): LoggedEvent {
  return { ...event, position } as LoggedEvent;
}

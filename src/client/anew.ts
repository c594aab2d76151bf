import type { Instant } from '../time/instant.ts';
import type { ClientEvent, EventType } from './event.ts';
import type { NewEvent } from './handler-result.ts';

/** An event as it happens again. */
export function anew<T extends EventType>({
  id: _,
  clientId: __,
  recordedAt: ___,
  by: ____,
  commandId: _____,
  ...event
}: ClientEvent<T>) {
  return event as unknown as NewEvent<T> & { readonly happenedAt: Instant };
}
